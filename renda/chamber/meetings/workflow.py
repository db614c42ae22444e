"""The meeting and each thing of its preparation as data. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.meetings import access, rules
from renda.chamber.meetings.models import Invitation, Meeting, Preparation
from renda.chamber.meetings.queries import UNITS
from renda.chamber.meetings.states import InvitationState, MeetingState, PreparationState
from renda.ground.kernel.actor import Role, holder_key
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow

M, P, G = MeetingState, PreparationState, InvitationState
BEFORE = [M.PLANNED, M.CONVENED]


def office(row: Meeting | Preparation | Invitation) -> Iterable[str]:
    return [holder_of(row.office)]


def whoever_prepares(row: Preparation) -> Iterable[str]:
    return [holder_key(Role.COMMITTEE, row.org_id)] if row.org_id else office(row)


def the_unit(row: Invitation) -> Iterable[str]:
    """请来列席的单位"""
    return [holder_key(role, row.org_id) for role in UNITS]


MEETING = Workflow(
    "meeting", M, model=Meeting, related=["body", "office"], party=access.is_inside,
    steps=[
        step("plan", "筹备会议", [], M.PLANNED, allow=access.keeps, seen_by="parties"),
        step("edit", "改时间地点", BEFORE, None, allow=access.keeps, seen_by="parties"),
        step("add_item", "加议题", [*BEFORE, M.OPEN], None, allow=access.keeps, seen_by="public"),
        step("add_material", "发会议材料", [*BEFORE, M.OPEN], None, allow=access.gives, blocked=access.no_items,
             seen_by="parties"),
        step("drop_item", "撤下议题", [*BEFORE, M.OPEN], None, allow=access.keeps, is_grave=True, seen_by="public"),
        step("invite", "请人列席、旁听", BEFORE, None, allow=access.keeps, seen_by="parties"),
        step("add_sitting", "排一场会", [*BEFORE, M.OPEN], None, allow=access.keeps, seen_by="parties"),
        step("form_groups", "编代表团、分组", [*BEFORE, M.OPEN], None, allow=access.keeps, seen_by="parties"),
        step("arrange_seats", "排座位", [*BEFORE, M.OPEN], None, allow=access.keeps, seen_by="parties"),
        step("invite_units", "请单位列席", [*BEFORE, M.OPEN], None, allow=access.keeps, seen_by="parties"),
        step("convene", "发会议通知", [M.PLANNED], M.CONVENED, allow=access.keeps, blocked=access.no_agenda, seen_by="public"),
        step("accept", "参加", [M.CONVENED], None, allow=access.is_member, seen_by="parties"),
        step("ask_leave", "请假", [M.CONVENED], None, allow=access.is_member),
        step("open", "宣布开会", [M.CONVENED], M.OPEN, allow=access.keeps, blocked=access.not_ready, seen_by="public"),
        step("close", "宣布闭会", [M.OPEN], M.CLOSED, allow=access.keeps, seen_by="public"),
        step("write", "写纪要", [M.CLOSED], None, allow=access.keeps, seen_by="parties"),
        step("publish", "印发纪要", [M.CLOSED], M.PUBLISHED, allow=access.keeps, blocked=access.no_summary, seen_by="public"),
        step("cancel", "不开了", BEFORE, M.CANCELLED, allow=access.keeps, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(M.PLANNED, for_=office, until=rules.notice_due, ask="等您发会议通知"),
        waits(M.CONVENED, for_=office, until=rules.opening_due, ask="等您宣布开会"),
        waits(M.OPEN, for_=office, until=rules.closing_due, ask="正在开会，开完请宣布闭会"),
        waits(M.CLOSED, for_=office, until=rules.summary_due, ask="等您印发会议纪要"),
    ],
)  # fmt: skip

PREPARATION = Workflow(
    "preparation", P, model=Preparation, related=["meeting", "office", "org"],
    steps=[
        step("set_up", "列入筹备", [], P.WAITING, allow=access.hands_on, seen_by="parties"),
        step("hand", "交给委室办", [P.WAITING], None, allow=access.hands_on, seen_by="parties"),
        step("move", "跟着会期挪动", [P.WAITING], None, allow=access.hands_on, is_inner=True, seen_by="parties"),
        step("finish", "办好了", [P.WAITING], P.DONE, allow=access.prepares, blocked=access.is_running_no_more,
             seen_by="parties"),
        step("drop", "这次不办", [P.WAITING], P.DROPPED, allow=access.prepares, is_grave=True, seen_by="parties"),
        step("reopen", "重新办", [P.DONE, P.DROPPED], P.WAITING, allow=access.prepares,
             blocked=access.is_running_no_more, seen_by="parties"),
    ],
    waits=[waits(P.WAITING, for_=whoever_prepares, until=rules.preparation_due, ask="等您筹备会议")],
)  # fmt: skip

INVITATION = Workflow(
    "invitation", G, model=Invitation, related=["meeting", "office", "org", "item"],
    steps=[
        step("invite", "请单位列席", [], G.INVITED, allow=access.invites, is_inner=True, seen_by="parties"),
        step("answer", "回复谁来", [G.INVITED, G.ANSWERED], G.ANSWERED, allow=access.is_invited, blocked=access.is_not_called,
             seen_by="parties"),
        step("attend", "记到会", [G.INVITED, G.ANSWERED], None, allow=access.invites, blocked=access.is_not_going_on,
             seen_by="parties"),
        step("withdraw", "不请了", [G.INVITED, G.ANSWERED], G.WITHDRAWN, allow=access.invites, is_grave=True,
             seen_by="parties"),
    ],
    waits=[waits(G.INVITED, for_=the_unit, until=rules.answer_due, ask="等您回复谁来列席会议")],
)  # fmt: skip
