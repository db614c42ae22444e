"""Reminders of days: each holder is told once when waits turn amber, once when they are overdue, weekly after that.

What falls on one holder at one stage is one message, however many matters it names: reminders are not to be a burden.
It names them by number, never by title, and what has only a secret code by its kind: a message on many matters could not be erased with
one of them.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from renda.ground.kernel import clock
from renda.ground.notices.services.telling import About, tell_users
from renda.ground.people.queries import keys_to_users
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.queries import WaitingQuerySet

AMBER, OVERDUE = "amber", "overdue"
AGAIN_AFTER = timedelta(days=7)
MOST_NAMED = 20
INBOX = "/desk/"


def remind_due(on: date | None = None) -> int:
    """Tell the holders of waits that turned amber or red; returns how many reminders went to holders."""
    day, count = on or clock.today(), 0
    for stage in (OVERDUE, AMBER):
        piles: dict[tuple[int, str], list[int]] = defaultdict(list)
        for pk, county_id, holder in to_remind(stage, day).values_list("pk", "county_id", "holder"):
            piles[county_id, holder].append(pk)
        for (county_id, holder), pks in piles.items():
            count += _remind(county_id, holder, stage, pks, day)
    return count


def to_remind(stage: str, day: date) -> WaitingQuerySet:
    """The waits whose holders have not heard of this stage, or last heard of it a week ago."""
    if stage == AMBER:
        return Waiting.objects.amber(day).filter(told="")
    return Waiting.objects.overdue(day).filter(~Q(told=OVERDUE) | Q(told_on__lte=day - AGAIN_AFTER))


@transaction.atomic
def _remind(county_id: int, holder: str, stage: str, pks: list[int], day: date) -> bool:
    """One message to those who answer to the key; the rows note it in the same transaction, so nobody hears twice."""
    rows = list(to_remind(stage, day).filter(pk__in=pks).select_for_update().order_by("due_on", "pk"))
    users = keys_to_users(county_id, [holder], day) if rows else []
    if not users:
        return False
    only = rows[0] if len(rows) == 1 else None
    about = About(
        county_id,
        f"notices/{stage}",
        only.kind if only else "",
        only.matter_id if only else None,
        only.link if only else f"{INBOX}?light={'red' if stage == OVERDUE else 'amber'}",
    )
    words = {
        "rows": [_named(row, alone=only is not None) for row in rows[:MOST_NAMED]],
        "count": len(rows),
        "more": max(len(rows) - MOST_NAMED, 0),
        "link": about.link,
    }
    tell_users(users, about, words)
    Waiting.objects.filter(pk__in=[row.pk for row in rows]).update(told=stage, told_on=day)
    return True


def _named(row: Waiting, *, alone: bool) -> dict[str, Any]:
    """How a reminder names a matter. Beside others, one whose number is part of a secret code is named by its kind alone:
    half a receipt's code would outlive the erased opinion in a message that is about other matters too.
    """
    workflow = WORKFLOWS.get(row.kind)
    is_code = workflow is not None and "code" in workflow.private
    number = str(workflow.label) if workflow and is_code and not alone else row.number
    return {"due_on": row.due_on, "number": number, "ask": row.ask}
