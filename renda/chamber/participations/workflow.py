"""A participation as data: who may do what, what blocks it, who is waited for and until when. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.participations import access, rules
from renda.chamber.participations.models import Participation
from renda.chamber.participations.states import Answer, ParticipationState
from renda.ground.kernel import law
from renda.ground.kernel.actor import person_key
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import by_rule, step, waits
from renda.ground.workflow.engine import Workflow

S = ParticipationState


def office(row: Participation) -> Iterable[str]:
    return [holder_of(row.office)]


def organ(row: Participation) -> Iterable[str]:
    return [holder_of(row.organ)]


def organ_and_silent(row: Participation) -> Iterable[str]:
    """The organ that notes who came, and the deputies who have not answered yet."""
    silent = row.participants.filter(answer=Answer.NONE, deputy__user__isnull=False).order_by("pk")
    return [*organ(row), *(person_key(pk) for pk in silent.values_list("deputy__user_id", flat=True))]


PARTICIPATION = Workflow(
    "participation", S, model=Participation, related=["office", "organ"], party=access.is_party,
    steps=[
        step("request", "请代表参加", [], S.REQUESTED, allow=access.asks, seen_by="parties"),
        step("move", "改时间地点", [S.REQUESTED, S.ALLOTTED], None, allow=access.asks, blocked=access.is_too_late,
             seen_by="parties"),
        step("allot", "安排代表", [S.REQUESTED], S.ALLOTTED, allow=access.allots, blocked=access.is_too_late, seen_by="parties"),
        step("refuse", "不安排", [S.REQUESTED], S.REFUSED, allow=access.allots, is_grave=True, seen_by="parties"),
        step("withdraw", "撤回", [S.REQUESTED, S.ALLOTTED], S.WITHDRAWN, allow=access.asks, is_grave=True, seen_by="parties"),
        step("accept", "参加", [S.ALLOTTED], None, allow=access.is_named, blocked=access.is_over, seen_by="parties"),
        step("ask_leave", "请假", [S.ALLOTTED], None, allow=access.is_named, blocked=access.is_over),
        step("substitute", "换人、补人", [S.ALLOTTED], None, allow=access.allots, blocked=access.all_asked, seen_by="parties"),
        step("attend", "记到场", [S.ALLOTTED], S.ATTENDED, allow=access.asks, blocked=access.not_begun, seen_by="parties"),
        step("observe", "写看到的和意见", [S.ATTENDED], None, allow=access.came,
             seen_by="parties"),
        step("take_up", "反馈采纳情况", [S.ATTENDED], S.TAKEN_UP, allow=access.asks, seen_by="parties"),
        step("cancel", "不办了", [S.ALLOTTED], S.CANCELLED, allow=access.allots, is_grave=True, seen_by="parties"),
    ],
    waits=[
        waits(S.REQUESTED, for_=office, until=rules.allot_due, ask="等您安排代表", source=law.DEPUTIES_46),
        waits(S.ALLOTTED, for_=organ_and_silent, until=rules.event_due, ask="等代表回复，参加以后记到场"),
        waits(S.ATTENDED, for_=organ, until=by_rule("participation_take_up"), ask="等您反馈代表意见的采纳情况",
              source=law.DEPUTIES_46),
    ],
)  # fmt: skip
