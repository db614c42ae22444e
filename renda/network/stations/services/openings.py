"""The life of a place: into the plan, begun, opened, changed, paused, closed. The place itself mirrors where it stands."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.stations.models import Opening, Station
from renda.network.stations.services.places import check_kinds, make_place
from renda.network.stations.states import StationState
from renda.network.stations.workflow import OPENING


@service
def plan_opening(
    *, actor: Actor, name: str, kinds: list[str], begin_on: date, target_on: date, once: UUID | None = None, note: str = "",
    **facts: Any,
) -> Opening:  # fmt: skip
    """A new place that is only planned (一年规划两年建成). Raises Conflict if the name is taken, Invalid, NotAllowed."""
    _check_days(begin_on, target_on)
    station = make_place(
        county_id=actor.county_id, actor=actor, name=name, kinds=kinds, state=StationState.PLANNED, **facts
    )
    row = Opening(county_id=actor.county_id, station=station, kinds=kinds, begin_on=begin_on, target_on=target_on)
    OPENING.start(row, "plan", actor=actor, once=once, note=note)
    return row


@service
def record_opening(*, actor: Actor, station: Station, once: UUID | None = None, note: str = "") -> Opening:
    """A place that is open already gets its record."""
    if station.state != StationState.OPENED:
        raise Invalid("这个站没有开放，不能登记为已建成；请列入计划。", field="station")
    row = Opening(county_id=station.county_id, station=station, kinds=station.kinds, opened_on=station.opened_on)
    OPENING.start(row, "record", actor=actor, once=once, note=note)
    return row


@service
def begin_opening(
    row: Opening, *, actor: Actor, began_on: date, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Opening:
    _check_past(began_on, "began_on", "开工")
    OPENING.apply(row, "begin", actor=actor, seen=seen, once=once, note=note, began_on=began_on)
    return _mirror(row)


@service
def open_opening(
    row: Opening, *, actor: Actor, opened_on: date, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Opening:
    """From now on the place is public: on the list, the map, and for opinions."""
    _check_past(opened_on, "opened_on", "启用")
    if row.began_on and opened_on < row.began_on:
        raise Invalid("启用不能早于开工。", field="opened_on")
    OPENING.apply(row, "open", actor=actor, seen=seen, once=once, note=note, opened_on=opened_on)
    return _mirror(row, opened_on=opened_on)


@service
def reschedule_opening(
    row: Opening, *, actor: Actor, begin_on: date, target_on: date, note: str, seen: int | None = None,
    once: UUID | None = None,
) -> Opening:  # fmt: skip
    """Other planned days, with the reason. The wait is computed anew."""
    _check_days(begin_on, target_on)
    days: dict[str, Any] = {"begin_on": begin_on, "target_on": target_on}
    OPENING.apply(row, "reschedule", actor=actor, seen=seen, once=once, note=note, **days)
    OPENING.rewait(row)
    return row


@service
def upgrade_opening(
    row: Opening, *, actor: Actor, kinds: list[str], seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Opening:
    """What the place is from now on (提标升级, 一个地方多块牌子); what it was stands in the history (DOMAIN 3.1 H4)."""
    check_kinds(kinds)
    if set(kinds) == set(row.kinds):
        raise Invalid("类别没有变。", field="kinds")
    OPENING.apply(row, "upgrade", actor=actor, seen=seen, once=once, note=note, kinds=kinds)
    return _mirror(row, kinds=kinds)


@service
def pause_opening(
    row: Opening, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opening:
    OPENING.apply(row, "pause", actor=actor, seen=seen, once=once, note=note)
    return _mirror(row)


@service
def reopen_opening(
    row: Opening, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Opening:
    OPENING.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note)
    return _mirror(row)


@service
def close_opening(
    row: Opening, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opening:
    """The place is no more; what happened there stays. Blocked while it is somebody's main station."""
    OPENING.apply(row, "close", actor=actor, seen=seen, once=once, note=note)
    return _mirror(row)


def _mirror(row: Opening, **facts: Any) -> Opening:
    """The place carries its state where lists, the map and the public page read it; nothing else writes it."""
    where = Station.objects.filter(county_id=row.county_id, pk=row.station_id)
    where.update(**{"state": row.state, **facts})
    return row


def _check_days(begin_on: date, target_on: date) -> None:
    if target_on < begin_on:
        raise Invalid("启用不能早于开工。", field="target_on")


def _check_past(day: date, field: str, what: str) -> None:
    if day > clock.today():
        raise Invalid(f"{what}的日子还没有到，到了再记。", field=field)
