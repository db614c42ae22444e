"""The derived API: for each kind of matter one route to read it and one typed route per step, from the step's form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field, create_model, field_validator

from renda.ground.kernel.errors import Invalid
from renda.ground.people.queries import names_of
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.lookup import form_of, service_of, visible_row
from renda.ground.workflow.models import Matter, StepTaken
from renda.ground.workflow.queries import history, inbox, waiting_for
from renda.ground.workflow.services import MOST_AT_ONCE, take_on_selection

Show = Callable[[Any, Any], dict[str, Any]]
Staged = Callable[[Any, list[UUID]], Iterable[Any]]
router = Router(tags=["流程"])
PAGE = 50


class Closed(Schema):
    """A body that may hold nothing but its fields."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def storable(cls, value: Any) -> Any:
        """PostgreSQL keeps no NUL."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("文字里有看不见的字符，请删去再试。")
        return value


class OpenStep(Schema):
    """A step open to the caller: where to POST it and which fields it asks for."""

    name: str
    label: str
    href: str
    why_not: str = ""
    fields: list[str]


class WaitOut(Schema):
    holder: str
    ask: str
    since: date
    due_on: date | None
    amber_on: date | None
    is_provisional: bool
    is_paused: bool


class MatterOut(Schema):
    """One matter: what it is, where it stands, who has it, what the caller may do, and what happened."""

    id: UUID
    kind: str
    state: str
    state_label: str
    version: int
    number: str
    title: str
    href: str
    body: dict[str, Any]
    waits: list[WaitOut]
    steps: list[OpenStep]
    history: list[dict[str, Any]]


class WaitingOut(Schema):
    kind: str
    matter_id: UUID
    number: str
    title: str
    href: str
    ask: str
    due_on: date | None
    amber_on: date | None


class ProblemOut(Schema):
    type: str = "about:blank"
    status: int
    title: str
    detail: str


REFUSALS = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


@router.get("/inbox", response=list[WaitingOut], summary="等我办的事")
def my_inbox(request: HttpRequest, limit: int = PAGE) -> Any:
    rows = inbox(request.actor)[: max(1, min(limit, 200))]  # type: ignore[attr-defined]
    return [
        {"kind": w.kind, "matter_id": w.matter_id, "number": w.number, "title": w.title, "href": w.link, "ask": w.ask,
         "due_on": w.due_on, "amber_on": w.amber_on}
        for w in rows
    ]  # fmt: skip


def matter_routes(kinds: Iterable[tuple[Workflow, Show]], *, tag: str, staged: Staged) -> Router:
    """A router with the routes of these workflows; `show(row, actor)` gives the subject's own body of a matter.

    staged: finds the files that a caller uploaded before and names by id (files stand beside the engine, not below it).
    """
    routes = Router(tags=[tag])
    for workflow, show in kinds:
        _add_read(routes, workflow, show)
        for step in workflow.steps.values():
            if step.is_offered:
                _add_step(routes, workflow, step, show, staged)
                if step.is_bulk:
                    _add_many(routes, workflow, step, staged)
    return routes


def _add_read(routes: Router, workflow: Workflow, show: Show) -> None:
    def read(request: HttpRequest, pk: UUID) -> Any:
        return matter_out(workflow, _visible(workflow, request, pk), request.actor, show)  # type: ignore[attr-defined]

    routes.add_api_operation(
        f"/{workflow.kind}/{{uuid:pk}}", ["GET"], read, response={200: MatterOut, 401: ProblemOut, 404: ProblemOut},
        operation_id=f"read_{workflow.kind}", summary=f"看一件{workflow.label}",
    )  # fmt: skip


def _add_step(routes: Router, workflow: Workflow, step: Step, show: Show, staged: Staged) -> None:
    payload_type = schema_of(workflow, step)

    def take(request: HttpRequest, pk: UUID, payload: Any) -> Any:
        row = _visible(workflow, request, pk)
        actor = request.actor  # type: ignore[attr-defined]
        keywords = checked(workflow, step, payload, request, row, staged)
        moved = service_of(workflow, step.name)(row, actor=actor, **keywords)
        row = moved if isinstance(moved, Matter) else row
        again = workflow.model.objects.visible_to(actor).filter(pk=row.pk).first()  # type: ignore[attr-defined]
        return matter_out(workflow, again or row, actor, show)

    take.__annotations__ = {"request": HttpRequest, "pk": UUID, "payload": payload_type, "return": Any}
    routes.add_api_operation(
        f"/{workflow.kind}/{{uuid:pk}}/steps/{step.name}", ["POST"], take, response={200: MatterOut, **REFUSALS},
        operation_id=f"{step.name}_{workflow.kind}", summary=f"{workflow.label}：{step.label}",
    )  # fmt: skip


def _add_many(routes: Router, workflow: Workflow, step: Step, staged: Staged) -> None:
    fields = schema_of(workflow, step)
    payload_type = create_model(
        f"{fields.__name__}Many", __base__=fields, ids=(list[UUID], Field(max_length=MOST_AT_ONCE, min_length=1))
    )

    def take_many(request: HttpRequest, payload: Any) -> Any:
        keywords = checked(workflow, step, payload, request, None, staged)
        keywords = {k: v for k, v in keywords.items() if k not in ("seen", "once")}
        done = take_on_selection(workflow, payload.ids, step.name, actor=request.actor, **keywords)  # type: ignore[attr-defined]
        return {"results": [{"id": str(o.pk), "number": o.number, "error": o.error} for o in done]}

    take_many.__annotations__ = {"request": HttpRequest, "payload": payload_type, "return": Any}
    routes.add_api_operation(
        f"/{workflow.kind}/many/{step.name}", ["POST"], take_many, response={200: dict[str, Any], **REFUSALS},
        operation_id=f"{step.name}_{workflow.kind}_many", summary=f"{workflow.label}：成批{step.label}",
    )  # fmt: skip


def schema_of(workflow: Workflow, step: Step) -> type[Schema]:
    """The typed body of a step, from its form: required fields are required, choices and lengths kept."""
    form = form_of(workflow, step.name)
    fields: dict[str, Any] = {name: _typed(field) for name, field in form.base_fields.items()}
    name = f"{''.join(p.capitalize() for p in step.name.split('_'))}{workflow.kind.capitalize()}In"
    return create_model(name, __base__=Closed, **fields)


def _typed(field: forms.Field) -> tuple[Any, Any]:
    kind = _type_of(field)
    limits: dict[str, Any] = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    if kind is str and getattr(field, "max_length", None):
        limits["max_length"] = field.max_length  # type: ignore[attr-defined]
    if field.required:
        return kind, Field(..., **limits)
    return kind | None, Field(None, **limits)


def _type_of(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return list[UUID]
    if isinstance(field, forms.JSONField):
        return list[dict[str, Any]] | dict[str, Any]
    if isinstance(field, forms.TypedMultipleChoiceField | forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return list[str | int]
    if isinstance(field, forms.ModelChoiceField | forms.TypedChoiceField | forms.ChoiceField):
        return str | int
    plain: list[tuple[type[forms.Field], Any]] = [
        (forms.NullBooleanField, bool), (forms.BooleanField, bool), (forms.DateTimeField, datetime), (forms.DateField, date),
        (forms.DecimalField, Decimal), (forms.FloatField, float), (forms.IntegerField, int), (forms.UUIDField, UUID),
    ]  # fmt: skip
    return next((kind for type_, kind in plain if isinstance(field, type_)), str)


def checked(
    workflow: Workflow, step: Step, payload: Schema, request: HttpRequest, row: Matter | None, staged: Staged
) -> dict[str, Any]:
    """The keywords for the service: the body goes through the same form as the page. Raises Invalid, with all fields' errors."""
    actor = request.actor  # type: ignore[attr-defined]
    data = {name: value for name, value in payload.dict().items() if value is not None and name != "ids"}
    form = form_of(workflow, step.name)(_as_posted(data), row=row, actor=actor)
    stored = _take_staged(form, data, actor, staged)
    if not form.is_valid():
        field, texts = next(iter(form.errors.items()))
        raise Invalid(str(texts[0]), field=field, errors={name: [str(t) for t in e] for name, e in form.errors.items()})
    keywords = {**form.keywords(), **stored}
    once = getattr(request, "once", None)
    return {**keywords, "once": once} if once and "once" not in keywords else keywords


def _take_staged(form: forms.Form, data: dict[str, Any], actor: Any, staged: Staged) -> dict[str, Any]:
    """Files come as ids of what was uploaded before: their fields leave the form, the files go to the service."""
    taken: dict[str, Any] = {}
    for name, field in list(form.fields.items()):
        if not isinstance(field, forms.FileField):
            continue
        del form.fields[name]
        ids = data.get(name) or []
        if field.required and not ids:
            raise Invalid(f"请先上传“{field.label}”，再把得到的编号写在这里。", field=name)
        files = list(staged(actor, ids)) if ids else []
        taken[name] = files if hasattr(field, "most") else next(iter(files), None)
    return taken


def _as_posted(data: dict[str, Any]) -> Any:
    from django.http import QueryDict

    posted = QueryDict(mutable=True)
    for name, value in data.items():
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict) for v in value)):
            posted[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list):
            posted.setlist(name, [str(v) for v in value])
        elif value is not False:
            posted[name] = "on" if value is True else str(value)
    return posted


def matter_out(workflow: Workflow, row: Matter, actor: Any, show: Show) -> dict[str, Any]:
    return {
        "id": row.pk, "kind": workflow.kind, "state": row.state, "state_label": workflow.state_label(row.state),
        "version": row.version, "number": row.number_line(), "title": row.title_line(), "href": row.get_absolute_url(),
        "body": show(row, actor),
        "waits": [
            {"holder": w.holder, "ask": w.ask, "since": w.since, "due_on": w.due_on, "amber_on": w.amber_on,
             "is_provisional": w.is_provisional, "is_paused": w.paused_on is not None}
            for w in waiting_for(row)
        ],
        "steps": [_open_step(workflow, row, offer) for offer in workflow.offers(actor, row)],
        "history": steps_out(workflow, history(row, actor, is_party=workflow.party(actor, row))),
    }  # fmt: skip


def steps_out(workflow: Workflow, steps: list[StepTaken]) -> list[dict[str, Any]]:
    names = names_of({s.user_id for s in steps})
    return [
        {"seq": s.seq, "step": s.step, "label": workflow.steps[s.step].label, "from": s.from_state, "to": s.to_state,
         "at": s.at.isoformat(), "who": names.get(s.user_id, ""), "acted_as": s.acted_as,
         "note": getattr(s, "note", ""), "hash": s.hash}
        for s in steps
    ]  # fmt: skip


def _open_step(workflow: Workflow, row: Matter, offer: Any) -> dict[str, Any]:
    step = offer.step
    return {
        "name": step.name, "label": step.label, "why_not": offer.why_not,
        "href": f"/api/v1/{workflow.kind}/{row.pk}/steps/{step.name}",
        "fields": list(form_of(workflow, step.name).base_fields),
    }  # fmt: skip


def _visible(workflow: Workflow, request: HttpRequest, pk: UUID) -> Matter:
    row = visible_row(workflow, request.actor, pk)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
