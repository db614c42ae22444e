"""The matrix leader × item: four steps and quarters of a year's key items (四步法), read in six queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from renda.ground.kernel.actor import Actor
from renda.voice.motions.models import Motion
from renda.voice.pressing import rules
from renda.voice.pressing.models import Assessment, Finding, Inquiry, Tour
from renda.voice.pressing.queries.items import (
    MOTION_PEOPLE,
    PEOPLE,
    Facts,
    Item,
    facts_of,
    supervised,
    supervised_motions,
)
from renda.voice.pressing.rules import Cell
from renda.voice.pressing.states import DONE_TOURS, UNSEEN_LETTERS, Half
from renda.voice.suggestions.models import Suggestion

MOST = 200


@dataclass
class Row:
    """One item. letter: the latest one sent; assessed: day by half, None if it has not been."""

    item: Item
    facts: Facts
    url: str
    quarters: list[Cell]
    letter: Inquiry | None
    assessed: dict[str, date | None]
    letters: int = 0


@dataclass
class Led:
    """The items of one leader."""

    leader: str
    rows: list[Row] = field(default_factory=list)


def matrix(actor: Actor, year: int, on: date, *, leader_id: int | None = None) -> list[Led]:
    """Key suggestions and motions of a year by leader, in the order of their numbers. A year is that of the assignment."""
    found = _items(actor, year, leader_id)
    keys = [item.pk for item in found]
    visits, letters = _visits(actor.county_id, keys), _letters(actor, keys)
    days = assessed(actor.county_id, {item.congress_id for item in found}, year)
    leaders: dict[int | None, Led] = {}
    for item in found:
        led = leaders.setdefault(item.leader_id, Led(item.leader.name if item.leader else "还没有定"))
        facts = facts_of(item)
        cells = [
            rules.quarter_cell(year, quarter, held=visits[item.pk], assigned_on=facts.given_on,
                               closed_on=facts.closed_on, on=on)
            for quarter in range(1, 5)
        ]  # fmt: skip
        sent = letters[item.pk]
        halves = {half: days.get((item.congress_id, half)) for half in Half.values}
        led.rows.append(Row(item, facts, address_of(item), cells, sent[-1] if sent else None, halves, len(sent)))
    return list(leaders.values())


def _items(actor: Actor, year: int, leader_id: int | None) -> list[Item]:
    """By leader; a leader's motions stand before his suggestions."""
    rows = supervised(Suggestion.objects.concerning(actor)).filter(is_key=True, assigned_on__year=year)
    motions = supervised_motions(Motion.objects.concerning(actor)).filter(leader__isnull=False, handed_on__year=year)
    if leader_id is not None:
        rows, motions = rows.filter(leader_id=leader_id), motions.filter(leader_id=leader_id)
    found: list[Item] = [
        *motions.select_related(*MOTION_PEOPLE).order_by("number", "pk")[:MOST],
        *rows.select_related(*PEOPLE).order_by("number", "pk")[:MOST],
    ]
    return sorted(found, key=lambda item: item.leader_id or 0)


def address_of(item: Item) -> str:
    return reverse("pressing:motion" if isinstance(item, Motion) else "pressing:suggestion", args=[item.pk])


def _of(keys: Iterable[UUID]) -> Q:
    wanted = list(keys)
    return Q(suggestion__in=wanted) | Q(motion__in=wanted)


def _visits(county_id: int, keys: Iterable[UUID]) -> dict[UUID, list[date]]:
    """Days on which an item was visited."""
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = Finding.objects.standing().filter(_of(keys), county_id=county_id, tour__state__in=DONE_TOURS)
    for suggestion, motion, day in rows.values_list("suggestion_id", "motion_id", "tour__held_on"):
        if day:
            found[suggestion or motion].append(day)
    return found


def _letters(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, list[Inquiry]]:
    found: dict[UUID, list[Inquiry]] = defaultdict(list)
    rows = Inquiry.objects.visible_to(actor).filter(_of(keys)).exclude(state__in=UNSEEN_LETTERS)
    for row in rows.order_by("issued_on", "pk"):
        found[row.item_id].append(row)
    return found


def assessed(county_id: int, congresses: Iterable[int], year: int) -> dict[tuple[int, str], date]:
    rows = Assessment.objects.filter(county_id=county_id, congress__in=set(congresses), year=year)
    return {(row.congress_id, row.half): row.on for row in rows}


def tours_of_year(actor: Actor, year: int) -> "QuerySet[Tour]":
    """The tours of a year as the actor may see them, the latest first."""
    rows = Tour.objects.visible_to(actor).in_year(year)
    return rows.select_related("committee", "leader").order_by("-on", "-pk")


def years_of(actor: Actor, today: date) -> list[int]:
    """Years for which there may be something to see: this one and the two before."""
    return [today.year - n for n in range(3)]


def missing(tours: Iterable[Any], year: int, on: date) -> list[int]:
    """Quarters that went by without a tour."""
    return rules.missing_quarters(year, [tour.held_on for tour in tours if tour.held_on], on)
