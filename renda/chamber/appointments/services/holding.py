"""The council puts the lines on the agenda, each is put to the vote, the results are read and announced."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from renda.chamber.appointments import access
from renda.chamber.appointments.models import Appointment, Nominee
from renda.chamber.appointments.services.office import begin_or_end_post
from renda.chamber.appointments.states import Act, LineState
from renda.chamber.appointments.workflow import APPOINTMENT, NOMINEE
from renda.chamber.ballots.services import put_ballot
from renda.chamber.ballots.states import OPEN_WAYS, Outcome, Vote
from renda.chamber.meetings.services import add_item_meeting
from renda.chamber.meetings.states import ItemKind
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.services import order_paper
from renda.ground.workflow.engine import service

LIST = "appointments/list"


@service
def list_appointment(
    row: Appointment, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """The chairpersons' council agrees: the lines go on the meeting's agenda, its members may read them. Raises Blocked."""
    lines = list(row.lines.filter(state=LineState.READY).select_related("parent"))
    APPOINTMENT.check_may(APPOINTMENT.steps["list"], row, actor)
    if row.item_id is None and not access.not_ready(row):
        reporter = row.proposer_org.label if row.proposer_org else row.get_proposer_display().removesuffix("提请")
        add_item_meeting(row.meeting, actor=actor, title=row.title, sort=ItemKind.APPOINTMENT, reporter=reporter)
        row.item_id = row.meeting.items.order_by("-pk").values_list("pk", flat=True)[0]
    APPOINTMENT.apply(row, "list", actor=actor, seen=seen, once=once, note=note, item_id=row.item_id)
    for line in lines:
        NOMINEE.apply(line, "list", actor=actor)
    return row


@service
def put_appointment(
    row: Appointment, *, actor: Actor, way: str = "", seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """One vote for each person. way: empty, as the county's rule says; a dismissal is never open, whatever was chosen.

    Raises Invalid, Blocked. Source: DOMAIN R-SB-4, R-MJ-3
    """
    lines = access.unput(row)
    APPOINTMENT.apply(row, "put", actor=actor, seen=seen, once=once, note=note)
    for line in lines:
        line.parent = row
        is_dismissal = line.act == Act.DISMISS
        ballot = put_ballot(
            row.meeting, actor=actor, vote=Vote.DISMISSAL if is_dismissal else Vote.APPOINTMENT,
            way="" if is_dismissal and way in OPEN_WAYS else way, question=line.words[:200], item_id=row.item_id,
        )  # fmt: skip
        NOMINEE.apply(line, "put", actor=actor, ballot_id=ballot.pk)
    return row


@service
def settle_appointment(
    row: Appointment, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """Read what the votes came to; nothing is typed. Raises Blocked. Source: DOMAIN R-MJ-2"""
    lines = list(row.lines.filter(state=LineState.LISTED).select_related("ballot", "parent").order_by("position", "pk"))
    APPOINTMENT.apply(row, "settle", actor=actor, seen=seen, once=once, note=note)
    for line in lines:
        is_passed = line.ballot is not None and line.ballot.outcome == Outcome.PASSED
        NOMINEE.apply(line, "succeed" if is_passed else "fail", actor=actor)
    return row


@service
def announce_appointment(
    row: Appointment, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """Announce who was appointed and who leaves: the paper with its number, the posts begin and end. Raises Blocked."""
    lines = list(
        row.lines.filter(state=LineState.PASSED).select_related("org", "user", "ballot").order_by("position", "pk")
    )
    APPOINTMENT.apply(row, "announce", actor=actor, seen=seen, once=once, note=note, announced_on=clock.today())
    for line in lines:
        line.parent = row
        post = begin_or_end_post(line, _voted_on(line))
        NOMINEE.apply(line, "announce" if line.begins else "leave", actor=actor, post_held_id=post.pk if post else None)
    _paper(row, lines, actor)
    finish_if_over(row, actor)
    return row


def _voted_on(line: Nominee) -> date:
    moment = line.ballot.closed_at if line.ballot else None
    return timezone.localtime(moment, clock.COUNTY_TIME).date() if moment else clock.today()


def _paper(row: Appointment, lines: list[Nominee], actor: Actor) -> None:
    county = County.objects.get(pk=row.county_id)
    facts = {
        "case": row, "lines": [one.words for one in lines], "body": row.meeting.body.name, "meeting": row.meeting.title,
        "day": row.announced_on, "voted_on": _voted_on(lines[0]),
    }  # fmt: skip
    paper = order_paper(
        row, LIST, facts, actor=actor, purpose="list", series=f"{county.short}人常任", audience="public"
    )
    Appointment.objects.filter(pk=row.pk).update(number=paper.number)
    row.number = paper.number


@service
def close_appointment(
    row: Appointment, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """Nobody passed: there is nothing to announce."""
    APPOINTMENT.apply(row, "close", actor=actor, seen=seen, once=once, note=note)
    return row


def finish_if_over(row: Appointment, actor: Actor) -> None:
    """The last letter and the last oath end the proposal."""
    if not row.lines.filter(state__in=(LineState.LETTER, LineState.OATH)).exists():
        APPOINTMENT.apply(row, "finish", actor=actor)
