"""Opinions are drafted from what was said, changed point by point, and approved by the council of chairpersons."""

from uuid import UUID

from django.db.models import Max

from renda.chamber.deliberations import queries, rules
from renda.chamber.deliberations.models import Deliberation, Point
from renda.chamber.deliberations.states import Source
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.chamber.meetings.models import AgendaItem, Meeting
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service


@service
def draft_deliberation(
    meeting: Meeting, *, actor: Actor, source: str, organ_id: int, item_id: int | None = None,
    committee_id: int | None = None, title: str = "", notes: str = "", once: UUID | None = None, note: str = "",
) -> Deliberation:  # fmt: skip
    """Begin from an item and what was said on it: each sentence that asks for something is a point to start from. Raises Invalid.

    committee_id: who drafts; without one the office that keeps the meeting.
    """
    item = meeting.items.asked(item_id)
    row = Deliberation(
        county_id=meeting.county_id, office=meeting.office, meeting=meeting, item=item, source=Source(source),
        organ=organ_at(meeting.county_id, organ_id), committee=_committee(meeting, committee_id), notes=notes,
        title=title.strip() or _title(meeting, item),
    )  # fmt: skip
    DELIBERATION.start(row, "draft", actor=actor, once=once, note=note)
    Point.objects.bulk_create(
        Point(county_id=row.county_id, deliberation=row, position=place, text=text, organ=row.organ)
        for place, text in enumerate(rules.points_of(notes), 1)
    )
    return row


def organ_at(county_id: int, organ_id: int | None) -> Organisation:
    found = queries.organs(county_id).filter(pk=organ_id or 0).first()
    if found is None:
        raise Invalid("请选本县的承办机关。", field="organ_id")
    return found


def _committee(meeting: Meeting, committee_id: int | None) -> Organisation | None:
    found = queries.committees(meeting.county_id).filter(pk=committee_id).first() if committee_id else None
    if committee_id and found is None:
        raise Invalid("请选本县的委室。", field="committee_id")
    return found


def _title(meeting: Meeting, item: AgendaItem | None) -> str:
    what = item.title if item is not None else meeting.title
    return f"对“{what.removeprefix('听取和审议').removeprefix('听取')}”的审议意见"[:160]


@service
def write_deliberation(
    row: Deliberation, *, actor: Actor, title: str, preamble: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Deliberation:  # fmt: skip
    DELIBERATION.apply(row, "write", actor=actor, seen=seen, once=once, note=note, title=title, preamble=preamble)
    return row


@service
def add_point_deliberation(
    row: Deliberation, *, actor: Actor, text: str, organ_id: int, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Deliberation:  # fmt: skip
    """One more point at the end, with who must act. Raises Invalid."""
    DELIBERATION.apply(row, "add_point", actor=actor, seen=seen, once=once, note=note)
    last = row.points.aggregate(last=Max("position"))["last"] or 0
    if last >= rules.MOST_POINTS:
        raise Invalid(f"最多{rules.MOST_POINTS}条，请把相近的并起来。", field="text")
    organ = organ_at(row.county_id, organ_id)
    Point.objects.create(county_id=row.county_id, deliberation=row, position=last + 1, text=text, organ=organ)
    return row


@service
def change_point_deliberation(
    row: Deliberation, *, actor: Actor, position: int, text: str = "", organ_id: int | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Deliberation:  # fmt: skip
    """Another wording or another organ; what is left empty stays. Raises Invalid."""
    DELIBERATION.apply(row, "change_point", actor=actor, seen=seen, once=once, note=note)
    point = point_at(row, position)
    point.text = text.strip() or point.text
    if organ_id:
        point.organ = organ_at(row.county_id, organ_id)
    point.save(update_fields=["text", "organ"])
    return row


def point_at(row: Deliberation, position: int) -> Point:
    found = row.points.filter(position=position).select_related("organ").first()
    if found is None:
        raise Invalid(f"没有第{position}条意见。", field="position")
    return found


@service
def drop_point_deliberation(
    row: Deliberation, *, actor: Actor, position: int, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    """Take a point out; those behind it move up. Raises Invalid."""
    DELIBERATION.apply(row, "drop_point", actor=actor, seen=seen, once=once, note=note)
    point_at(row, position).delete()
    for later in row.points.filter(position__gt=position).order_by("position"):
        Point.objects.filter(pk=later.pk).update(position=later.position - 1)
    return row


@service
def submit_deliberation(
    row: Deliberation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    DELIBERATION.apply(row, "submit", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def send_back_deliberation(
    row: Deliberation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Deliberation:
    DELIBERATION.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    tell([holder_of(row.committee or row.office)], "deliberations/sent_back", row, extra={"why": note})
    return row


@service
def approve_deliberation(
    row: Deliberation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    """The council of chairpersons has agreed to hand it over. Source: DOMAIN 6.2"""
    DELIBERATION.apply(row, "approve", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def drop_deliberation(
    row: Deliberation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Deliberation:
    """Not handed over, with the reason."""
    DELIBERATION.apply(row, "drop", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    return row
