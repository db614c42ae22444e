"""A station's yearly check as data: self-check, town, county, and what is put right afterwards. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.workflow.declare import by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.standards import access
from renda.network.standards.models import Check
from renda.network.standards.queries import offices_of
from renda.network.standards.states import CheckState

S = CheckState


def liaison(row: Check) -> Iterable[str]:
    return [holder_key(Role.LIAISON, row.org_id), holder_key(Role.STATION_MASTER, row.org_id)]


def town(row: Check) -> Iterable[str]:
    return [holder_key(Role.TOWNSHIP, row.town_org_id)] if row.town_org_id else office(row)


def office(row: Check) -> Iterable[str]:
    return [holder_key(Role.OFFICE, org_id) for org_id in offices_of(row.county_id)]


CHECK = Workflow(
    "station_check", S, model=Check, related=["station", "checklist"],
    steps=[
        step("begin", "开始核查", [], S.SELF, allow=access.reports, blocked=access.begun_already, seen_by="parties"),
        step("report", "自查上报", [S.SELF], S.TOWN, allow=access.reports, seen_by="parties"),
        step("verify", "镇核查", [S.TOWN], S.COUNTY, allow=access.checks_for_town, seen_by="parties", is_bulk=True),
        step("send_back", "退回家站", [S.TOWN], S.SELF, allow=access.checks_for_town, seen_by="parties", is_grave=True),
        step("accept", "县核定", [S.COUNTY], S.DONE, allow=access.checks_for_county, seen_by="parties", is_bulk=True),
        step("hand_back", "退回镇里", [S.COUNTY], S.TOWN, allow=access.checks_for_county, seen_by="parties", is_grave=True),
        step("rectify", "记整改", [S.DONE], None, allow=access.reports, blocked=access.no_gaps, seen_by="parties"),
        step("dispute", "整改不算", [S.DONE], None, allow=access.oversees, blocked=access.no_fixes, seen_by="parties",
             is_grave=True),
        step("reopen", "重新核查", [S.DONE], S.COUNTY, allow=access.checks_for_county, seen_by="parties", is_grave=True),
    ],
    waits=[
        waits(S.SELF, for_=liaison, until=by_rule("standards_self"), ask="等您自查上报"),
        waits(S.TOWN, for_=town, until=by_rule("standards_town"), ask="等您核查家站标准"),
        waits(S.COUNTY, for_=office, until=by_rule("standards_county"), ask="等您核定家站标准"),
    ],
)  # fmt: skip
