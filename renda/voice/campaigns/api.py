"""Campaigns as JSON: lists, how one begins, tables and runs, public totals, and the derived routes of the three kinds."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.ground.workflow.lookup import form_of
from renda.voice.campaigns import services
from renda.voice.campaigns.forms.items import json_fields
from renda.voice.campaigns.models import BatchRun, Campaign, CampaignAction, CampaignItem, ItemSheet
from renda.voice.campaigns.queries.pages import Filters, filtered, page_of, read_filters
from renda.voice.campaigns.services.rows import FIELDS
from renda.voice.campaigns.services.sheets import sheet_figures
from renda.voice.campaigns.states import Category, Deed, Takes, Way
from renda.voice.campaigns.workflow import CAMPAIGN, CAMPAIGN_ACTION, CAMPAIGN_ITEM

PAGE = 50
MOST_ROWS = 1000
TITLES = {field.key: field.title for field in FIELDS}


class CampaignLine(Schema):
    id: UUID
    title: str
    theme: str
    takes: str
    state: str
    office: str
    from_on: date
    until_on: date
    href: str


class ItemLine(Schema):
    id: UUID
    number: str
    title: str
    state: str
    deputy: str
    deputy_level: int
    town: str
    category: str
    level: str
    unit: str
    assigned_on: date | None
    replied_on: date | None
    rating: str
    href: str


class ItemPage(Schema):
    """Newest first; `after` of the next page, empty at the end."""

    rows: list[ItemLine]
    after: str


class TotalsOut(Schema):
    """Figures without persons; each line of a table: key, words, received, answered, closed."""

    counted_at: datetime | None
    total: int = 0
    answered: int = 0
    closed: int = 0
    states: list[list[str | int]] = Field(default_factory=list)
    outcomes: list[list[str | int]] = Field(default_factory=list)
    ratings: list[list[str | int]] = Field(default_factory=list)
    levels: list[list[str | int]] = Field(default_factory=list)
    categories: list[list[str | int]] = Field(default_factory=list)
    towns: list[list[str | int]] = Field(default_factory=list)
    deputy_levels: list[list[str | int]] = Field(default_factory=list)
    actions: dict[str, int] = Field(default_factory=dict)


class CampaignIn(Closed):
    title: str = Field(max_length=80, min_length=1)
    theme: str = Field("", max_length=200)
    takes: Takes = Takes.ITEMS
    from_on: date
    until_on: date
    paper: str = Field("", max_length=120)


class ItemIn(Closed):
    text: str = Field(max_length=2000, min_length=1)
    place: str = Field("", max_length=100)
    deputy_id: int | None = None
    presidium_id: int | None = None
    category: Category | None = None


class ActionIn(Closed):
    title: str = Field(max_length=120, min_length=1)
    deed: Deed = Deed.PRACTICAL
    way: Way = Way.OTHER
    place: str = Field("", max_length=100)
    planned_on: date | None = None
    deputy_id: int | None = None


class RowIn(Closed):
    """One row of a table, in the words a person would type."""

    deputy: str = Field(max_length=40)
    deputy_level: str = Field("", max_length=20)
    delegation: str = Field("", max_length=60)
    text: str = Field(max_length=4000)
    place: str = Field("", max_length=200)
    town: str = Field("", max_length=40)
    village: str = Field("", max_length=60)
    category: str = Field("", max_length=40)
    level: str = Field("", max_length=20)


class SheetIn(Closed):
    rows: list[RowIn] = Field(max_length=MOST_ROWS, min_length=1)
    name: str = Field("接口导入", max_length=200)


class SheetOut(Schema):
    id: int
    stage: str
    total: int
    ready: int
    bad: int
    skipped: int
    loaded: int
    faults: list[dict[str, Any]]


class RunIn(Closed):
    step: str = Field(max_length=40)
    filters: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, str | int | None] = Field(default_factory=dict)


class RunOut(Schema):
    id: int
    step: str
    stage: str
    total: int
    taken: int
    refused: int
    troubles: list[dict[str, str]]


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _campaign(request: HttpRequest, pk: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(_actor(request)).select_related("office", "totals"), pk=pk)


def _made(row: Any) -> Any:
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})


def _line(row: Campaign) -> dict[str, Any]:
    return {"id": row.pk, "title": row.title, "theme": row.theme, "takes": row.takes, "state": row.state, "office": row.office.name,
            "from_on": row.from_on, "until_on": row.until_on, "href": row.get_absolute_url()}  # fmt: skip


def _item_line(row: CampaignItem) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number_text, "title": row.title_line(), "state": row.state, "deputy": row.deputy.name,
        "deputy_level": row.deputy_level, "town": row.town, "category": row.category, "level": row.handling_level,
        "unit": row.handling_org.name if row.handling_org else "", "assigned_on": row.assigned_on, "replied_on": row.replied_on,
        "rating": row.rating, "href": row.get_absolute_url(),
    }  # fmt: skip


def show_campaign(row: Campaign, _actor: Actor) -> dict[str, Any]:
    return _plain(_line(row))


def show_item(row: CampaignItem, _actor: Actor) -> dict[str, Any]:
    more = {"text": row.text, "place": row.place, "result": row.result, "reply": row.reply_words, "outcome": row.outcome,
            "press": row.press, "round": row.handling_round, "merged_into": str(row.merged_into_id or "")}  # fmt: skip
    return {**_plain(_item_line(row)), **more}


def show_action(row: CampaignAction, _actor: Actor) -> dict[str, Any]:
    names = ("title", "deed", "way", "place", "town", "planned_on", "done_on", "beneficiaries", "result", "verified_on")
    return _plain({**{name: getattr(row, name) for name in names}, "deputy": row.deputy.name})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for name, value in values.items()
    }


router = matter_routes(
    [(CAMPAIGN, show_campaign), (CAMPAIGN_ITEM, show_item), (CAMPAIGN_ACTION, show_action)],
    tag="代表在行动",
    staged=staged_by,
)


@router.get("/campaigns", auth=None, response=list[CampaignLine], summary="代表活动")
def list_campaigns(request: HttpRequest) -> Any:
    rows = Campaign.objects.visible_to(_actor(request)).select_related("office").newest_first()
    return [_line(row) for row in rows[:PAGE]]


@router.get(
    "/campaigns/{uuid:pk}/totals", auth=None, response={200: TotalsOut, 404: ProblemOut}, summary="一项活动的汇总"
)
def read_totals(request: HttpRequest, pk: UUID) -> Any:
    totals = getattr(_campaign(request, pk), "totals", None)
    return {**(totals.data if totals else {}), "counted_at": totals.counted_at if totals and totals.data else None}


@router.post("/campaigns", response={201: MadeOut, **REFUSALS}, summary="筹备一项活动")
def prepare(request: HttpRequest, payload: CampaignIn) -> Any:
    return _made(services.prepare_campaign(actor=_actor(request), once=_once(request), **payload.dict()))


@router.get(
    "/campaigns/{uuid:pk}/items", response={200: ItemPage, 404: ProblemOut, 422: ProblemOut}, summary="活动里的建议"
)
def list_items(
    request: HttpRequest, pk: UUID, state: str = "", category: str = "", level: str = "", town: str = "", q: str = "",
    light: str = "", after: UUID | None = None,
) -> Any:  # fmt: skip
    asked = {"state": state, "category": category, "level": level, "town": town, "words": q, "light": light}
    filters = _known(asked)
    actor, campaign = _actor(request), _campaign(request, pk)
    rows = CampaignItem.objects.visible_to(actor).filter(campaign_id=campaign.pk)
    found, more = page_of(filtered(rows, filters, actor.county_id, clock.today()), after, PAGE)
    return {"rows": [_item_line(row) for row in found], "after": more}


def _known(asked: dict[str, str]) -> Filters:
    """A filter that is not known is said to be so: a program should not get all rows instead."""
    filters = read_filters(asked)
    for name in ("state", "category", "level", "light"):
        if asked.get(name) and not getattr(filters, name):
            raise Invalid(f"没有“{asked[name][:20]}”这个条件，请看接口说明。", field=name)
    return filters


@router.post("/campaigns/{uuid:pk}/items", response={201: MadeOut, **REFUSALS}, summary="提一件建议")
def collect(request: HttpRequest, pk: UUID, payload: ItemIn) -> Any:
    fields = {**payload.dict(), "category": payload.category or ""}
    return _made(
        services.collect_campaign_item(_campaign(request, pk), actor=_actor(request), once=_once(request), **fields)
    )


@router.post("/campaigns/{uuid:pk}/actions", response={201: MadeOut, **REFUSALS}, summary="记一件实事")
def plan(request: HttpRequest, pk: UUID, payload: ActionIn) -> Any:
    campaign = _campaign(request, pk)
    return _made(services.plan_campaign_action(campaign, actor=_actor(request), once=_once(request), **payload.dict()))


@router.post("/campaigns/{uuid:pk}/sheets", response={201: SheetOut, **REFUSALS}, summary="送一份表，只检查")
def send_sheet(request: HttpRequest, pk: UUID, payload: SheetIn) -> Any:
    rows: Any = ((number, _cells(row), []) for number, row in enumerate(payload.rows, start=1))
    sheet = services.keep_rows(_campaign(request, pk), rows, actor=_actor(request), file_name=payload.name)
    return Status(201, _sheet_out(sheet))


def _cells(row: RowIn) -> dict[str, str]:
    return {name: text.strip() for name, text in row.dict().items() if text.strip()}


@router.get("/campaigns/sheets/{int:pk}", response={200: SheetOut, 404: ProblemOut}, summary="一份表导到哪了")
def read_sheet(request: HttpRequest, pk: int) -> Any:
    return _sheet_out(_sheet(request, pk))


@router.post("/campaigns/sheets/{int:pk}/load", response={200: SheetOut, **REFUSALS}, summary="导入没有问题的行")
def load_sheet(request: HttpRequest, pk: int) -> Any:
    return _sheet_out(services.confirm_sheet(_sheet(request, pk), actor=_actor(request)))


def _sheet(request: HttpRequest, pk: int) -> ItemSheet:
    return get_object_or_404(ItemSheet.objects.visible_to(_actor(request)).select_related("campaign"), pk=pk)


def _sheet_out(sheet: ItemSheet) -> dict[str, Any]:
    bad = sheet.rows.filter(is_bad=True).order_by("number")[:MOST_ROWS]
    faults = [{"row": row.number, "faults": row.faults} for row in bad]
    return {"id": sheet.pk, "stage": sheet.stage, **sheet_figures(sheet), "faults": faults}


@router.post("/campaigns/{uuid:pk}/runs", response={201: RunOut, **REFUSALS}, summary="对一批建议办同一步")
def start_run(request: HttpRequest, pk: UUID, payload: RunIn) -> Any:
    campaign, actor = _campaign(request, pk), _actor(request)
    _known(payload.filters)
    run = services.start_run(
        campaign,
        payload.step,
        actor=actor,
        filters=payload.filters,
        fields=_checked(payload, actor),
        once=_once(request),
    )
    return Status(201, _run_out(run))


def _checked(payload: RunIn, actor: Actor) -> dict[str, Any]:
    """The fields of the step, through the same form as the page. Raises Invalid."""
    step = CAMPAIGN_ITEM.steps.get(payload.step)
    if step is None or not step.is_bulk:
        raise Invalid("这一步要逐件办。", field="step")
    form = form_of(CAMPAIGN_ITEM, step.name)({k: v for k, v in payload.fields.items() if v is not None}, actor=actor)
    if not form.is_valid():
        name, texts = next(iter(form.errors.items()))
        raise Invalid(str(texts[0]), field=name)
    return json_fields(form)


@router.get("/campaigns/runs/{int:pk}", response={200: RunOut, 404: ProblemOut}, summary="成批办理到哪了")
def read_run(request: HttpRequest, pk: int) -> Any:
    return _run_out(get_object_or_404(BatchRun.objects.visible_to(_actor(request)), pk=pk))


def _run_out(run: BatchRun) -> dict[str, Any]:
    troubles = [
        {"id": str(t.item_id), "number": t.number, "reason": t.reason} for t in run.troubles.order_by("pk")[:500]
    ]
    return {"id": run.pk, "step": run.step, "stage": run.stage, "total": run.total, "taken": run.taken,
            "refused": run.refused, "troubles": troubles}  # fmt: skip


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)
