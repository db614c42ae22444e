"""A proposal is taken in with its persons, more are added, or it is taken back."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max, Q

from renda.chamber.appointments import rules
from renda.chamber.appointments.models import Appointment, Nominee
from renda.chamber.appointments.queries import earlier_lines
from renda.chamber.appointments.states import BEFORE_MEETING, BEGINNINGS, Act, LineState, Proposer, Row
from renda.chamber.appointments.workflow import APPOINTMENT, NOMINEE
from renda.chamber.elections.services import note_put_up
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.queries import members_on
from renda.chamber.meetings.states import RUNNING, BodyKind
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock, law
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import Organisation, Post, User
from renda.ground.workflow.engine import service


@service
def open_appointment(
    meeting: Meeting, *, actor: Actor, proposer: str, title: str = "", proposer_org_id: int | None = None,
    signers: int | None = None, rows: Sequence[Row] = (), once: UUID | None = None, note: str = "",
) -> Appointment:  # fmt: skip
    """Take in a proposal for a meeting of the standing committee, with the persons of its list. Raises Invalid, NotAllowed."""
    if meeting.body.kind != BodyKind.STANDING or meeting.state not in RUNNING:
        raise Invalid("人事任免要在常委会会议上表决，请选还没有开完的常委会会议。", field="meeting_id")
    org = (
        Organisation.objects.filter(county_id=meeting.county_id, pk=proposer_org_id).first()
        if proposer_org_id
        else None
    )
    if proposer_org_id and org is None:
        raise Invalid("没有这个机构，请重新选。", field="proposer_org_id")
    who = Proposer(proposer)
    row = Appointment(
        county_id=meeting.county_id, office=meeting.office, meeting=meeting, proposer=who, proposer_org=org,
        signers=_signers(meeting, who, signers), title=title.strip() or f"{who.label}的人事任免事项",
        received_on=clock.today(),
    )  # fmt: skip
    APPOINTMENT.start(row, "open", actor=actor, once=once, note=note)
    _lay_down(row, rows, actor)
    return row


def _signers(meeting: Meeting, who: Proposer, signers: int | None) -> int | None:
    """How many members signed, where members propose. Source: 监督法 (2024) art. 61, DOMAIN R-TH-13"""
    if who != Proposer.MEMBERS:
        return None
    members = members_on(meeting.body, clock.today()).count()
    needed = rules.needed_signers(members)
    if (signers or 0) < needed:
        text = f"联名提出撤职案要{members}名组成人员的五分之一以上，至少{needed}人。依据：{law.SUPERVISION_61}"
        raise Invalid(text, field="signers")
    return signers


@service
def add_appointment(
    row: Appointment, *, actor: Actor, rows: Sequence[Row] = (), name: str = "", act: str = "", organisation: str = "",
    post: str = "", login: str = "", cv: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Appointment:  # fmt: skip
    """One more person, or those of a list. Raises Invalid, naming the row."""
    more = [Row(0, name.strip(), act, organisation.strip(), post.strip(), login.strip(), cv)] if name.strip() else []
    found = [*rows, *more]
    if not found:
        raise Invalid("请写姓名，或者上传名单。", field="name")
    APPOINTMENT.apply(row, "add", actor=actor, seen=seen, once=once, note=note)
    _lay_down(row, found, actor)
    return row


def _lay_down(row: Appointment, rows: Sequence[Row], actor: Actor) -> None:
    last = row.lines.aggregate(last=Max("position"))["last"] or 0
    standing = row.lines.exclude(state=LineState.WITHDRAWN)
    if standing.count() + len(rows) > rules.MOST_LINES:
        raise Invalid(f"一件议案最多{rules.MOST_LINES}人，请分成几件。")
    for position, one in enumerate(rows, last + 1):
        _one(row, one, position, actor)
    if row.proposer == Proposer.HEAD and any(one.act in BEGINNINGS for one in rows):
        note_put_up(row.county_id)


def _one(row: Appointment, one: Row, position: int, actor: Actor) -> None:
    where = f"第{one.number}行：" if one.number else ""
    if one.act not in rules.MAY_PROPOSE[Proposer(row.proposer)]:
        raise Invalid(f"{where}{row.get_proposer_display()}，不能提“{_label(one.act)}”。", field="act")
    org = _org(row.county_id, one.organisation)
    line = Nominee(
        county_id=row.county_id, parent=row, position=position, act=one.act, name=one.name, organisation=one.organisation,
        post=one.post, org=org, cv=one.cv[: rules.MOST_TEXT],
    )  # fmt: skip
    line.user = _account(line, one.login, where)
    line.again_of = _again(line, row, where)
    if row.lines.filter(name=line.name, organisation=line.organisation, post=line.post).exclude(
        state=LineState.WITHDRAWN
    ):
        raise Invalid(f"{where}{line.name}的这一项已经在里面了。", field="name")
    NOMINEE.start(line, "propose", actor=actor)


def _label(act: str) -> str:
    return Act(act).label if act in Act.values else act


def _org(county_id: int, name: str) -> Organisation | None:
    rows = Organisation.objects.filter(Q(name=name) | Q(short=name), county_id=county_id, is_open=True)
    return rows.order_by("pk").first()


def _account(line: Nominee, login: str, where: str) -> User | None:
    """The account named; for somebody who leaves a post whoever of that name holds one there. Never by name alone."""
    if login:
        found = User.objects.filter(county_id=line.county_id, login=login).first()
        if found is None or found.name != line.name:
            raise Invalid(f"{where}没有姓名是{line.name}的账号“{login}”，请核对。", field="login")
        return found
    if line.act in BEGINNINGS or line.org is None:
        return None
    held = Post.objects.not_ended(clock.today()).filter(county_id=line.county_id, org=line.org, user__name=line.name)
    holders = list(User.objects.filter(pk__in=held.values("user_id"))[:2])
    return holders[0] if len(holders) == 1 else None


def _again(line: Nominee, row: Appointment, where: str) -> Nominee | None:
    """Who failed may be proposed again at a later meeting, as often as the county's rule says."""
    before = list(earlier_lines(line).select_related("parent").order_by("-created_at"))
    if not before:
        return None
    if any(one.parent.meeting_id == row.meeting_id for one in before):
        raise Invalid(f"{where}{line.name}这次会议上没有通过，以后的会议再提。", field="name")
    rule = rule_book(row.county_id).rule("appointment_again", clock.today())
    if len(before) > rule.number:
        raise Invalid(f"{where}{line.name}已经{len(before)}次没有通过，不能再提。依据：{rule.source}", field="name")
    return before[0]


@service
def withdraw_appointment(
    row: Appointment, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Appointment:
    """The proposer takes it back before the vote, all its lines with it. Raises Blocked."""
    APPOINTMENT.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    for line in row.lines.filter(state__in=[*BEFORE_MEETING, LineState.LISTED]).select_related("parent", "ballot"):
        NOMINEE.apply(line, "withdraw", actor=actor, note=note)
    return row
