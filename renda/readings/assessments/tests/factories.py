"""Makes a cycle and its stations by services, as the office, the station and the group would."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from renda.ground.kernel.clock import today
from renda.readings.assessments import rules, services
from renda.readings.assessments.models import Candidacy, Cycle, StationAppeal


def opened(cast: Any, *, first: date | None = None, with_group: bool = True, name: str = "") -> Cycle:
    """A cycle of two years, the first of them last year, with all towns in the first group: a chair of the county and two more."""
    first = first or date(today().year - 1, 1, 1)
    last = date(first.year + 1, 12, 31)
    scheme = services.new_scheme(actor=cast.office)
    cycle = services.open_cycle(
        actor=cast.office, scheme=scheme, name=name or f"{first.year}—{last.year}年家站考评", first_on=first, last_on=last,
        apply_by=max(today() + timedelta(days=20), first),
    )  # fmt: skip
    if with_group:
        members = [cast.committee.user_id, cast.chair.user_id, cast.township.user_id]
        towns = ["", *sorted({cast.places.station.town})]
        services.put_group(cycle, actor=cast.office, number=1, towns=[t for t in towns if t], members=members)
    return cycle


def begun(cast: Any, cycle: Cycle | None = None, station: Any = None) -> Candidacy:
    cycle, station = cycle or opened(cast), station or cast.places.station
    row = services.begin_candidacy(station, actor=cast.liaison, cycle=cycle)
    return fresh(row)


def applied(cast: Any, **more: Any) -> Candidacy:
    return services.apply_candidacy(begun(cast, **more), actor=cast.liaison, reason="两年来月月有活动。")


def self_scored(cast: Any, **more: Any) -> Candidacy:
    row = applied(cast, **more)
    return services.score_self_candidacy(row, actor=cast.liaison, points=points(row), words={})


def visited(cast: Any, *, actor: Any = None, once: UUID | None = None, **more: Any) -> Candidacy:
    return seen_by(self_scored(cast, **more), actor or cast.committee, once=once)


def seen_by(row: Candidacy, actor: Any, *, less: str = "0", once: UUID | None = None) -> Candidacy:
    """The sheet of one member: all points, `less` of them at the first item."""
    sheet = points(row)
    key = next(iter(sheet))
    sheet[key] = str(Decimal(sheet[key]) - Decimal(less))
    return services.take_sheet(
        fresh(row), actor=actor, points=sheet, words={key: "看了"}, visited_on=today(), once=once
    )


def composed(cast: Any, **more: Any) -> Candidacy:
    return services.compose_candidacy(fresh(visited(cast, **more)), actor=cast.office)


def approved(cast: Any, **more: Any) -> Candidacy:
    row = composed(cast, **more)
    return services.approve_candidacy(row, actor=cast.office, decided_on=today(), paper_number="高人常主〔2026〕9号")


def announced(cast: Any, **more: Any) -> Candidacy:
    return services.announce_candidacy(approved(cast, **more), actor=cast.office, announced_on=today())


def appealed(cast: Any, row: Candidacy | None = None, item: str = "a1") -> StationAppeal:
    row = fresh(row or announced(cast))
    return services.file_station_appeal(row, actor=cast.liaison, item=item, text="制度已经上墙，请再看一次。")


def points(row: Candidacy) -> dict[str, str]:
    """All points of the items that a person scores."""
    return {one["key"]: one["points"] for one in rules.typed_items(row.cycle.scheme.data)}


def fresh(row: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related("station", "cycle__scheme", "group", "county").get(pk=row.pk)
