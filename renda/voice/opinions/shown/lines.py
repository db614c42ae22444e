"""The lines of the list of opinions: only what a line shows is read, and a line is drawn once for the same facts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from renda.ground.county.services import rule_book
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.prepared import Prepared
from renda.ground.kernel.web import Request
from renda.ground.ui.show import Light, light_of
from renda.ground.workflow.batch import steps_fitting
from renda.ground.workflow.models import Waiting
from renda.voice.opinions.models import Opinion, number_of, title_of
from renda.voice.opinions.queries import OpinionQuerySet, own_station_keys
from renda.voice.opinions.shown.listing import PAGE, filtered, holder_words
from renda.voice.opinions.states import Category, S
from renda.voice.opinions.workflow import OPINION


class Line(NamedTuple):
    """An opinion as the list reads it."""

    pk: UUID
    state: str
    code: str
    text: str
    erased_at: datetime | None
    category: str
    received_on: date
    reopened: int
    station: str
    station_short: str
    deputy: str | None
    target: str | None
    target_short: str | None


class Lit(NamedTuple):
    """A wait as a light needs it."""

    matter_id: UUID
    holder: str
    due_on: date | None
    amber_on: date | None
    paused_on: date | None
    is_provisional: bool


COLUMNS = (
    "pk", "state", "code", "text", "erased_at", "category", "received_on", "reopened", "station__org__name",
    "station__org__short", "deputy__name", "target_org__name", "target_org__short",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineFacts:
    """All that one line shows (opinions/_row.html)."""

    pk: UUID
    code: str
    title: str
    in_state: str
    category: str
    received_on: date
    is_reopened: bool
    station: str
    holder: str
    light: Light | None
    due_on: date | None
    is_mine: bool

    @property
    def number(self) -> str:
        return number_of(self.code)

    @property
    def state(self) -> str:
        return str(S(self.in_state).label)

    @property
    def category_words(self) -> str:
        return str(Category(self.category).label) if self.category else ""

    @property
    def fits(self) -> str:
        """Names of the steps on a selection that fit its state."""
        return " ".join(steps_fitting(OPINION.kind, self.in_state))


def page_of_lines(request: Request, filters: dict[str, Any]) -> tuple[list[LineFacts], UUID | None]:
    """One page and the key after which the next begins. No row is counted."""
    lines = _read(request.actor, filters)
    return facts_of(request, lines[:PAGE]), lines[PAGE - 1].pk if len(lines) > PAGE else None


def lines_with(request: Request, rows: OpinionQuerySet) -> list[LineFacts]:
    """The same for rows found in another way."""
    return facts_of(request, [Line(*row) for row in rows.newest_first().values_list(*COLUMNS)[:PAGE]])


def facts_of(request: Request, lines: list[Line]) -> list[LineFacts]:
    """With their waits, read at once; what waits for the reader comes before what waits for others."""
    actor, waits = request.actor, dict[UUID, list[Lit]]()
    for row in _WAITS.rows(county_id=actor.county_id, keys=tuple(line.pk for line in lines)):
        waits.setdefault(row[0], []).append(Lit(*row))
    calendar, on = rule_book(request.county.pk, version=request.county.version).calendar, today()
    facts = []
    for line in lines:
        here = waits.get(line.pk, [])
        mine = next((wait for wait in here if wait.holder in actor.keys), None)
        wait = mine or (here[0] if here else None)
        light = light_of(wait, on, calendar) if wait else None
        facts.append(_facts(line, light, wait.due_on if wait else None, is_mine=mine is not None))
    return facts


def _facts(line: Line, light: Light | None, due_on: date | None, *, is_mine: bool) -> LineFacts:
    station, target = line.station_short or line.station, line.target_short or line.target or ""
    return LineFacts(
        line.pk, line.code, title_of(line.text, is_erased=line.erased_at is not None), line.state, line.category,
        line.received_on, bool(line.reopened), station,
        holder_words(line.state, station=station, target=target, deputy=line.deputy or ""), light, due_on, is_mine,
    )  # fmt: skip


def _read(actor: Actor, filters: dict[str, Any]) -> list[Line]:
    """A code that is looked for goes to the ORM: its pattern is no plain value."""
    if "code" in filters:
        return [Line(*row) for row in filtered(actor, filters).values_list(*COLUMNS)[: PAGE + 1]]
    get = filters.get
    rows = _PAGE.rows(
        actor=actor, stations=own_station_keys(actor), after=get("after"), state=get("state"), light=get("light", ""),
        category=get("category"), entry=get("entry"), station=get("station"), is_mine=bool(get("mine")),
        on=today() if get("light") else None, most=PAGE + 1,
    )  # fmt: skip
    return [Line(*row) for row in rows]


def _page(
    actor: Actor, stations: tuple[int, ...] | None, after: UUID | None, light: str, is_mine: bool, on: date | None, most: int,
    state: str | None, category: str | None, entry: str | None, station: int | None,
) -> Any:  # fmt: skip
    same = {"state": state, "category": category, "entry": entry, "station_id": station}
    rows = Opinion.objects.visible_to(actor).newest_first().before(after)
    rows = rows.filter(**{name: value for name, value in same.items() if value is not None})
    rows = rows if stations is None else rows.filter(station_id__in=stations)
    rows = rows.with_light(light, actor.county_id, on) if on else rows
    rows = rows.waiting_for_one_of(actor) if is_mine else rows
    return rows.values_list(*COLUMNS)[:most]


def _waits(county_id: int, keys: tuple[UUID, ...]) -> Any:
    rows = Waiting.objects.filter(county_id=county_id, kind=OPINION.kind, matter_id__in=keys)
    return rows.order_by("pk").values_list(*Lit._fields)


_PAGE, _WAITS = Prepared(_page, fixed=("light", "most")), Prepared(_waits)
