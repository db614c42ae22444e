"""Facts about an actor and deliberation opinions. First line of a docstring: who it is, as pages say it."""

from renda.chamber.ballots.states import BallotState, Grade, Outcome
from renda.chamber.deliberations.models import Deliberation, Point, Rating
from renda.chamber.deliberations.queries import CONGRESS, KEEPERS, seats_of
from renda.chamber.deliberations.states import MAY_BE_PUBLIC
from renda.chamber.meetings.states import RUNNING
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.access import ANSWERS, answers_for


def is_office(actor: Actor, row: Deliberation) -> bool:
    """承办会议的人大工作机构（乡镇为人大主席团）"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def drafts(actor: Actor, row: Deliberation) -> bool:
    """起草的委室，或者承办会议的人大工作机构"""
    return is_office(actor, row) or (
        row.committee_id is not None and actor.holds(Role.COMMITTEE, org_id=row.committee_id)
    )


def is_organ(actor: Actor, row: Deliberation) -> bool:
    """报告的机关"""
    return answers_for(actor, row.organ_id)


def must_act(actor: Actor, row: Deliberation) -> bool:
    """要办其中一条的机关"""
    mine = actor.orgs(*ANSWERS)
    return bool(mine) and row.points.filter(organ_id__in=mine).exists()


def is_second_person(actor: Actor, row: Deliberation) -> bool:
    """公开审核人（乡镇为人大主席团），不能是交办的人"""
    if not actor.is_signed_in or actor.user_id == row.handed_by_id:
        return False
    if row.office.kind == "presidium":
        return actor.holds(Role.TOWNSHIP, org_id=row.office_id)
    return actor.holds(Role.PUBLISHER, org_id=row.office_id) or actor.holds(Role.LEADER, org_id=row.office.congress_id)


def reads_notes(actor: Actor, row: Deliberation) -> bool:
    """Who reads what was said: the congress's side and the members, never the organs. Source: DOMAIN R-MT-15"""
    own = is_office(actor, row) or (actor.holds(*CONGRESS) and row.office.kind == "office")
    return own or (actor.is_signed_in and seats_of(actor).filter(body_id=row.meeting.body_id).exists())


def is_party(actor: Actor, row: Deliberation) -> bool:
    """Who reads more than the public: the congress's side, the members, the organs it was handed to."""
    return reads_notes(actor, row) or (row.handed_on is not None and (is_organ(actor, row) or must_act(actor, row)))


# What blocks a step: the reason as the user reads it, empty if there is none.


def no_points(row: Deliberation) -> str:
    return "" if row.points.exists() else "还没有一条意见，请先加意见。"


def not_held(row: Deliberation) -> str:
    return "会议还没有开，没有审议意见。" if row.meeting.state in ("planned", "convened", "cancelled") else ""


def points_open(row: Deliberation) -> str:
    """Each point is answered before the report goes in. Source: DOMAIN 6.2"""
    waiting = list(
        Point.objects.filter(deliberation=row).unanswered(row.round).select_related("organ").order_by("position")
    )
    if not waiting:
        return ""
    first = "、".join(f"第{one.position}条（{one.organ.label}）" for one in waiting[:3])
    return f"还有{len(waiting)}条没有答复：{first}{'等' if len(waiting) > 3 else ''}。逐条答复以后再报告。"


def was_returned(row: Deliberation) -> str:
    return "这次的报告已经退回补充过一次，不能再退；不满意的，提请会议测评。" if row.is_returned else ""


def current_rating(row: Deliberation) -> Rating | None:
    """The vote of this round that was not taken back."""
    rows = row.ratings.filter(round=row.round).exclude(ballot__state=BallotState.WITHDRAWN)
    return rows.exclude(ballot__outcome=Outcome.VOID).select_related("ballot").order_by("-pk").first()


def cannot_vote(row: Deliberation) -> str:
    if row.rating_meeting is None or row.rating_meeting.state not in RUNNING:
        return "会议已经结束，不能提请测评；请改列下一次会议。"
    return "已经提请测评。" if current_rating(row) else ""


def not_counted(row: Deliberation) -> str:
    rating = current_rating(row)
    if rating is None:
        return "还没有测评。"
    return "" if rating.ballot.state == BallotState.CLOSED else "测评还没有截止，请等结果。"


def is_being_rated(row: Deliberation) -> str:
    return "已经提请测评，不能撤下。" if current_rating(row) else ""


def not_dissatisfied(row: Deliberation) -> str:
    if row.grade == Grade.DISSATISFIED:
        return ""
    return f"测评结果是“{Grade(row.grade).label}”，不用再办。" if row.grade else "没有测评为不满意，不用再办。"


def nothing_to_publish(row: Deliberation) -> str:
    if row.published_on is not None:
        return "已经公开。"
    return "" if row.state in MAY_BE_PUBLIC else "要等处理情况报告看过以后。"


def cannot_close(row: Deliberation) -> str:
    """What was rated 不满意 is handled again; report, opinions and handling are public. Source: 监督法 (2024) art. 17"""
    if row.grade == Grade.DISSATISFIED:
        return "测评不满意，请交办单位再办。"
    return "" if row.published_on else "审议意见和处理情况还没有向社会公开，请公开审核人公开以后再办结。"
