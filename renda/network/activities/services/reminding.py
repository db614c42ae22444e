"""Reminders of duties: two days ahead, to the deputies on duty and to the station's liaison officer. Source: DOMAIN H22"""

from datetime import datetime, time, timedelta

from django.db import transaction

from renda.ground.county.models import County
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.notices.services import tell
from renda.network.activities.models import Activity
from renda.network.activities.services.planning import when
from renda.network.activities.states import ActivityState, Answer

RULE = "activity_remind"


def remind_all() -> int:
    """Every county; how many activities were reminded of."""
    return sum(remind_duties(pk) for pk in County.objects.order_by("pk").values_list("pk", flat=True))


def remind_duties(county_id: int) -> int:
    """Each announced activity of the next days once, whatever the job runs; who asked for leave is left in peace."""
    today = clock.today()
    until = today + timedelta(days=rule_book(county_id).value(RULE, today))
    last = datetime.combine(until + timedelta(days=1), time(0), tzinfo=clock.COUNTY_TIME)
    rows = Activity.objects.filter(
        county_id=county_id,
        state=ActivityState.ANNOUNCED,
        reminded_on=None,
        starts_at__gte=clock.now(),
        starts_at__lt=last,
    )
    return sum(_remind(row) for row in rows.select_related("station").order_by("starts_at", "pk"))


@transaction.atomic
def _remind(row: Activity) -> bool:
    if not Activity.objects.filter(pk=row.pk, reminded_on=None).update(reminded_on=clock.today()):
        return False
    people = list(row.attendances.all().for_page())
    coming = [one for one in people if one.answer != Answer.LEAVE]
    facts = {"when": when(row), "place": row.place, "who": "、".join(one.deputy.name for one in coming)}
    tell([person_key(one.deputy.user_id) for one in coming if one.deputy.user_id], "activities/duty", row, extra=facts)
    away = "、".join(one.deputy.name for one in people if one.answer == Answer.LEAVE)
    tell([holder_key(Role.LIAISON, row.org_id)], "activities/soon", row, extra={**facts, "away": away})
    return True
