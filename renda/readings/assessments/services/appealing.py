"""Appeals: handed in by the station within the county's days, decided by the office with a reason."""

from decimal import Decimal
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, holder_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.readings.assessments.models import Candidacy, Correction, StationAppeal
from renda.readings.assessments.rules import read_points
from renda.readings.assessments.services.grading import current_points, regrade
from renda.readings.assessments.workflow import APPEAL, CANDIDACY


@service
def file_station_appeal(
    place: Candidacy, *, actor: Actor, item: str, text: str, once: UUID | None = None, note: str = ""
) -> StationAppeal:
    """Against the points of one item. Raises NotAllowed, Blocked (too late, pending), Invalid (no such item)."""
    if place.cycle.scheme.item(item) is None:
        raise Invalid("请选对哪一项有异议。", field="item")
    row = StationAppeal(
        county_id=place.county_id, station=place.station, org_id=place.org_id, town_org_id=place.town_org_id,
        candidacy=place, item=item, text=text,
    )  # fmt: skip
    return APPEAL.start(row, "file", actor=actor, once=once, note=note)


@service
def grant_station_appeal(
    row: StationAppeal, *, actor: Actor, points: Decimal, answer: str, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> StationAppeal:  # fmt: skip
    """The item gets other points by a correction that stays beside the line; score and grade follow. Raises Invalid."""
    place, scheme = row.candidacy, row.candidacy.cycle.scheme
    item, before = scheme.item(row.item), current_points(place, row.item)
    if item is None or before is None:
        raise Invalid("这一项没有得分，不能更正。", field="points")
    try:
        after = read_points(points, item, scheme.data["step"])
    except ValueError as error:
        raise Invalid(str(error), field="points") from None
    if after == before:
        raise Invalid(f"这一项现在就是{before}分；不改分，请用“不采纳”。", field="points")
    today = clock.today()
    APPEAL.apply(
        row, "grant", actor=actor, seen=seen, once=once, note=note, points=after, answer=answer, answered_on=today
    )
    Correction.objects.create(
        county_id=row.county_id, candidacy=place, appeal=row, item=row.item, before=before, after=after, reason=answer
    )
    score = (place.score or Decimal(0)) + after - before
    CANDIDACY.apply(place, "correct", actor=actor, **regrade(place, score))
    _tell(row)
    return row


@service
def refuse_station_appeal(
    row: StationAppeal, *, actor: Actor, answer: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> StationAppeal:
    APPEAL.apply(row, "refuse", actor=actor, seen=seen, once=once, note=note, answer=answer, answered_on=clock.today())
    _tell(row)
    return row


def _tell(row: StationAppeal) -> None:
    keys = [holder_key(role, row.org_id) for role in (Role.LIAISON, Role.STATION_MASTER)]
    tell(keys, "assessments/answered", row, extra={"result": row.get_state_display(), "answer": row.answer})
