"""Brands, methods and cases as JSON: lists, how they begin, what a county sets, and the derived routes of both kinds."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.network.brands import access, services, shown
from renda.network.brands.models import Brand, Method, MethodCase
from renda.network.brands.queries import cases_of, themes_of
from renda.network.brands.rules import MOST_GROUPS, MOST_STEPS, Groups, parse_groups, text_of
from renda.network.brands.states import BrandState, CaseState
from renda.network.brands.workflow import BRAND, METHOD_CASE
from renda.network.stations.models import Station

PAGE = 50


class BrandLine(Schema):
    """cases: titles and addresses of the published ones, the latest first."""

    id: UUID
    town: str
    sort: str
    station: str
    title: str
    theme: str
    state: str
    href: str
    cases: list[dict[str, str]]


class BrandPage(Schema):
    """By key; `after` of the next page, empty at the end."""

    rows: list[BrandLine]
    after: str


class CaseLine(Schema):
    id: UUID
    station: str
    title: str
    method: str
    version: int
    passed: int
    of: int
    planned_on: date
    state: str
    href: str


class CasePage(Schema):
    rows: list[CaseLine]
    after: str


class BrandIn(Closed):
    """station: its code; empty for the brand of one's own town. method: its id."""

    station: str = Field("", max_length=24)
    title: str = Field(max_length=40, min_length=1)
    theme: str = Field(max_length=20, min_length=1)
    text: str = Field(max_length=1000, min_length=1)
    method: int | None = None


class CaseIn(Closed):
    """station: its code. method: its id, or 0 for the packaged 四三工作法."""

    station: str = Field(max_length=24, min_length=1)
    title: str = Field(max_length=80, min_length=1)
    text: str = Field(max_length=2000, min_length=1)
    planned_on: date
    method: int = 0
    deputy_ids: list[int] = Field(default_factory=list, max_length=200)


class GroupIn(Closed):
    verb: str = Field(max_length=12, min_length=1)
    steps: list[str] = Field(max_length=MOST_STEPS, min_length=1)


class GroupsIn(Closed):
    """seen: number of the version one has looked at."""

    groups: list[GroupIn] = Field(max_length=MOST_GROUPS, min_length=1)
    seen: int | None = None


class MethodIn(Closed):
    name: str = Field(max_length=40, min_length=1)
    groups: list[GroupIn] = Field(max_length=MOST_GROUPS, min_length=1)


class MethodOut(Schema):
    id: int
    name: str
    town: str
    is_used: bool
    version: int
    groups: list[dict[str, Any]]


class StepCount(Schema):
    """count of `of` cases have passed the step."""

    place: int
    verb: str
    words: str
    count: int
    of: int


class TownCount(Schema):
    town: str
    of: int
    counts: list[int]


class ProgressOut(Schema):
    """Cases of the caller's own lists that began with this version; stopped ones are left out."""

    method: str
    version: int
    of: int
    steps: list[StepCount]
    towns: list[TownCount]


class ThemesIn(Closed):
    names: list[str] = Field(max_length=20, min_length=1)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_brand(row: Brand, actor: Actor) -> dict[str, Any]:
    """Reasons are for those who keep it and for the congress."""
    found: dict[str, Any] = {
        "town": row.town, "sort": row.sort, "station": row.station.name if row.station else "", "title": row.title,
        "theme": row.theme, "text": row.text, "method": row.method.name if row.method else "", "named_on": _iso(row.named_on),
        "cases": [_case_link(case) for case in cases_of([row]).get(row.pk) or []],
    }  # fmt: skip
    if access.is_inside_brand(actor, row):
        days = {"applied_on": _iso(row.applied_on), "reviewed_on": _iso(row.reviewed_on)}
        found |= {**days, "reason": row.reason, "is_from_station": row.is_from_station}
    return found


def show_case(row: MethodCase, actor: Actor) -> dict[str, Any]:
    """Lines, text and result are for those who work on it; others read what was written for them."""
    is_inside = access.is_inside_case(actor, row)
    ticks = {tick.place: tick for tick in row.ticks.order_by("place")}
    steps = [
        {"place": step.place, "verb": step.verb, "words": step.words, "done_on": _iso(tick.done_on) if tick else None,
         **({"line": tick.line if tick else ""} if is_inside else {})}
        for step in row.method_version.steps for tick in [ticks.get(step.place)]
    ]  # fmt: skip
    found = {
        "station": row.station.name, "title": row.title, "method": row.method_version.method.name,
        "method_version": row.method_version.number, "steps": steps, "summary": row.summary if is_inside or row.is_shown else "",
        "deputies": [one.deputy.name for one in row.parts.select_related("deputy").order_by("deputy__name", "pk")],
        "begun_on": _iso(row.begun_on), "finished_on": _iso(row.finished_on), "published_on": _iso(row.published_on),
    }  # fmt: skip
    inside = {"text": row.text, "result": row.result, "planned_on": _iso(row.planned_on)}
    return {**found, **inside} if is_inside else found


router = matter_routes([(BRAND, show_brand), (METHOD_CASE, show_case)], tag="品牌与工作法", staged=staged_by)


@router.get("/brands", response={200: BrandPage, 422: ProblemOut}, auth=None, summary="品牌列表")
def list_brands(
    request: HttpRequest, state: str = "", theme: str = "", town: str = "", after: UUID | None = None
) -> Any:
    if state and state not in BrandState.values:
        raise Invalid("state 只能是已有的值。", field="state")
    rows = (
        Brand.objects.visible_to(_actor(request))
        .narrowed(state=state, theme=theme, town=town)
        .select_related("station")
    )
    found = list((rows.filter(pk__gt=after) if after else rows).order_by("pk")[: PAGE + 1])
    cases = cases_of(found[:PAGE])
    lines = [
        {"id": row.pk, "town": row.town, "sort": row.sort, "station": row.station.name if row.station else "", "title": row.title,
         "theme": row.theme, "state": row.state, "href": row.get_absolute_url(),
         "cases": [_case_link(case) for case in cases.get(row.pk) or []]}
        for row in found[:PAGE]
    ]  # fmt: skip
    return {"rows": lines, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.post("/brands", response={201: MadeOut, **REFUSALS}, summary="起草品牌")
def draft(request: HttpRequest, payload: BrandIn) -> Any:
    facts = payload.dict()
    code = facts.pop("station")
    place = _station(request, code) if code else None
    return Status(201, _made(services.draft_brand(actor=_actor(request), station=place, once=_once(request), **facts)))


@router.get("/brands/cases", response={200: CasePage, **REFUSALS}, summary="工作法事项列表")
def list_cases(request: HttpRequest, state: str = "", station: str = "", after: UUID | None = None) -> Any:
    if state and state not in CaseState.values:
        raise Invalid("state 只能是已有的值。", field="state")
    rows = MethodCase.objects.visible_to(_actor(request)).narrowed(state=state, station=station)
    found = list((rows.filter(pk__lt=after) if after else rows).for_list()[: PAGE + 1])
    lines = [
        {"id": row.pk, "station": row.station.name, "title": row.title, "method": row.method_version.method.name,
         "version": row.method_version.number, "passed": row.passed, "of": row.of_steps, "planned_on": row.planned_on,
         "state": row.state, "href": row.get_absolute_url()}
        for row in found[:PAGE]
    ]  # fmt: skip
    return {"rows": lines, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.post("/brands/cases", response={201: MadeOut, **REFUSALS}, summary="按工作法开始办一件事")
def begin(request: HttpRequest, payload: CaseIn) -> Any:
    facts = payload.dict()
    place = _station(request, facts.pop("station"))
    return Status(201, _made(services.begin_method_case(place, actor=_actor(request), once=_once(request), **facts)))


@router.get("/brands/methods", response={200: list[MethodOut], **REFUSALS}, summary="工作法")
def list_methods(request: HttpRequest) -> Any:
    return [_method_out(row) for row in Method.objects.visible_to(_actor(request)).listed()[:200]]


@router.post("/brands/methods", response={201: MethodOut, **REFUSALS}, summary="定工作法")
def make(request: HttpRequest, payload: MethodIn) -> Any:
    row = services.make_method(actor=_actor(request), name=payload.name, groups=_groups(payload.groups))
    return Status(201, _method_out(row))


@router.post("/brands/methods/{int:pk}/versions", response={200: MethodOut, **REFUSALS}, summary="改工作法")
def change(request: HttpRequest, pk: int, payload: GroupsIn) -> Any:
    row = _method(request, pk)
    services.change_method(row, actor=_actor(request), groups=_groups(payload.groups), seen=payload.seen)
    return _method_out(row)


@router.get("/brands/methods/{int:pk}/progress", response={200: ProgressOut, **REFUSALS}, summary="每一步办到多少件")
def read_progress(request: HttpRequest, pk: int, version: int = 0) -> Any:
    method = _method(request, pk)
    chosen = get_object_or_404(method.versions.all(), number=version) if version else method.newest
    found = shown.progress_of(chosen, _actor(request))
    steps = [
        {"place": step.place, "verb": step.verb, "words": step.words, "count": one.count, "of": one.of}
        for step, one in found.steps
    ]
    towns = [
        {"town": line.town, "of": line.cases, "counts": [one.count for one in line.passed]} for line in found.towns
    ]
    return {"method": method.name, "version": chosen.number, "of": found.cases, "steps": steps, "towns": towns}


@router.get("/brands/themes", response=list[str], auth=None, summary="品牌主题")
def list_themes(request: HttpRequest) -> Any:
    return themes_of(_actor(request).county_id)


@router.put("/brands/themes", response={200: list[str], **REFUSALS}, summary="定品牌主题")
def set_themes(request: HttpRequest, payload: ThemesIn) -> Any:
    services.set_themes(actor=_actor(request), names=payload.names)
    return themes_of(_actor(request).county_id)


def _groups(given: list[GroupIn]) -> Groups:
    """Through the same check as the page's text. Raises Invalid."""
    try:
        return parse_groups(text_of((one.verb, one.steps) for one in given))
    except ValueError as wrong:
        raise Invalid(str(wrong), field="groups") from wrong


def _method(request: HttpRequest, pk: int) -> Method:
    return get_object_or_404(Method.objects.visible_to(_actor(request)).select_related("town_org"), pk=pk)


def _method_out(row: Method) -> dict[str, Any]:
    newest = row.newest
    groups = [{"verb": verb, "steps": steps} for verb, steps in newest.groups]
    return {"id": row.pk, "name": row.name, "town": row.town_org.name if row.town_org else "", "is_used": row.is_used,
            "version": newest.number, "groups": groups}  # fmt: skip


def _case_link(case: MethodCase) -> dict[str, str]:
    return {"id": str(case.pk), "title": case.title, "href": case.get_absolute_url()}


def _station(request: HttpRequest, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(_actor(request)), code=code)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _made(row: Brand | MethodCase) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
