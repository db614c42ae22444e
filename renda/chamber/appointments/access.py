"""Facts about an actor and a proposal, a line or an exam. First line of a docstring: who it is, as pages say it."""

from renda.chamber.appointments.models import Appointment, Exam, Nominee
from renda.chamber.appointments.queries import PROPOSING
from renda.chamber.appointments.rules import is_state_organ, takes_exam
from renda.chamber.appointments.states import BEFORE_MEETING, CAME_THROUGH, Act, ExamState, LineState
from renda.chamber.ballots.states import BallotState
from renda.chamber.meetings.models import Seat
from renda.chamber.meetings.states import BodyKind, MeetingState
from renda.ground.kernel import clock, law
from renda.ground.kernel.actor import Actor, Role

MARKERS = 2


def keeps(actor: Actor, row: Appointment) -> bool:
    """承办会议的人大工作机构"""
    return actor.holds(Role.OFFICE, org_id=row.office_id)


def proposes(actor: Actor, row: Appointment) -> bool:
    """提请的机构，或者承办会议的人大工作机构"""
    mine = row.proposer_org_id is not None and actor.holds(*PROPOSING, org_id=row.proposer_org_id)
    return mine or keeps(actor, row)


def follows(actor: Actor, row: Appointment) -> bool:
    """Who reads how a proposal went, with the reasons: not its members, who read what is laid before the meeting."""
    return proposes(actor, row) or actor.holds(Role.LEADER)


def keeps_line(actor: Actor, row: Nominee) -> bool:
    """承办会议的人大工作机构"""
    return keeps(actor, row.parent)


def proposes_line(actor: Actor, row: Nominee) -> bool:
    """提请的机构，或者承办会议的人大工作机构"""
    return proposes(actor, row.parent)


def is_candidate(actor: Actor, row: Nominee) -> bool:
    return actor.is_signed_in and row.user_id == actor.user_id


def speaks(actor: Actor, row: Nominee) -> bool:
    """人选本人，或者承办会议的人大工作机构代交"""
    return is_candidate(actor, row) or keeps_line(actor, row)


def has_part(actor: Actor, row: Nominee) -> bool:
    """Who reads what was said on the way: reasons of a return, of an exemption."""
    return proposes_line(actor, row) or actor.holds(Role.LEADER)


def reads_appraisal(actor: Actor, row: Nominee) -> bool:
    """What was found out about a person is not for the person; the reasons of a dismissal are."""
    return row.act == Act.DISMISS or has_part(actor, row) or not is_candidate(actor, row)


def keeps_exam(actor: Actor, row: Exam) -> bool:
    """承办会议的人大工作机构"""
    return keeps(actor, row.parent.parent)


def sits(actor: Actor, row: Exam) -> bool:
    """参加考试的本人"""
    return row.pk in actor.bearer_of or is_candidate(actor, row.parent)


def sees_answers(actor: Actor, row: Exam) -> bool:
    """Who sits, and the office."""
    return sits(actor, row) or keeps_exam(actor, row)


def seat_of(row: Nominee) -> Seat | None:
    """The seat in the standing committee that does not go with this post. Source: 地方组织法 (2022) art. 47, DOMAIN R-EL-12"""
    if not row.begins or not is_state_organ(row.org.kind if row.org else "", row.organisation):
        return None
    seats = Seat.objects.on(clock.today()).filter(county_id=row.county_id, body__kind=BodyKind.STANDING)
    named = seats.filter(deputy__user_id=row.user_id) if row.user_id else seats.filter(deputy__name=row.name)
    return named.select_related("deputy").first()


def clash_of(row: Nominee) -> str:
    """The warning, as pages show it; of somebody who only has the same name, a question."""
    if row.state in (LineState.FAILED, LineState.WITHDRAWN, LineState.UNFIT) or seat_of(row) is None:
        return ""
    who = f"{row.name}是常委会组成人员" if row.user_id else f"常委会组成人员里有同名的{row.name}，请核对"
    return f"{who}：不得担任{row.full_post}，要担任须先辞去常委会的职务。依据：{law.ORGANIC_47}"


# What blocks a step: the reason as the user reads it, empty if there is none.


def not_ready(row: Appointment) -> str:
    """Every line is through its check and exam, none clashes with a seat, the meeting is still to come."""
    lines = list(row.lines.select_related("org"))
    early = [one for one in lines if one.state in BEFORE_MEETING]
    waiting = [one.name for one in early if one.state != LineState.READY]
    if waiting:
        return f"还没有办完审查或者考试：{'、'.join(waiting[:5])}。办完或者撤下再上会。"
    if not early:
        return "还没有人选；请先加人。"
    if row.meeting.state not in (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN):
        return "这次会议已经开过或者不开了，请另报一件。"
    return next((why for one in early if one.user_id and (why := clash_of(one))), "")


def cannot_vote(row: Appointment) -> str:
    if row.meeting.state != MeetingState.OPEN:
        return "会议还没有宣布开会，不能提请表决。"
    silent = [one.name for one in row.lines.filter(state=LineState.LISTED) if one.begins and not one.statement]
    if silent:
        return f"还没有供职发言：{'、'.join(silent[:5])}。"
    if unput(row):
        return ""
    return "都已经提请表决。"


def unput(row: Appointment) -> list[Nominee]:
    """Lines without a vote, or whose vote was taken back."""
    lines = row.lines.filter(state=LineState.LISTED).select_related("ballot").order_by("position", "pk")
    return [one for one in lines if one.ballot is None or one.ballot.state == BallotState.WITHDRAWN]


def not_counted(row: Appointment) -> str:
    """Person by person: each vote has to have its result."""
    lines = row.lines.filter(state=LineState.LISTED).select_related("ballot").order_by("position", "pk")
    open_ = [one.name for one in lines if one.ballot is None or one.ballot.state != BallotState.CLOSED]
    return f"还没有表决结果：{'、'.join(open_[:5])}。" if open_ else ""


def nothing_passed(row: Appointment) -> str:
    return "" if row.lines.filter(state=LineState.PASSED).exists() else "没有通过的人选，不用公告；请直接办结。"


def something_passed(row: Appointment) -> str:
    return "有通过的人选，请先公告。" if row.lines.filter(state=LineState.PASSED).exists() else ""


def no_letters(row: Appointment) -> str:
    return "" if row.lines.filter(state=LineState.LETTER).exists() else "任命书都发了。"


def nobody_to_swear(row: Appointment) -> str:
    return "" if row.lines.filter(state=LineState.OATH).exists() else "没有等宣誓的人；任命书发了再宣誓。"


def is_voted_on(row: Appointment) -> str:
    running = row.lines.exclude(ballot__isnull=True).exclude(ballot__state=BallotState.WITHDRAWN)
    return "已经提请表决，不能撤回；请先在表决里办“不表决了”。" if running.exists() else ""


def line_is_voted_on(row: Nominee) -> str:
    is_put = row.ballot is not None and row.ballot.state != BallotState.WITHDRAWN
    return "已经提请表决，不能撤回；请先在表决里办“不表决了”。" if is_put else ""


def lacks_papers(row: Nominee) -> str:
    """What the proposer has to hand in before the check passes."""
    missing = [] if row.cv else ["简历"]
    missing += [] if row.appraisal or row.act != Act.DISMISS else ["撤职的理由和材料"]
    return f"还缺：{'、'.join(missing)}。请补上，或者退回补正。" if missing and row.act != Act.REMOVE else ""


def has_exam(row: Nominee) -> str:
    if not takes_exam(row.act):
        return "免职、撤职不用考试。"
    running = row.exams.filter(state__in=(ExamState.SET, ExamState.RUNNING, ExamState.MARKING))
    return "已经安排了考试，请等考完。" if running.exists() else ""


def not_its_day(row: Exam) -> str:
    today = clock.today()
    if row.sits_on == today:
        return ""
    return (
        f"考试定在{row.sits_on.month}月{row.sits_on.day}日，到那天再开始。"
        if row.sits_on > today
        else "考试的日子已经过了。"
    )


def time_is_not_up(row: Exam) -> str:
    return "" if row.is_up else "还没有到时间。"


def not_marked(row: Exam) -> str:
    """Every short answer has the points of two people."""
    open_ = [one.position for one in row.items.filter(got__isnull=True) if one.marks.count() < MARKERS]
    return f"第{'、'.join(str(n) for n in open_)}题还要两个人各评一次。" if open_ else ""


def came_through(row: Nominee) -> bool:
    return row.state in CAME_THROUGH


def by_score(actor: Actor, _row: Exam | Nominee) -> bool:
    """评完以后按得分自动记"""
    return actor.is_clock
