"""A station takes part: applies, scores itself, or leaves it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.stations.models import Station
from renda.readings.assessments import rules
from renda.readings.assessments.models import Candidacy, Cycle, Group
from renda.readings.assessments.workflow import CANDIDACY

MOST_WORDS = 300


@service
def begin_candidacy(
    station: Station, *, actor: Actor, cycle: Cycle, reason: str = "", once: UUID | None = None, note: str = ""
) -> Candidacy:
    """The station's own application (自主申报), with the group of its area. Raises NotAllowed, Blocked (joined, too late)."""
    row = Candidacy(
        county_id=cycle.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id, cycle=cycle,
        group=group_for(cycle, station.town), reason=reason,
    )  # fmt: skip
    return CANDIDACY.start(row, "begin", actor=actor, once=once, note=note)


def group_for(cycle: Cycle, town: str) -> Group | None:
    """The group whose area the town is of."""
    rows = Group.objects.filter(county_id=cycle.county_id, cycle=cycle).order_by("number")
    return next((group for group in rows if town in group.towns), None)


@service
def apply_candidacy(
    row: Candidacy, *, actor: Actor, reason: str = "", seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Candidacy:
    CANDIDACY.apply(row, "apply", actor=actor, seen=seen, once=once, note=note, reason=reason or row.reason)
    return row


@service
def score_self_candidacy(
    row: Candidacy, *, actor: Actor, points: Mapping[str, Any], words: Mapping[str, str], seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Candidacy:  # fmt: skip
    """Points of the items a person scores; of a measured item only words, if the record is contested. Raises Invalid."""
    scheme = row.cycle.scheme.data
    own = checked_points(scheme, points)
    CANDIDACY.apply(
        row, "score_self", actor=actor, seen=seen, once=once, note=note, own_points=own, own_words=checked_words(scheme, words)
    )  # fmt: skip
    return row


@service
def drop_candidacy(
    row: Candidacy, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Candidacy:
    CANDIDACY.apply(row, "drop", actor=actor, seen=seen, once=once, note=note)
    return row


def checked_points(scheme: Mapping[str, Any], points: Mapping[str, Any]) -> dict[str, str]:
    """Points as text, one for each item that a person scores and no other. Raises Invalid, naming the item."""
    wanted, found = {one["key"]: one for one in rules.typed_items(scheme)}, {}
    if unknown := set(points) - set(wanted):
        raise Invalid(f"{'、'.join(sorted(map(str, unknown)))}不是由人评分的项，不能填分。", field="points")
    for key, item in wanted.items():
        if str(points.get(key, "")).strip() == "":
            raise Invalid(f"“{item['name']}”还没有评分，最多{item['points']}分。", field=f"points_{key}")
        try:
            found[key] = str(rules.read_points(points[key], item, scheme["step"]))
        except ValueError as error:
            raise Invalid(str(error), field=f"points_{key}") from None
    return found


def checked_words(scheme: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, str]:
    keys = {one["key"] for one in rules.items_of(scheme)}
    return {key: str(text).strip()[:MOST_WORDS] for key, text in words.items() if key in keys and str(text).strip()}
