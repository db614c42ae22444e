"""How a place comes about, and where a deputy belongs: both as data. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.stations import access, rules
from renda.network.stations.models import Opening, Placing
from renda.network.stations.states import Placed, StationState

S, P = StationState, Placed


def keeper(opening: Opening) -> Iterable[str]:
    """The town's presidium builds it; the county's own places and those without a town are the office's."""
    town = opening.station.town_org_id
    return [holder_key(Role.TOWNSHIP, town)] if town else offices(opening)


def decider(placing: Placing) -> Iterable[str]:
    return [holder_key(Role.TOWNSHIP, placing.town_org_id)] if placing.town_org_id else offices(placing)


def offices(row: Opening | Placing) -> list[str]:
    """The county's own office; towns have a presidium instead."""
    bodies = Organisation.objects.filter(county_id=row.county_id, kind=OrgKind.OFFICE).order_by("pk")
    return [holder_key(Role.OFFICE, pk) for pk in bodies.values_list("pk", flat=True)[:1]]


OPENING = Workflow(
    "opening", S, model=Opening, related=["station"],
    steps=[
        step("plan", "列入计划", [], S.PLANNED, allow=access.plans_places, blocked=access.has_life),
        step("record", "登记已建成", [], S.OPENED, allow=access.plans_places, blocked=access.has_life, seen_by="public"),
        step("begin", "开工", [S.PLANNED], S.BUILDING, allow=access.keeps_opening),
        step("open", "启用", [S.PLANNED, S.BUILDING], S.OPENED, allow=access.keeps_opening, seen_by="public"),
        step("reschedule", "改日期", [S.PLANNED, S.BUILDING], None, allow=access.keeps_opening),
        step("upgrade", "提标升级", [S.OPENED, S.PAUSED], None, allow=access.plans_places, seen_by="public"),
        step("pause", "暂停开放", [S.OPENED], S.PAUSED, allow=access.keeps_opening, seen_by="public"),
        step("reopen", "恢复开放", [S.PAUSED], S.OPENED, allow=access.keeps_opening, seen_by="public"),
        step("close", "撤销", [S.PLANNED, S.BUILDING, S.OPENED, S.PAUSED], S.CLOSED, allow=access.plans_places,
             blocked=access.still_main, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(S.PLANNED, for_=keeper, until=rules.begin_due, ask="等您开工"),
        waits(S.BUILDING, for_=keeper, until=rules.target_due, ask="等您建成启用"),
        waits(S.PAUSED, for_=keeper, until=None, ask="暂停开放中，请恢复或者撤销"),
    ],
)  # fmt: skip

PLACING = Workflow(
    "placing", P, model=Placing, related=["deputy", "station"], private={"reason"},
    steps=[
        step("accept", "采纳建议", [], P.PLACED, allow=access.decides_placing, blocked=access.decided_already),
        step("choose", "另选家站", [], P.PLACED, allow=access.decides_placing, blocked=access.decided_already),
        step("excuse", "记为例外", [], P.EXCUSED, allow=access.decides_placing, blocked=access.decided_already),
        step("move", "编到家站", list(P), P.PLACED, allow=access.decides_placing),
        step("release", "改为例外", [P.PLACED, P.EXCUSED], P.EXCUSED, allow=access.decides_placing),
        step("end", "不再任职", [P.PLACED, P.EXCUSED], P.ENDED, allow=access.decides_placing, blocked=access.still_serving),
    ],
    waits=[waits(P.EXCUSED, for_=decider, until=rules.review_due, ask="例外到期，请复核")],
)  # fmt: skip
