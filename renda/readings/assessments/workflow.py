"""One station in one cycle, and its appeal, as data. Source: DOMAIN 3.1 H9. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.workflow.declare import by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.readings.assessments import access, rules
from renda.readings.assessments.models import Candidacy, OfStation, StationAppeal
from renda.readings.assessments.states import STANDING, AppealState, PlaceState
from renda.voice.opinions.queries import county_offices

S, A = PlaceState, AppealState


def station(row: OfStation) -> Iterable[str]:
    return [holder_key(Role.LIAISON, row.org_id), holder_key(Role.STATION_MASTER, row.org_id)]


def office(row: OfStation) -> Iterable[str]:
    return [holder_key(Role.OFFICE, org_id) for org_id in county_offices(row.county_id)]


def group(row: Candidacy) -> Iterable[str]:
    """The members who may go there; without one, the office that puts groups together."""
    return [person_key(user_id) for user_id in sorted(access.reviewers_of(row))] or office(row)


CANDIDACY = Workflow(
    "candidacy", S, model=Candidacy, related=["station", "cycle", "cycle__scheme", "group"],
    steps=[
        step("begin", "准备申报", [], S.DRAFT, allow=access.speaks_for, blocked=access.joined_already, seen_by="parties"),
        step("apply", "申报", [S.DRAFT], S.APPLIED, allow=access.speaks_for, blocked=access.is_too_late, seen_by="parties"),
        step("score_self", "自评", [S.APPLIED, S.SELF_SCORED], S.SELF_SCORED, allow=access.speaks_for, seen_by="parties"),
        step("drop", "撤回申报", [S.DRAFT, S.APPLIED, S.SELF_SCORED], S.DROPPED, allow=access.speaks_for, seen_by="parties",
             is_grave=True),
        step("visit", "现场考评", [S.SELF_SCORED, S.VISITED], S.VISITED, allow=access.is_reviewer,
             blocked=access.has_no_group),
        step("file", "留存迟到的评分表", [S.APPLIED, S.COMPOSED, S.APPROVED, *STANDING, S.REVOKED, S.DROPPED], None,
             allow=access.is_reviewer, is_inner=True),
        step("settle", "选定评分", [S.VISITED], None, allow=access.settles, blocked=access.is_agreed),
        step("compose", "综合评定", [S.VISITED], S.COMPOSED, allow=access.is_office, blocked=access.not_composable,
             is_bulk=True),
        step("reopen", "退回考评组", [S.COMPOSED], S.VISITED, allow=access.is_office),
        step("approve", "记审定", [S.COMPOSED], S.APPROVED, allow=access.is_office, is_bulk=True),
        step("announce", "公布等次", [S.APPROVED], S.ANNOUNCED, allow=access.is_office, is_bulk=True, seen_by="parties"),
        step("correct", "按申诉更正", STANDING, None, allow=access.is_office, is_inner=True, seen_by="parties"),
        step("raise", "升等", STANDING, S.RAISED, allow=access.is_office, blocked=access.is_highest, seen_by="parties"),
        step("lower", "降等", STANDING, S.LOWERED, allow=access.is_office, blocked=access.is_lowest, is_grave=True,
             seen_by="parties"),
        step("revoke", "撤销等次", STANDING, S.REVOKED, allow=access.is_office, is_grave=True, seen_by="parties"),
    ],
    waits=[
        waits(S.DRAFT, for_=station, until=rules.apply_due, ask="等您申报"),
        waits(S.APPLIED, for_=station, until=by_rule("assessment_self"), ask="等您自评"),
        waits(S.SELF_SCORED, for_=group, until=by_rule("assessment_visit"), ask="等您现场考评"),
        waits(S.VISITED, for_=office, until=by_rule("assessment_compose"), ask="等您综合评定"),
        waits(S.COMPOSED, for_=office, until=by_rule("assessment_approve"), ask="报主任会议，审定后记一笔"),
        waits(S.APPROVED, for_=office, until=by_rule("assessment_announce"), ask="等您公布等次"),
    ],
)  # fmt: skip

APPEAL = Workflow(
    "station_appeal", A, model=StationAppeal,
    related=["station", "candidacy", "candidacy__cycle", "candidacy__cycle__scheme"],
    steps=[
        step("file", "申诉", [], A.FILED, allow=access.speaks_for, blocked=access.no_appeal, seen_by="parties"),
        step("grant", "采纳并更正", [A.FILED], A.GRANTED, allow=access.decides_appeal,
             blocked=access.is_replaced_by_change, seen_by="parties"),
        step("refuse", "不采纳", [A.FILED], A.REFUSED, allow=access.decides_appeal, seen_by="parties"),
    ],
    waits=[waits(A.FILED, for_=office, until=by_rule("assessment_appeal_decide"), ask="等您答复申诉")],
)  # fmt: skip
