"""The list of opinions: filters from the address, one page by key, lights from the waits of its rows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.text import mask_name, mask_phone
from renda.ground.kernel.web import Request
from renda.ground.ui.lists import ListColumn, ListPage, Tools, tools_of
from renda.ground.workflow.batch import BatchStep
from renda.ground.workflow.models import Waiting
from renda.voice.opinions.forms import FilterForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import COUNTY_ROLES, STATION_ROLES, OpinionQuerySet
from renda.voice.opinions.states import Category, S
from renda.voice.opinions.workflow import OPINION

PAGE = 30
EXPORT_NAME = quote("群众意见.xlsx")
LIGHTS = (("red", "超期"), ("amber", "快到期"), ("green", "按期"), ("paused", "已暂停"))
LIST = ListPage("opinions", (
    ListColumn("unit", "在谁手里"), ListColumn("do", "下一步"), ListColumn("station", "家站", is_shown=False),
    ListColumn("category", "类别", is_shown=False), ListColumn("received", "收到", is_shown=False),
))  # fmt: skip
BULK = {
    "screen": STATION_ROLES,
    "pass_to_town": STATION_ROLES,
    "pass_to_county": (Role.OFFICE,),
    "close": STATION_ROLES,
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    opinion: Opinion
    waiting: Waiting | None
    holder: str
    is_mine: bool


def filters_of(query: Any) -> dict[str, Any]:
    """What the address asks for; what it says wrongly is dropped."""
    form = FilterForm(query)
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value not in (None, "", False)}


def is_filtered(filters: dict[str, Any]) -> bool:
    return bool(set(filters) - {"after"})


def filtered(actor: Actor, filters: dict[str, Any]) -> OpinionQuerySet:
    rows = Opinion.objects.listed_for(actor).newest_first().before(filters.get("after"))
    same: dict[str, Any] = {name: filters[name] for name in ("state", "category", "entry") if name in filters}
    if "station" in filters:
        same["station_id"] = filters["station"]
    if "at" in filters:
        same["activity_id"] = filters["at"]
    rows = rows.filter(**same)
    if code := tidy_code(filters.get("code", "")):
        rows = rows.filter(code__startswith=code)
    if "light" in filters:
        rows = rows.with_light(filters["light"], actor.county_id, today())
    if "mine" in filters:
        rows = rows.waiting_for_one_of(actor)
    return rows


def page_of(actor: Actor, filters: dict[str, Any]) -> tuple[list[Opinion], UUID | None]:
    """One page and the key after which the next begins. No row is counted."""
    rows = list(filtered(actor, filters).for_list()[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def with_waits(opinions: list[Opinion], actor: Actor) -> list[Row]:
    """The rows with their waits, read at once."""
    found = Waiting.objects.filter(
        county_id=actor.county_id, kind=OPINION.kind, matter_id__in=[o.pk for o in opinions]
    ).order_by("pk")
    waits: dict[UUID, list[Waiting]] = {}
    for waiting in found:
        waits.setdefault(waiting.matter_id, []).append(waiting)
    return [_row(opinion, waits.get(opinion.pk, []), actor.keys) for opinion in opinions]


def chips(filters: dict[str, Any]) -> list[dict[str, Any]]:
    """The filters one tap away: mine, lights, and the chosen ones with their way out."""

    def href(**changes: Any) -> str:
        kept = {n: v for n, v in {**filters, **changes}.items() if v not in (None, False) and n != "after"}
        return "?" + urlencode({n: "1" if v is True else v for n, v in kept.items()})

    made = [{"label": "全部", "href": "?", "on": not is_filtered(filters)},
            {"label": "等我办", "href": href(mine=not filters.get("mine")), "on": "mine" in filters}]  # fmt: skip
    for light, label in LIGHTS:
        is_on = filters.get("light") == light
        made.append({"label": label, "href": href(light=None if is_on else light), "on": is_on, "light": light})
    labels = {"state": dict(S.choices), "category": dict(Category.choices)}
    for name, words in labels.items():
        if name in filters:
            made.append({"label": words[filters[name]], "href": href(**{name: None}), "on": True, "drop": True})
    return made


def bulk_steps(actor: Actor) -> list[BatchStep]:
    return [BatchStep(OPINION, OPINION.steps[name]) for name, roles in BULK.items() if actor.holds(*roles)]


def tools(request: Request) -> Tools:
    """The reader's own views and columns of this list."""
    return tools_of(LIST, getattr(request.user, "lists", None), request.GET)


def can_enter(actor: Actor) -> bool:
    return actor.holds(*STATION_ROLES, Role.TOWNSHIP, Role.DEPUTY)


def is_county_wide(actor: Actor) -> bool:
    return actor.holds(*COUNTY_ROLES)


def holder_of(opinion: Opinion) -> str:
    """Who has it, as lists say it."""
    target, deputy = opinion.target_org.label if opinion.target_org else "", str(opinion.deputy or "")
    return holder_words(opinion.state, station=opinion.station.org.label, target=target, deputy=deputy)


def holder_words(state: str, *, station: str, target: str, deputy: str) -> str:
    if state in {S.VILLAGE, S.TOWN, S.COUNTY}:
        return target
    if deputy and state in {S.SCREENED, S.TAKEN, S.SUGGESTION, S.HANDLED}:
        return f"{deputy}代表"
    if state == S.REFERRED:
        return "县人大代表工委"
    return "群众本人" if state in {S.TOLD, S.GUIDED} else station


def masked(opinion: Opinion) -> dict[str, str]:
    """Name and phone as pages show them."""
    if not opinion.has_contact:
        return {}
    return {"name": mask_name(opinion.contact.name), "phone": mask_phone(opinion.contact.phone)}


def _row(opinion: Opinion, waits: list[Waiting], keys: frozenset[str]) -> Row:
    mine = next((w for w in waits if w.holder in keys), None)
    return Row(opinion, mine or (waits[0] if waits else None), holder_of(opinion), mine is not None)
