"""Deliberation opinions as data: who may do what, what blocks it, who is waited for and until when. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.deliberations import access, rules
from renda.chamber.deliberations.models import Deliberation, Point
from renda.chamber.deliberations.states import MAY_BE_PUBLIC, DeliberationState
from renda.ground.kernel import law
from renda.ground.kernel.actor import Role, holder_key
from renda.ground.people.access import holder_of
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_rule, extending, step, waits
from renda.ground.workflow.engine import Workflow

D = DeliberationState


def office(row: Deliberation) -> Iterable[str]:
    return [holder_of(row.office)]


def drafter(row: Deliberation) -> Iterable[str]:
    return [holder_of(row.committee or row.office)]


def office_and_publisher(row: Deliberation) -> Iterable[str]:
    """Who closes it, and until it is public the one who may publish it."""
    is_owed = row.published_on is None and row.office.kind == OrgKind.OFFICE
    return [*office(row), *([holder_key(Role.PUBLISHER, row.office_id)] if is_owed else [])]


def whoever_must_act(row: Deliberation) -> Iterable[str]:
    """The organs with points still to be answered; then the one that reports."""
    open_points = (
        Point.objects.filter(deliberation=row).unanswered(row.round).select_related("organ").order_by("position")
    )
    return [holder_of(one.organ) for one in open_points] or [holder_of(row.organ)]


DELIBERATION = Workflow(
    "deliberation", D, model=Deliberation, party=access.is_party, private={"notes"},
    related=["office", "committee", "organ", "meeting", "meeting__body", "item", "rating_meeting", "rating_item",
             "rating_meeting__body", "rating_meeting__office"],
    steps=[
        step("draft", "起草审议意见", [], D.DRAFT, allow=access.drafts, blocked=access.not_held, seen_by="parties"),
        step("write", "改名称和总的评价", [D.DRAFT], None, allow=access.drafts),
        step("add_point", "加一条", [D.DRAFT], None, allow=access.drafts),
        step("change_point", "改一条", [D.DRAFT], None, allow=access.drafts),
        step("drop_point", "删一条", [D.DRAFT], None, allow=access.drafts),
        step("submit", "报主任会议", [D.DRAFT], D.SUBMITTED, allow=access.drafts, blocked=access.no_points),
        step("send_back", "退回修改", [D.SUBMITTED], D.DRAFT, allow=access.is_office),
        step("approve", "记主任会议通过", [D.SUBMITTED], D.APPROVED, allow=access.is_office),
        step("drop", "不交办", [D.DRAFT, D.SUBMITTED], D.DROPPED, allow=access.is_office, is_grave=True),
        step("hand", "交办", [D.APPROVED], D.HANDED, allow=access.is_office, seen_by="public"),
        step("answer", "逐条答复", [D.HANDED], None, allow=access.must_act, seen_by="parties"),
        step("report", "报处理情况", [D.HANDED], D.REPORTED, allow=access.is_organ, blocked=access.points_open,
             seen_by="public"),
        step("ask_again", "退回补充", [D.REPORTED], D.HANDED, allow=access.drafts, blocked=access.was_returned,
             seen_by="parties"),
        step("check", "看过了", [D.REPORTED], D.CHECKED, allow=access.drafts, seen_by="parties"),
        step("put_on_agenda", "列入会议测评", [D.CHECKED], D.AGENDA, allow=access.is_office, seen_by="public"),
        step("take_off", "这次不测评", [D.AGENDA], D.CHECKED, allow=access.is_office, blocked=access.is_being_rated,
             seen_by="parties"),
        step("put_to_vote", "提请测评", [D.AGENDA], None, allow=access.is_office, blocked=access.cannot_vote,
             seen_by="public"),
        step("rate", "记测评结果", [D.AGENDA], D.RATED, allow=access.is_office, blocked=access.not_counted,
             seen_by="public"),
        step("handle_again", "不满意，再办", [D.RATED], D.HANDED, allow=access.is_office, blocked=access.not_dissatisfied,
             seen_by="public"),
        step("publish", "公开", MAY_BE_PUBLIC, None, allow=access.is_second_person, blocked=access.nothing_to_publish,
             seen_by="public"),
        step("close", "办结", [D.CHECKED, D.RATED], D.CLOSED, allow=access.is_office, blocked=access.cannot_close,
             seen_by="public"),
        extending([D.HANDED], allow=access.is_office),
    ],
    waits=[
        waits(D.DRAFT, for_=drafter, until=rules.draft_due, ask="等您起草审议意见"),
        waits(D.SUBMITTED, for_=office, until=by_rule("deliberation_approve"), ask="等主任会议审定"),
        waits(D.APPROVED, for_=office, until=by_rule("deliberation_hand"), ask="等您交办"),
        waits(D.HANDED, for_=whoever_must_act, until=rules.report_due, ask="等您逐条答复、报处理情况",
              source=law.SUPERVISION_17),
        waits(D.REPORTED, for_=drafter, until=by_rule("deliberation_check"), ask="等您看处理情况报告",
              source=law.SUPERVISION_17),
        waits(D.CHECKED, for_=office_and_publisher, until=by_rule("deliberation_decide"), ask="等您定要不要测评，公开以后办结"),
        waits(D.AGENDA, for_=office, until=rules.rating_due, ask="等会上测评"),
        waits(D.RATED, for_=office_and_publisher, until=by_rule("deliberation_close"), ask="不满意的再办，其他的公开以后办结"),
    ],
)  # fmt: skip
