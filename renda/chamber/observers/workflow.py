"""A call for observers and a sign-up as data. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.observers import access, rules
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.states import LIVE, CallState, SignUpState
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow

C, S = CallState, SignUpState


def office(row: Call) -> Iterable[str]:
    return [holder_of(row.office)]


OBSERVING = Workflow(
    "observing", C, model=Call, related=["meeting__body", "office"],
    steps=[
        step("announce", "发旁听公告", [], C.OPEN, allow=access.keeps, blocked=access.is_not_announced, seen_by="public"),
        step("choose", "定旁听人选", [C.OPEN], C.CHOSEN, allow=access.keeps, blocked=access.still_signing_up, seen_by="public"),
        step("cancel", "不招了", [C.OPEN], C.CANCELLED, allow=access.keeps, is_grave=True, seen_by="public"),
    ],
    waits=[waits(C.OPEN, for_=office, until=rules.choose_due, ask="报名截止以后，等您定旁听人选")],
)  # fmt: skip

OBSERVER = Workflow(
    "observer", S, model=SignUp, related=["call__meeting", "office"], private={"code", "intake_digest"},
    steps=[
        step("apply", "报名", [], S.APPLIED, allow=access.is_anyone, seen_by="parties"),
        step("take", "排上了", [S.APPLIED], S.CHOSEN, allow=access.keeps, is_inner=True, seen_by="parties"),
        step("leave_out", "没有排上", [S.APPLIED], S.NOT_CHOSEN, allow=access.keeps, is_inner=True, seen_by="parties"),
        step("withdraw", "不来了", [S.APPLIED, S.CHOSEN], S.WITHDRAWN, allow=access.is_bearer, blocked=access.is_over,
             is_grave=True, seen_by="parties"),
        step("unmask", "查看联系方式", LIVE, None, allow=access.keeps, blocked=access.has_no_contact, is_grave=True),
        step("erase", "删除个人信息", LIVE, S.ERASED, allow=access.may_erase, is_grave=True, seen_by="parties"),
    ],
)  # fmt: skip
