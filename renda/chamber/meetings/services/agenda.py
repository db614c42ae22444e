"""The agenda: items added and taken off, their papers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from renda.chamber.meetings.models import AgendaItem, Meeting
from renda.chamber.meetings.services.materials import keep_material
from renda.chamber.meetings.services.preparing import committee_at
from renda.chamber.meetings.workflow import MEETING
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service

MOST_ITEMS = 60


@service
def add_item_meeting(
    row: Meeting, *, actor: Actor, title: str, sort: str, reporter: str = "", org_id: int | None = None,
    papers: Sequence[Any] = (), seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """One more item at the end of the agenda, with its papers. org_id: a committee that looks its materials through. Raises Invalid."""
    standing = row.items.filter(dropped_on__isnull=True)
    if standing.count() >= MOST_ITEMS:
        raise Invalid(f"一次会议最多{MOST_ITEMS}项议题。")
    MEETING.apply(row, "add_item", actor=actor, seen=seen, once=once, note=note or title)
    last = standing.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        county_id=row.county_id,
        meeting=row,
        position=last + 1,
        title=title,
        sort=sort,
        reporter=reporter,
        org=committee_at(row.county_id, org_id),
    )
    for paper in papers:
        keep_material(item, paper, actor)
    return row


@service
def drop_item_meeting(
    row: Meeting, *, actor: Actor, position: int, note: str, seen: int | None = None, once: UUID | None = None
) -> Meeting:
    """Take an item off; the ones behind it move up. Raises Invalid."""
    standing = row.items.filter(dropped_on__isnull=True)
    item = standing.filter(position=position).first()
    if item is None:
        raise Invalid(f"议程里没有第{position}项。", field="position")
    MEETING.apply(row, "drop_item", actor=actor, seen=seen, once=once, note=f"{item.title}：{note}")
    AgendaItem.objects.filter(pk=item.pk).update(dropped_on=clock.today())
    for later in standing.filter(position__gt=position).order_by("position"):
        AgendaItem.objects.filter(pk=later.pk).update(position=later.position - 1)
    return row
