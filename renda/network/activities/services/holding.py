"""What happened: recorded once, by whoever was there, in as few fields as it needs; or not held, and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, person_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.network.activities.models import Activity, Attendance
from renda.network.activities.workflow import ACTIVITY
from renda.network.deputies.models import Deputy


@service
def record_activity(
    row: Activity, *, actor: Actor, came: Sequence[int] = (), result: str = "", visitors: int | None = None,
    held_on: date | None = None, photos: Any = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """It was held: who came, how many residents, a line on what came of it. Raises Invalid.

    held_on: the planned day if it is not another. Photos are never asked for. Source: DOMAIN H20, R-AP-1
    """
    return _noted(row, "record", actor, came, photos, held_on, visitors, result=result, seen=seen, once=once, note=note)


@service
def amend_activity(
    row: Activity, *, actor: Actor, came: Sequence[int] = (), result: str = "", visitors: int | None = None,
    held_on: date | None = None, photos: Any = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """The record put right; the history keeps who and when. Raises Invalid."""
    return _noted(row, "amend", actor, came, photos, held_on, visitors, result=result, seen=seen, once=once, note=note)


def _noted(
    row: Activity, step: str, actor: Actor, came: Sequence[int], photos: Any, held_on: date | None, visitors: int | None,
    **said: Any,
) -> Activity:  # fmt: skip
    ACTIVITY.apply(row, step, actor=actor, **_checked(row, held_on, visitors), **said)
    _note_who_came(row, came)
    _keep(row, photos, actor)
    return row


@service
def cancel_activity(
    row: Activity, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Activity:
    """It does not take place, with the reason; who had it in his diary is told, the public page says so."""
    was_announced = row.state == "announced"
    ACTIVITY.apply(row, "cancel", actor=actor, seen=seen, once=once, note=note, cancel_reason=note[:200])
    users = [pk for pk in row.attendances.values_list("deputy__user_id", flat=True) if pk]
    if users and was_announced:
        tell([person_key(pk) for pk in users], "activities/cancelled", row, extra={"reason": note})
    return row


def _checked(row: Activity, held_on: date | None, visitors: int | None) -> dict[str, Any]:
    day = held_on or clock.day_of(row.starts_at)
    if held_on and day > clock.today():
        raise Invalid("开展的日子不能晚于今天。", field="held_on")
    if visitors is not None and not 0 <= visitors <= 10_000:
        raise Invalid("来的群众请写0到10000的数。", field="visitors")
    return {"held_on": day, "visitors": visitors if row.is_reception else None}


def _note_who_came(row: Activity, came: Sequence[int]) -> None:
    """Those ticked came, those invited and not ticked did not; whoever came unasked is added."""
    keys = set(came)
    known = set(Deputy.objects.serving().filter(county_id=row.county_id, pk__in=keys).values_list("pk", flat=True))
    if keys - known:
        raise Invalid("请在本县在任的代表里选。", field="came")
    row.attendances.exclude(deputy_id__in=keys).update(came=False)
    row.attendances.filter(deputy_id__in=keys).update(came=True)
    here = set(row.attendances.values_list("deputy_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(county_id=row.county_id, activity=row, deputy_id=pk, came=True) for pk in sorted(keys - here)
    )


def _keep(row: Activity, photos: Any, actor: Actor) -> None:
    for photo in photos or []:
        files.keep(
            photo,
            county_id=row.county_id,
            actor=actor,
            kind=row.kind,
            matter_id=row.pk,
            purpose="photo",
            audience="parties",
        )
