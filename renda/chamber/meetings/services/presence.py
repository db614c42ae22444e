"""Who comes into the hall and who goes: by the clerk's list or by the code at the door."""

from collections.abc import Sequence

from django.db import transaction

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting, Presence
from renda.chamber.meetings.queries import PresenceQuerySet
from renda.chamber.meetings.states import MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed, WrongState

GOING_ON = (MeetingState.CONVENED, MeetingState.OPEN)


@transaction.atomic
def arrive(row: Meeting, *, actor: Actor, deputy_ids: Sequence[int] = (), code: str = "") -> int:
    """Note who is there now; returns how many more. A member signs in with the code at the door, the clerk ticks names.

    Signing in twice changes nothing. Raises NotAllowed, Invalid, WrongState.
    """
    rows = _named(row, actor, deputy_ids, code)
    moment = clock.now()
    found = [one for one in rows.select_for_update().order_by("pk") if not one.is_in]
    return Presence.objects.filter(pk__in=[one.pk for one in found]).update(came_at=moment)


@transaction.atomic
def depart(row: Meeting, *, actor: Actor, deputy_ids: Sequence[int] = (), code: str = "") -> int:
    """Note who has left; returns how many fewer are in the hall."""
    rows = _named(row, actor, deputy_ids, code)
    found = [one for one in rows.select_for_update().order_by("pk") if one.is_in]
    return Presence.objects.filter(pk__in=[one.pk for one in found]).update(left_at=clock.now())


def _named(row: Meeting, actor: Actor, deputy_ids: Sequence[int], code: str) -> PresenceQuerySet:
    if row.state not in GOING_ON:
        raise WrongState("会议还没有通知或者已经闭会，不能签到。")
    if row.starts_on > clock.today():
        raise WrongState(f"会议定在{row.starts_on.month}月{row.starts_on.day}日，到那天再签到。")
    if deputy_ids:
        if not access.keeps(actor, row):
            raise NotAllowed("替别人签到由承办会议的机构来办；您自己请扫会场的二维码。")
        return row.presences.filter(deputy_id__in=deputy_ids)
    mine = row.presences.filter(deputy__user_id=actor.user_id) if actor.is_signed_in else row.presences.none()
    if not mine:
        raise NotAllowed("这次会议的名单里没有您，请找会务人员。")
    if code != row.code:
        raise Invalid("签到编号不对，请扫会场门口的二维码。", field="code")
    return mine
