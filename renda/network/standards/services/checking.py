"""A year's check: begun for one station or all, reported by the station, checked by the town and by the county."""

from typing import Any
from uuid import UUID

from django.db import transaction

from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.ground.workflow.engine import service
from renda.network.activities.access import keeps
from renda.network.activities.queries import stations_of
from renda.network.standards import rules
from renda.network.standards.models import Check, Checklist
from renda.network.standards.queries import checklist_on, without_check
from renda.network.standards.services.versions import kept
from renda.network.standards.workflow import CHECK
from renda.network.stations.models import Station

Given = list[dict[str, Any]] | None


@service
def begin_station_check(
    station: Station, *, actor: Actor, key: str, year: int, once: UUID | None = None, note: str = ""
) -> Check:
    """One station's check of a year, by the list in force today. Raises NotAllowed, Blocked (begun already), Invalid."""
    row = _new(station, _list(actor, key), _checked_year(year))
    CHECK.start(row, "begin", actor=actor, once=once, note=note)
    return row


@transaction.atomic
def begin_many(*, actor: Actor, key: str, year: int) -> int:
    """The same for all open stations the actor keeps that have none yet; how many were begun. Raises NotAllowed, Invalid."""
    found, year = _list(actor, key), _checked_year(year)
    stations = list(without_check(actor.county_id, stations_of(actor), year, key))
    if not all(keeps(actor, one) for one in stations):
        raise NotAllowed("核查由家站联络员、站长，镇人大主席团或者县人大代表工作机构来开始。")
    with BulkLoad(CHECK) as load:
        for station in stations:
            load.add(_new(station, found, year), [Past("begin", actor, clock.now())])
    return len(stations)


def _new(station: Station, found: Checklist, year: int) -> Check:
    return Check(
        county_id=station.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
        checklist=found, key=found.key, year=year,
    )  # fmt: skip


def _list(actor: Actor, key: str) -> Checklist:
    found = checklist_on(actor.county_id, key, clock.today())
    if found is None:
        raise Invalid("没有这种清单，请重新选。", field="key")
    return kept(found)


def _checked_year(year: int) -> int:
    this = clock.today().year
    if year not in (this - 1, this):
        raise Invalid(f"只能开始{this - 1}年或者{this}年的核查。", field="year")
    return year


@service
def report_station_check(
    row: Check, *, actor: Actor, answers: Given = None, photos: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Check:  # fmt: skip
    """The station says what it has, item by item; the town is next. Photos are never asked for. Raises Invalid."""
    said = _answers(row, answers, row.self_answers)
    changes = {"self_answers": said, "town_answers": {}, "county_answers": {}, **_gaps(row, said)}
    return _taken(row, "report", actor, photos, changes, seen=seen, once=once, note=note)


@service
def verify_station_check(
    row: Check, *, actor: Actor, answers: Given = None, photos: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Check:  # fmt: skip
    """The town agrees, or says where it found otherwise; an item it does not name stands as reported. Raises Invalid."""
    said = _answers(row, answers, row.current)
    return _taken(
        row, "verify", actor, photos, {"town_answers": said, **_gaps(row, said)}, seen=seen, once=once, note=note
    )


@service
def accept_station_check(
    row: Check, *, actor: Actor, answers: Given = None, photos: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Check:  # fmt: skip
    """The county settles the year; what it finds lacking again is no longer put right. Raises Invalid."""
    said = _answers(row, answers, row.current)
    changes = {"county_answers": said, "done_on": clock.today(), **_gaps(row, said)}
    return _taken(row, "accept", actor, photos, changes, seen=seen, once=once, note=note)


@service
def send_back_station_check(
    row: Check, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Check:
    """The town gives it back to the station, with the reason; what was answered stays to be mended."""
    CHECK.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note, town_answers={}, county_answers={})
    return row


@service
def hand_back_station_check(
    row: Check, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Check:
    """The county gives it back to the town, with the reason."""
    CHECK.apply(row, "hand_back", actor=actor, seen=seen, once=once, note=note, county_answers={})
    return row


@service
def reopen_station_check(
    row: Check, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Check:
    """The county looks again at what it has settled, with the reason."""
    CHECK.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note)
    return row


def _taken(row: Check, step: str, actor: Actor, photos: Any, changes: dict[str, Any], **how: Any) -> Check:
    CHECK.apply(row, step, actor=actor, **changes, **how)
    keep_photos(row, photos, actor)
    return row


def _answers(row: Check, given: Given, before: dict[str, Any]) -> dict[str, Any]:
    return rules.checked_answers(row.checklist.items, row.checklist.sort, given, before)


def _gaps(row: Check, said: dict[str, Any]) -> dict[str, Any]:
    """What follows from the answers: fixes that still stand, gaps that are open."""
    fixes = rules.standing_fixes(said, row.fixes)
    gaps = rules.open_gaps(row.checklist.items, said, fixes)
    return {"fixes": fixes, "gaps": gaps, "gap_count": len(gaps)}


def keep_photos(row: Check, photos: Any, actor: Actor) -> None:
    for photo in photos or []:
        files.keep(photo, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose="photo",
                   audience="parties")  # fmt: skip
