"""Runs that make books: started by a person, made by the worker station by station, stopped and resumed, nothing twice."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from renda.ground.county.models import County
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.network.stations.models import Station
from renda.readings.duty import access
from renda.readings.duty.models import BookRun, MadeBook
from renda.readings.duty.queries import RunQuerySet, books_of, stations_in
from renda.readings.duty.record import Record
from renda.readings.duty.services.making import make_book
from renda.readings.duty.shown import read_book
from renda.readings.duty.states import Stage

MAKING = "renda.readings.duty.tasks.take_run"
FIRST_YEAR = 2000


@transaction.atomic
def start_run(
    *, actor: Actor, year: int, town: str = "", station: Station | None = None, once: UUID | None = None
) -> BookRun:
    """Let the worker make the books of a scope and year. One that is under way for the same scope is that one.

    Raises NotAllowed (another's station or town), Invalid (a year to come, nothing there).
    """
    _check_scope(actor, town, station)
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Invalid("请选今年或者以前的年份。", field="year")
    scope = {"county_id": actor.county_id, "year": year, "town": town, "station": station}
    same = Q(once=once) if once else Q(pk__in=[])
    running = BookRun.objects.filter(same | Q(**scope, stage=Stage.RUNNING), county_id=actor.county_id)
    if (known := running.order_by("-pk").first()) is not None:
        return known
    return _begin(scope, user_id=actor.user_id, once=once)


def _begin(scope: dict[str, Any], *, user_id: int, once: UUID | None = None) -> BookRun:
    station = scope["station"]
    stations = stations_in(
        scope["county_id"], scope["year"], town=scope["town"], station_id=station.pk if station else None
    )
    total = stations.count() * len(books_of(scope["county_id"], scope["year"]))
    if not total:
        raise Invalid("这一年这个范围里没有启用的家站。", field="town")
    run = BookRun.objects.create(**scope, user_id=user_id, once=once, total=total)
    jobs.enqueue(MAKING, run.pk, run.county_id, run.turn)
    return run


def _check_scope(actor: Actor, town: str, station: Station | None) -> None:
    """A station's people their station, a town its town, the office everything."""
    if actor.holds(Role.OFFICE):
        return
    if station is not None and access.keeps(actor, station):
        return
    mine = Station.objects.filter(county_id=actor.county_id, town_org_id__in=actor.orgs(Role.TOWNSHIP))
    if station is None and town and mine.filter(town=town).exists():
        return
    raise NotAllowed("本册由本站、本镇或者代表工作机构来生成；请选自己的家站或者乡镇。")


@transaction.atomic
def stop_run(run: BookRun, *, actor: Actor) -> BookRun:
    """The worker stops before the next book; what is made stays. Raises NotAllowed."""
    _check_hand(run, actor)
    BookRun.objects.filter(pk=run.pk, stage=Stage.RUNNING).update(stage=Stage.STOPPED)
    run.refresh_from_db()
    return run


@transaction.atomic
def resume_run(run: BookRun, *, actor: Actor) -> BookRun:
    """Go on where it stopped. Raises NotAllowed."""
    _check_hand(run, actor)
    stopped = BookRun.objects.filter(pk=run.pk, stage=Stage.STOPPED)
    is_mine = stopped.update(stage=Stage.RUNNING, turn=F("turn") + 1)
    run.refresh_from_db()
    if is_mine:
        jobs.enqueue(MAKING, run.pk, run.county_id, run.turn)
    return run


def _check_hand(run: BookRun, actor: Actor) -> None:
    own = actor.is_signed_in and run.user_id == actor.user_id and run.county_id == actor.county_id
    if not own and not (actor.county_id == run.county_id and actor.holds(Role.OFFICE)):
        raise NotAllowed("停下、接着生成，由开始的人或者代表工作机构来办。")


def take_run(run_id: int, county_id: int, turn: int) -> None:
    """Make the books from where the run stands, until it is stopped or done. Called again, it goes on.

    turn: a job of a run that was stopped and resumed before it noticed leaves the rest to the newer one.
    """
    run = BookRun.objects.filter(pk=run_id, county_id=county_id, stage=Stage.RUNNING, turn=turn).first()
    if run is None:
        return
    actor = Actor(county_id, run.user_id, "系统生成")
    plans = books_of(county_id, run.year)
    for station in _left(run):
        if not _make_station(run, station, plans, actor):
            return
    _still(run).update(stage=Stage.DONE, done_at=clock.now())


def _still(run: BookRun) -> RunQuerySet:
    """The run's row as long as it is this turn's to go on with."""
    return BookRun.objects.filter(pk=run.pk, stage=Stage.RUNNING, turn=run.turn)


def _left(run: BookRun) -> list[Station]:
    """The stations behind the last one finished."""
    rows = stations_in(run.county_id, run.year, town=run.town, station_id=run.station_id).select_related("county")
    if run.place:
        town, name, key = run.place
        rows = rows.filter(Q(town__gt=town) | Q(town=town, name__gt=name) | Q(town=town, name=name, pk__gt=key))
    return list(rows.order_by("town", "name", "pk"))


def _make_station(run: BookRun, station: Station, plans: list[Any], actor: Actor) -> bool:
    """All books of one station; its place is noted when the last is there. False if the run was stopped meanwhile.

    A run killed inside a station looks at that station's books again and finds those made to say the same.
    """
    record, made, same = Record(station, run.year), 0, 0
    known = {row.book: row for row in MadeBook.objects.of(station, run.year)}
    for plan in plans:
        if not _still(run).exists():
            return False
        is_new = make_book(read_book(plan, record), actor=actor, known=known.get(plan.key))
        made, same = made + is_new, same + (not is_new)
    at = [station.town, station.name, station.pk]
    _still(run).update(done=F("done") + made, same=F("same") + same, place=at)
    return True


def close_last_year() -> int:
    """In January the books of the year that is over are made once for each county. Returns how many runs were begun."""
    today = clock.today()
    if today.month != 1:
        return 0
    begun = 0
    for county in County.objects.order_by("pk"):
        scope: dict[str, Any] = {"county_id": county.pk, "year": today.year - 1, "town": "", "station": None}
        is_known = BookRun.objects.filter(**scope, made_at__year=today.year).exists()
        if not is_known and stations_in(county.pk, today.year - 1).exists():
            _begin(scope, user_id=0)
            begun += 1
    return begun
