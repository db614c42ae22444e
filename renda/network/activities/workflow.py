"""The activity and the quarterly summary as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.activities import access, rules
from renda.network.activities.models import Activity, StationMatter, Summary
from renda.network.activities.states import ActivityState, SummaryState

A, S = ActivityState, SummaryState


def liaison(row: StationMatter) -> Iterable[str]:
    return [holder_key(Role.LIAISON, row.org_id), holder_key(Role.STATION_MASTER, row.org_id)]


ACTIVITY = Workflow(
    "activity", A, model=Activity, party=access.is_inside,
    steps=[
        step("plan", "安排活动", [], A.PLANNED, allow=access.keeps, seen_by="parties"),
        step("edit", "改安排", [A.PLANNED, A.ANNOUNCED], None, allow=access.keeps, seen_by="parties"),
        step("announce", "公告", [A.PLANNED], A.ANNOUNCED, allow=access.keeps, blocked=access.is_over, seen_by="public"),
        step("sign_up", "参加", [A.PLANNED, A.ANNOUNCED], None, allow=access.takes_part, blocked=access.is_over,
             seen_by="parties"),
        step("ask_leave", "请假", [A.PLANNED, A.ANNOUNCED], None, allow=access.takes_part, blocked=access.is_over,
             seen_by="parties"),
        step("call_in", "另请一位", [A.PLANNED, A.ANNOUNCED], None, allow=access.keeps, blocked=access.is_over,
             seen_by="parties"),
        step("record", "记录", [A.PLANNED, A.ANNOUNCED], A.RECORDED, allow=access.keeps, blocked=access.not_yet_the_day,
             seen_by="public"),
        step("amend", "补正记录", [A.RECORDED], None, allow=access.keeps, seen_by="parties"),
        step("cancel", "取消", [A.PLANNED, A.ANNOUNCED], A.CANCELLED, allow=access.keeps, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(A.PLANNED, for_=liaison, until=rules.announce_due, ask="等您公告"),
        waits(A.ANNOUNCED, for_=liaison, until=rules.record_due, ask="开展以后记一笔"),
    ],
)  # fmt: skip

SUMMARY = Workflow(
    "summary", S, model=Summary, party=access.is_side,
    steps=[
        step("draft", "起草总结", [], S.DRAFT, allow=access.keeps, seen_by="parties"),
        step("edit", "改总结", [S.DRAFT], None, allow=access.keeps, seen_by="parties"),
        step("confirm", "定稿", [S.DRAFT], S.CONFIRMED, allow=access.keeps, seen_by="public"),
        step("reopen", "退回再改", [S.CONFIRMED], S.DRAFT, allow=access.keeps, seen_by="parties"),
    ],
    waits=[waits(S.DRAFT, for_=liaison, until=rules.summary_due, ask="等您定稿季度总结")],
)  # fmt: skip
