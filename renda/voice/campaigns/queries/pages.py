"""Reads of whole lists: the filters that stand in the address, one page by its last key, waits of a page, similar items."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from renda.ground.kernel.actor import Actor
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.models import Waiting
from renda.network.deputies.models import Deputy
from renda.voice.campaigns.states import ENDED, OPEN, Category, HandlingLevel, S

if TYPE_CHECKING:
    from renda.voice.campaigns.models import CampaignItem, Similar

KIND = "campaign_item"
STATES = (*S.values, "open")
LIGHTS = ("red", "amber", "green")
SHOWN_SIMILAR = 5


@dataclass(frozen=True)
class Filters:
    """What the address of a list asks for. state: a state, or `open` for all that is not over."""

    state: str = ""
    light: str = ""
    category: str = ""
    level: str = ""
    town: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        return any(asdict(self).values())


def read_filters(values: Mapping[str, str]) -> Filters:
    """Filters from an address or a kept run; anything unknown narrows nothing."""

    def known(name: str, words: Iterable[str]) -> str:
        value = str(values.get(name, ""))
        return value if value in tuple(words) else ""

    return Filters(
        state=known("state", STATES), light=known("light", LIGHTS),
        category=known("category", (*Category.values, "none")), level=known("level", (*HandlingLevel.values, "none")),
        town=_words(values, "town", 40), words=_words(values, "words", 60) or _words(values, "q", 60),
    )  # fmt: skip


def _words(values: Mapping[str, str], name: str, most: int) -> str:
    return str(values.get(name, "")).replace("\0", "").strip()[:most]


def filtered(rows: "QuerySet[CampaignItem]", filters: Filters, county_id: int, on: date) -> "QuerySet[CampaignItem]":
    if filters.state == "open":
        rows = rows.filter(state__in=OPEN)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.category:
        rows = rows.filter(category="" if filters.category == "none" else filters.category)
    if filters.level:
        rows = rows.filter(handling_level="" if filters.level == "none" else filters.level)
    if filters.town:
        rows = rows.filter(town=filters.town)
    if filters.words:
        rows = rows.filter(_found(filters.words, county_id))
    if filters.light:
        rows = rows.filter(Exists(_lit(filters.light, county_id, on)))
    return rows


def _found(words: str, county_id: int) -> Q:
    """By number, text and place, or by the keys of deputies and bodies so named."""
    deputies = Deputy.objects.filter(county_id=county_id, name=words).values("pk")
    return Q(number_text__endswith=words) | Q(text__contains=words) | Q(place__contains=words) | Q(deputy__in=deputies)


def _lit(light: str, county_id: int, on: date) -> "QuerySet[Waiting]":
    waits = Waiting.objects.filter(county_id=county_id, kind=KIND, matter_id=OuterRef("pk"), paused_on=None)
    lights = {
        "red": waits.filter(due_on__lt=on),
        "amber": waits.filter(due_on__gte=on, amber_on__lte=on),
        "green": waits.filter(due_on__gte=on, amber_on__gt=on),
    }
    return lights[light]


def page_of(rows: "QuerySet[CampaignItem]", after: UUID | None, size: int) -> "tuple[list[CampaignItem], str]":
    """One page, the newest first, and where the next one begins: keys grow with time."""
    found = list((rows.filter(pk__lt=after) if after else rows).for_list().order_by("-pk")[: size + 1])  # type: ignore[attr-defined]
    return found[:size], str(found[size - 1].pk) if len(found) > size else ""


def waits_of(county_id: int, ids: Iterable[UUID], kind: str = KIND) -> dict[UUID, Waiting]:
    """The soonest wait of each matter, by its key."""
    waits = Waiting.objects.filter(county_id=county_id, kind=kind, matter_id__in=list(ids))
    found: dict[UUID, Waiting] = {}
    for wait in waits.order_by(F("due_on").asc(nulls_last=True), "pk"):
        found.setdefault(wait.matter_id, wait)
    return found


def similar_to(item: "CampaignItem", actor: Actor) -> "list[tuple[CampaignItem, Similar]]":
    """Items this actor sees that say much the same, the likest first, with what they share. Written by the worker."""
    from renda.voice.campaigns.models import CampaignItem, Similar

    rows = Similar.objects.filter(Q(one=item) | Q(other=item), county_id=item.county_id)
    rows = rows.order_by("-percent", "pk")[: SHOWN_SIMILAR * 2]
    by_key = {row.other_id if row.one_id == item.pk else row.one_id: row for row in rows}
    if not by_key:
        return []
    seen = CampaignItem.objects.visible_to(actor).filter(pk__in=by_key).exclude(state__in=ENDED)
    found = [(one, by_key[one.pk]) for one in seen.for_list()]
    return sorted(found, key=lambda pair: (-pair[1].percent, pair[1].pk))[:SHOWN_SIMILAR]


def town_names(county_id: int) -> list[str]:
    """The names of the county's towns, for the filter."""
    presidiums = Organisation.objects.filter(county_id=county_id, kind=OrgKind.PRESIDIUM).in_use().order_by("pk")
    return [str(name).removesuffix("人大主席团") for name in presidiums.values_list("name", flat=True)]


def grouped(campaign_id: UUID, county_id: int) -> list[dict[str, Any]]:
    """The items of a campaign counted once over its index, in as few groups as the tables of totals need."""
    from django.db.models import Count

    from renda.voice.campaigns.models import CampaignItem

    by = ("state", "deputy_level", "handling_level", "category", "town", "outcome", "rating")
    rows = CampaignItem.objects.filter(county_id=county_id, campaign_id=campaign_id).order_by()
    return list(rows.values(*by).annotate(n=Count("pk")))
