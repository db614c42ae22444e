"""The workflows of supervision as data: tour, finding, letter, rating. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.people.models import Organisation
from renda.ground.workflow.declare import by_clock, by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.voice.pressing import access, rules
from renda.voice.pressing.models import Act, Evaluation, Finding, Inquiry, ItemAct, Tour
from renda.voice.pressing.states import EvaluationState, FindingState, InquiryState, Rater, TourState

T, F, L, E = TourState, FindingState, InquiryState, EvaluationState
BODY_ROLES = {"committee": Role.COMMITTEE, "presidium": Role.TOWNSHIP}
UNIT_ROLES = {"town_gov": Role.TOWN_GOV, "village": Role.VILLAGE, "gov_office": Role.GOV_OFFICE}

# Whom an act waits for.


def body_key(org: Organisation) -> str:
    return holder_key(BODY_ROLES.get(org.kind, Role.OFFICE), org.pk)


def committee(row: Act) -> Iterable[str]:
    return [body_key(row.committee)]


def unit(row: ItemAct) -> Iterable[str]:
    return [holder_key(UNIT_ROLES.get(row.org.kind, Role.CLERK), row.org_id)]


def unit_and_its_leader(row: ItemAct) -> Iterable[str]:
    keys = list(unit(row))
    return keys if row.org.kind in UNIT_ROLES else [*keys, holder_key(Role.UNIT_LEADER, row.org_id)]


def rater(row: Evaluation) -> Iterable[str]:
    """The one whose rating it is; a proposer without an account is asked through the committee."""
    item = row.item
    if row.rater == Rater.UNIT:
        return unit(row)
    if row.rater == Rater.LEADER and item.leader_id:
        return [person_key(item.leader_id)]
    if row.rater == Rater.PROPOSER and row.proposer_user_id:
        return [person_key(row.proposer_user_id)]
    if row.rater == Rater.GOVERNMENT and row.government is not None:
        role = Role.TOWN_GOV if row.government.kind == "town_gov" else Role.GOV_OFFICE
        return [holder_key(role, row.government.pk)]
    return committee(row)


TOUR = Workflow(
    "tour", T, model=Tour, private={"members", "report"},
    steps=[
        step("plan", "定督查计划", [], T.PLANNED, allow=access.presses, seen_by="parties"),
        step("edit", "改督查计划", [T.PLANNED, T.ANNOUNCED], None, allow=access.presses, seen_by="parties"),
        step("announce", "发督查通知", [T.PLANNED], T.ANNOUNCED, allow=access.presses, seen_by="parties"),
        step("hold", "记已开展", [T.ANNOUNCED], T.HELD, allow=access.presses, blocked=access.not_yet_the_day,
             seen_by="parties"),
        step("report", "印督查通报", [T.HELD], T.REPORTED, allow=access.presses, blocked=access.has_unseen_items,
             seen_by="parties"),
        step("cancel", "取消督查", [T.PLANNED, T.ANNOUNCED], T.CANCELLED, allow=access.presses, is_grave=True,
             seen_by="parties"),
    ],
    waits=[
        waits(T.PLANNED, for_=committee, until=rules.tour_due, ask="等您发督查通知"),
        waits(T.ANNOUNCED, for_=committee, until=rules.tour_due, ask="等您开展督查"),
        waits(T.HELD, for_=committee, until=by_rule("tour_report"), ask="等您印督查通报"),
    ],
)  # fmt: skip

FINDING = Workflow(
    "finding", F, model=Finding, private={"text", "demand", "answer"},
    steps=[
        step("list", "列入督查", [], F.LISTED, allow=access.presses, seen_by="parties", is_inner=True),
        step("leave", "移出督查", [F.LISTED], F.LEFT, allow=access.presses, seen_by="parties", is_inner=True),
        step("relist", "重新列入", [F.LEFT], F.LISTED, allow=access.presses, seen_by="parties", is_inner=True),
        step("clear", "没有问题", [F.LISTED], F.CLEAR, allow=access.presses, blocked=access.not_during_tour,
             seen_by="parties"),
        step("find", "记下问题", [F.LISTED, F.CLEAR], F.OPEN, allow=access.presses, blocked=access.not_during_tour,
             seen_by="parties"),
        step("answer", "报整改情况", [F.OPEN], F.ANSWERED, allow=access.is_unit_on_tour, seen_by="parties"),
        step("confirm", "核实销号", [F.ANSWERED], F.DONE, allow=access.presses, seen_by="parties"),
        step("reopen", "退回再办", [F.ANSWERED, F.DONE], F.OPEN, allow=access.presses, seen_by="parties"),
    ],
    waits=[
        waits(F.OPEN, for_=unit, until=rules.finding_due, ask="请整改并报情况"),
        waits(F.ANSWERED, for_=committee, until=by_rule("finding_confirm"), ask="等您核实销号"),
    ],
)  # fmt: skip

INQUIRY = Workflow(
    "inquiry", L, model=Inquiry, private={"questions", "answer", "conclusion"},
    steps=[
        step("propose", "提出发函", [], L.PROPOSED, allow=access.proposes),
        step("issue", "发函", [L.PROPOSED], L.ISSUED, allow=access.presses, seen_by="parties"),
        step("drop", "不发", [L.PROPOSED], L.DROPPED, allow=access.presses),
        step("remind", "催复", [L.ISSUED, L.ESCALATED], None, allow=access.presses, seen_by="parties"),
        step("escalate", "升级督办", [L.ISSUED], L.ESCALATED, allow=access.presses, blocked=access.not_overdue,
             is_grave=True, seen_by="parties"),
        step("answer", "答复来函", [L.ISSUED, L.ESCALATED], L.ANSWERED, allow=access.is_unit, seen_by="parties"),
        step("send_back", "退回重答", [L.ANSWERED], L.ISSUED, allow=access.presses, seen_by="parties"),
        step("close", "了结", [L.ANSWERED], L.CLOSED, allow=access.presses, seen_by="parties"),
    ],
    waits=[
        waits(L.PROPOSED, for_=committee, until=by_rule("inquiry_decide"), ask="请定要不要发函"),
        waits(L.ISSUED, for_=unit, until=rules.letter_due, ask="请答复来函"),
        waits(L.ESCALATED, for_=unit_and_its_leader, until=by_rule("inquiry_escalated"), ask="已升级督办，请答复来函"),
        waits(L.ANSWERED, for_=committee, until=by_rule("inquiry_close"), ask="等您看单位的答复"),
    ],
)  # fmt: skip

EVALUATION = Workflow(
    "evaluation", E, model=Evaluation, private={"text"},
    steps=[
        step("open", "请来评价", [], E.OPEN, allow=access.moves_along, is_inner=True),
        step("rate", "评价", [E.OPEN], E.RATED, allow=access.is_rater, seen_by="parties"),
        step("lapse", "未评", [E.OPEN], E.LAPSED, allow=by_clock, at="due"),
    ],
    waits=[waits(E.OPEN, for_=rater, until=by_rule("evaluation_days"), ask="请评一项（四评）")],
)  # fmt: skip
