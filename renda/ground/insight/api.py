"""Advice as JSON: on one matter, how good it was, what units do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from renda.ground.insight import services, shown
from renda.ground.insight.declare import questions
from renda.ground.insight.forms import read_json
from renda.ground.insight.models import Advice
from renda.ground.insight.queries import units_of

router = Router(tags=["参考意见"])


class ChoiceOut(Schema):
    """percent: how likely, 0 to 100."""

    value: str
    label: str
    percent: int


class EarlierOut(Schema):
    title: str
    href: str
    label: str


class AdviceOut(Schema):
    """is_sure false: 不确定. basis: decided (learned from so many examples) or duties. decided, settled: what a person decided, and what it was at the end."""

    question: str
    is_sure: bool
    basis: str
    likeliest: list[ChoiceOut]
    reasons: list[str]
    earlier: list[EarlierOut]
    examples: int
    learned_at: datetime
    decided: str
    settled: str


class LearnedOut(Schema):
    """quality: on matters held out, 0 to 1; empty while it rests on duties. size: bytes."""

    question: str
    basis: str
    learned_at: datetime
    examples: int
    answers: int
    quality: dict[str, float]
    size: int


class MonthOut(Schema):
    """asked: decided by a person; followed: as advised; right: as advised when the matter was settled."""

    question: str
    month: datetime
    given: int
    sure: int
    asked: int
    followed: int
    settled_count: int
    right: int


class WrongOut(Schema):
    question: str
    first: str
    decided: str
    count: int


class FiguresOut(Schema):
    learned: list[LearnedOut]
    months: list[MonthOut]
    wrong: list[WrongOut]


class DutyOut(Schema):
    org_id: int
    name: str
    text: str
    is_own: bool


class DutyIn(Schema):
    text: str = Field(max_length=2000)


@router.get("/insight/{kind}/{uuid:pk}", response=list[AdviceOut], summary="一件事的参考意见")
def read_advice(request: HttpRequest, kind: str, pk: UUID) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    asked = {name: question for name, question in questions().items() if question.kind == kind}
    if not asked or not next(iter(asked.values())).visible(actor).filter(pk=pk).exists():
        raise Http404
    rows = {one.question: one for one in Advice.objects.of(actor.county_id, kind, pk)}
    return [read_json(rows[name], actor, asked[name].choices(actor.county_id)) for name in asked if name in rows]


@router.get("/insight", response=FiguresOut, summary="参考意见准不准")
def read_figures(request: HttpRequest) -> Any:
    found = shown.figures(request.actor)  # type: ignore[attr-defined]
    return {**found, "learned": [one["row"] for one in found["learned"]]}


@router.get("/insight/duties", response=list[DutyOut], summary="单位职责")
def list_duties(request: HttpRequest) -> Any:
    found = shown.duties(request.actor)  # type: ignore[attr-defined]
    return [{**one, "org_id": one["org"].pk, "name": one["org"].name} for one in found]


@router.put("/insight/duties/{int:pk}", response={204: None}, summary="改单位职责；空着就用建议值")
def set_duty(request: HttpRequest, pk: int, payload: DutyIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    org = get_object_or_404(units_of(actor.county_id), pk=pk)
    services.set_duty(org, actor=actor, text=payload.text.replace("\x00", "").strip())
    return 204, None
