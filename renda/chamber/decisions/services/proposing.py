"""A matter is proposed with its papers, signed by members, its text written anew, or taken back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from renda.chamber.decisions import access
from renda.chamber.decisions.models import Decision, DecisionText, Mover
from renda.chamber.decisions.queries import seats_of
from renda.chamber.decisions.states import Proposer, Sort
from renda.chamber.decisions.workflow import DECISION
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.models import Body
from renda.chamber.meetings.states import RUNNING
from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy


@service
def propose_decision(
    body: Body, *, actor: Actor, sort: str, proposer: str, title: str, reasons: str, basis: str = "", plan: str = "",
    text: str = "", matter: str = "", proposer_org_id: int | None = None, mover_id: int | None = None,
    papers: Sequence[Any] = (), once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """Lay a matter before the body, with reasons, basis and plan. Members: whoever leads has signed. Raises Invalid, NotAllowed.

    mover_id: whom the office names for a proposal that came on paper; a member who acts is the mover.
    """
    row = Decision(
        county_id=body.county_id, body=body, office=body.office, sort=Sort(sort), proposer=Proposer(proposer), title=title,
        reasons=reasons, basis=basis, plan=plan, text=text, matter=matter, proposed_on=clock.today(),
        proposer_org=_organ(body, proposer, proposer_org_id), mover=_mover(body, actor, proposer, mover_id),
        version_number=1 if text.strip() else 0,
    )  # fmt: skip
    DECISION.start(row, "propose", actor=actor, once=once, note=note)
    files.attach(papers, row, actor=actor, purpose="plan")
    if text.strip():
        DecisionText.objects.create(county_id=row.county_id, decision=row, number=1, text=text, why="提出时的文本")
    if row.mover is not None:
        on_paper = row.mover.user_id != actor.user_id
        Mover.objects.create(county_id=row.county_id, decision=row, deputy=row.mover, is_on_paper=on_paper)
    if not access.is_office(actor, row):
        tell([holder_of(row.office)], "decisions/proposed", row)
    return row


def _organ(body: Body, proposer: str, org_id: int | None) -> Organisation | None:
    if proposer in (Proposer.MEMBERS, Proposer.COUNCIL):
        return None
    found = Organisation.objects.in_use().filter(county_id=body.county_id, pk=org_id or 0).first()
    if found is None:
        raise Invalid("请选是哪个机关、委室提出的。", field="proposer_org_id")
    return found


def _mover(body: Body, actor: Actor, proposer: str, mover_id: int | None) -> Deputy | None:
    if proposer != Proposer.MEMBERS:
        return None
    if own := seats_of(actor).filter(body=body).select_related("deputy").first():
        return own.deputy
    seat = body.seats.on(clock.today()).filter(deputy_id=mover_id or 0).select_related("deputy").first()
    if seat is None:
        raise Invalid("请写明领衔的常委会组成人员。", field="mover_id")
    return seat.deputy


@service
def join_decision(
    row: Decision, *, actor: Actor, deputy_ids: Sequence[int] = (), seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Decision:  # fmt: skip
    """A member signs; the office notes whose signatures it holds on paper. Raises Invalid."""
    seats = row.body.seats.on(clock.today())
    is_own = not access.is_office(actor, row)
    chosen = seats.filter(deputy__user_id=actor.user_id) if is_own else seats.filter(deputy_id__in=deputy_ids)
    found = set(chosen.values_list("deputy_id", flat=True)) - set(row.movers.values_list("deputy_id", flat=True))
    DECISION.apply(row, "join", actor=actor, seen=seen, once=once, note=note)
    if not found:
        why = "您已经联名了。" if is_own else "请选还没有联名的组成人员。"
        raise Invalid(why, field="" if is_own else "deputy_ids")
    Mover.objects.bulk_create(
        Mover(county_id=row.county_id, decision=row, deputy_id=pk, is_on_paper=not is_own) for pk in sorted(found)
    )
    return row


@service
def write_decision(
    row: Decision, *, actor: Actor, text: str, why: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Decision:  # fmt: skip
    """A new version of the text; the ones before are kept. Raises Invalid if nothing changed."""
    number = row.version_number + 1
    is_same = text.strip() == row.text.strip()
    DECISION.apply(row, "write", actor=actor, seen=seen, once=once, note=note or why, text=text, version_number=number)
    if is_same:
        raise Invalid("文本和上一稿一样，没有要存的。", field="text")
    DecisionText.objects.create(county_id=row.county_id, decision=row, number=number, text=text, why=why)
    return row


@service
def withdraw_decision(
    row: Decision, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    """Taken back with the reason; the item leaves an agenda that still runs."""
    DECISION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    leave_agenda(row, actor=actor, why=note)
    return row


def leave_agenda(row: Decision, *, actor: Actor, why: str) -> None:
    """Take the item off, if its meeting has not ended."""
    if row.meeting is None or row.item is None or row.meeting.state not in RUNNING or row.item.dropped_on is not None:
        return
    meetings.drop_item_meeting(row.meeting, actor=actor, position=row.item.position, note=why)
