"""Who belongs to which station (编组), and the decision on a deputy's main one (编入)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations.access import keeps_stations
from renda.network.stations.models import Membership, Placing, Station
from renda.network.stations.proposals import proposals
from renda.network.stations.states import Basis, Placed, StationState
from renda.network.stations.workflow import PLACING


@transaction.atomic
def join_station(station: Station, *, actor: Actor, deputy: Deputy, from_on: date, is_main: bool = True) -> Membership:
    """The deputy belongs to the station from a day on; another main station ends the day before.

    Source: 代表法 (2025) art. 28, docs/law/deputies-law.md. Raises Conflict, Invalid, NotAllowed.
    """
    _need_keeper(actor, station.county_id)
    member = _enter(station, deputy, from_on, is_main)
    if is_main:
        _decide("choose", deputy, actor, anew=True, station=station, from_on=from_on, basis=Basis.CHOSEN, why="")
    return member


def end_membership(membership: Membership, *, actor: Actor, on: date) -> Membership:
    """The deputy leaves the station after `on`."""
    _need_keeper(actor, membership.county_id)
    if on < membership.from_on:
        raise Invalid("离站的日子不能早于编入的日子。", field="on")
    membership.to_on = on
    membership.save(update_fields=["to_on"])
    return membership


@service
def accept_placing(
    *,
    actor: Actor,
    deputy: Deputy,
    station_id: int,
    from_on: date | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Placing:
    """Take the place that is proposed. station_id: the one that was shown; Conflict if another is proposed by now."""
    found = proposals(deputy.county_id, [deputy])[deputy.pk]
    if found is None:
        raise Invalid("名册里没有写这位代表住在哪里、在哪里工作，没有建议可采纳；请另选家站。", field="deputy")
    if found.spot.pk != station_id:
        raise Conflict(f"现在建议的是{found.spot.name}，和刚才看到的不一样了，请看过再定。")
    place = Station.objects.get(pk=station_id, county_id=deputy.county_id)
    said = {"basis": found.basis, "why": found.words[:200]}
    return _place("accept", deputy, place, from_on or clock.today(), actor, once=once, note=note, **said)


@service
def choose_placing(
    *, actor: Actor, deputy: Deputy, station: int, from_on: date, once: UUID | None = None, note: str = ""
) -> Placing:
    """Another open place than the one proposed. Raises Invalid, Conflict, NotAllowed."""
    place = _open_place(deputy.county_id, station)
    return _place("choose", deputy, place, from_on, actor, once=once, note=note, basis=Basis.CHOSEN, why="")


@service
def excuse_placing(
    *, actor: Actor, deputy: Deputy, excuse: str, reason: str, review_on: date, once: UUID | None = None, note: str = ""
) -> Placing:
    """The deputy has no main station for now: why, and when that is looked at again. Raises Invalid, NotAllowed."""
    _need_serving(deputy)
    if _main_of(deputy).exists():
        raise Invalid(f"{deputy.name}已经有主要家站，要改为例外请在那一条上办理。", field="deputy")
    _check_review(review_on)
    said: dict[str, Any] = {
        "excuse": excuse, "reason": reason, "review_on": review_on, "station": None, "from_on": None,
    }  # fmt: skip
    return _decide("excuse", deputy, actor, once=once, note=note, basis="", why="", **said)


@service
def move_placing(
    row: Placing, *, actor: Actor, station: int, from_on: date, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Placing:  # fmt: skip
    """Another main station from a day on; the one before ends the day before. Raises Invalid, Conflict."""
    place = _open_place(row.county_id, station)
    changes = _placed(station=place, from_on=from_on, basis=Basis.CHOSEN, why="")
    PLACING.apply(row, "move", actor=actor, seen=seen, once=once, note=note, **changes)
    _enter(place, row.deputy, from_on, is_main=True)
    return row


@service
def release_placing(
    row: Placing, *, actor: Actor, excuse: str, reason: str, review_on: date, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Placing:  # fmt: skip
    """No main station from today on, or an exception that goes on: why, and when it is looked at again."""
    _check_review(review_on)
    said: dict[str, Any] = {"excuse": excuse, "reason": reason, "review_on": review_on}
    PLACING.apply(row, "release", actor=actor, seen=seen, once=once, note=note, station=None, from_on=None, basis="",
                  why="", **said)  # fmt: skip
    for member in _main_of(row.deputy):
        _end_day_before(member, clock.today())
    return row


@service
def end_placing(
    row: Placing, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Placing:
    """Who left office is waited for no longer; the main station ends today."""
    PLACING.apply(row, "end", actor=actor, seen=seen, once=once, note=note)
    for member in _main_of(row.deputy):
        member.to_on = clock.today()
        member.save(update_fields=["to_on"])
    return row


def _place(name: str, deputy: Deputy, place: Station, from_on: date, actor: Actor, **call: Any) -> Placing:
    row = _decide(name, deputy, actor, station=place, from_on=from_on, **call)
    _enter(place, deputy, from_on, is_main=True)
    return row


def _decide(
    name: str, deputy: Deputy, actor: Actor, *, anew: bool = False, once: UUID | None = None, note: str = "", **said: Any
) -> Placing:  # fmt: skip
    """The first decision on a deputy, or a new one where the last no longer holds: an exception, a place that was left.

    anew: a new one in any case.
    """
    row = Placing.objects.filter(county_id=deputy.county_id, deputy=deputy).select_related("deputy").first()
    is_place = said.get("station") is not None
    changes = _placed(**said) if is_place else said
    if row is not None and (anew or row.state != Placed.PLACED or not _holds(row)):
        PLACING.apply(row, "move" if is_place else "release", actor=actor, once=once, note=note, **changes)
        return row
    row = Placing(county_id=deputy.county_id, deputy=deputy, town_org=_town_of(deputy), **changes)
    PLACING.start(row, name, actor=actor, once=once, note=note)
    return row


def _holds(row: Placing) -> bool:
    """Whether the deputy still has the main station that was decided on."""
    return bool(_main_of(row.deputy).filter(station_id=row.station_id).exists())


def _placed(**said: Any) -> dict[str, Any]:
    return {**said, "excuse": "", "reason": "", "review_on": None}


def _town_of(deputy: Deputy) -> Organisation | None:
    """Whose deputy it is: of a town's own deputies the town's presidium decides."""
    if deputy.level != Level.TOWNSHIP or deputy.congress_id is None:
        return None
    rows = Organisation.objects.filter(county_id=deputy.county_id, kind=OrgKind.PRESIDIUM)
    return rows.filter(congress_id=deputy.congress_id).order_by("pk").first()


def _main_of(deputy: Deputy) -> Any:
    rows = Membership.objects.on(clock.today()).filter(county_id=deputy.county_id, deputy=deputy, is_main=True)
    return rows.order_by("pk")


def _enter(station: Station, deputy: Deputy, from_on: date, is_main: bool) -> Membership:
    if deputy.county_id != station.county_id:
        raise Invalid("这位代表不在本县在任的名册里。", field="deputy")
    _need_serving(deputy)
    running = Membership.objects.not_ended(from_on).filter(county_id=station.county_id, deputy=deputy)
    if running.filter(station=station).exists():
        raise Conflict(f"{deputy.name}已经在{station.name}。")
    for other in running.filter(is_main=True, to_on__isnull=True) if is_main else ():
        _end_day_before(other, from_on)
    try:
        with transaction.atomic():
            return Membership.objects.create(
                county_id=station.county_id, deputy=deputy, station=station, from_on=from_on, is_main=is_main
            )
    except IntegrityError as error:
        raise Conflict(f"{deputy.name}的主要家站刚刚被别人改了，请刷新后再看。") from error


def _end_day_before(member: Membership, day: date) -> None:
    member.to_on = max(day - timedelta(days=1), member.from_on)
    member.save(update_fields=["to_on"])


def _open_place(county_id: int, pk: int) -> Station:
    place = Station.objects.filter(county_id=county_id, pk=pk, state=StationState.OPENED).first()
    if place is None:
        raise Invalid("这个家站现在没有开放，请另选一个。", field="station")
    return place


def _need_serving(deputy: Deputy) -> None:
    if not deputy.serving:
        raise Invalid("这位代表不在本县在任的名册里。", field="deputy")


def _check_review(day: date) -> None:
    if day <= clock.today():
        raise Invalid("复核日要在今天以后，到那天再看这个例外还在不在。", field="review_on")


def _need_keeper(actor: Actor, county_id: int) -> None:
    if not keeps_stations(actor, county_id):
        raise NotAllowed("代表编组由县人大代表工委来定。")
