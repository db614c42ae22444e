"""What the matter page shows: read once, for one actor, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from renda.ground.county.rules import Due
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.ui.show import Stage
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.waiting import due_of
from renda.voice.motions import access, queries, rules
from renda.voice.motions.models import Cosigning, Motion, Talk
from renda.voice.motions.states import BEFORE_VOTE, DECIDED, ENDED, SIGNED_STATES, Decision, M, Vote
from renda.voice.motions.workflow import COSIGNING, MOTION

WITH = (
    "mover",
    "mover_org",
    "congress",
    "office",
    "session__term",
    "reviewer",
    "committee",
    "unit",
    "leader",
    "suggestion",
    "told_session__term",
)
STAGES = ("起草、联名", "提交", "登记编号", "提意见", "主席团决定", "审议", "结果", "办结")
AT = {
    M.DRAFT: 0, M.COSIGNING: 0, M.SUBMITTED: 2, M.RECEIVED: 3, M.OPINED: 4, M.ON_AGENDA: 5, M.IN_COMMITTEE: 5, M.WITH_UNIT: 5,
    M.CONVERTED: 7, M.VOTED: 6, M.REPORTED: 6, M.TOLD: 7, M.CLOSED: 8, M.TURNED: 1, M.WITHDRAWN: 1,
}  # fmt: skip
ONWARD = frozenset(
    ("sign", "submit", "receive", "opine", "put_on_agenda", "refer", "vote", "answer", "report", "tell", "publish", "close",
     "allow_withdrawal", "invite")
)  # fmt: skip


@dataclass(frozen=True)
class Next:
    """One thing to do next: a link, or the reason why not yet."""

    label: str
    href: str
    why_not: str = ""
    is_grave: bool = False


@dataclass
class MatterPage:
    """Everything on the page of one motion, for one actor."""

    motion: Motion
    actor: Actor
    cosignings: list[Cosigning]
    talks: list[Talk]
    waits: dict[UUID, list[Waiting]]
    history: list[StepTaken] = field(default_factory=list)
    version: int = 0

    @cached_property
    def is_party(self) -> bool:
        """Whether the actor is more than a reader of the public page."""
        return access.is_party(self.actor, self.motion)

    @property
    def reads_staff_files(self) -> bool:
        return self.is_party and self.actor.is_staff

    @property
    def waiting(self) -> Waiting | None:
        """What waits for this actor, of the motion or his co-signing; otherwise what the motion waits for."""
        every = [wait for found in self.waits.values() for wait in found]
        mine = [wait for wait in every if wait.holder in self.actor.keys]
        soonest = min(mine, key=lambda wait: wait.due_on or date.max, default=None)
        own = self.waits.get(self.motion.pk, [])
        return soonest or (own[0] if own and self.is_party else None)

    @property
    def due(self) -> Due | None:
        """Why this date: the computation of the running wait's day."""
        wait = self.waiting
        if wait is None or wait.due_on is None:
            return None
        row = next((one for one in (self.motion, *self.cosignings) if one.pk == wait.matter_id), None)
        rule = WORKFLOWS[wait.kind].waits_in(wait.state)
        if row is None or rule is None:
            return None
        return due_of(rule, row, wait.since, rule_book(row.county_id, version=self.version), is_new=True)

    @property
    def signed(self) -> list[Cosigning]:
        return [one for one in self.cosignings if one.state in SIGNED_STATES]

    @property
    def unsigned(self) -> list[Cosigning]:
        return [one for one in self.cosignings if one.state not in SIGNED_STATES]

    @property
    def signers(self) -> int:
        return len(self.signed) + 1

    @property
    def least(self) -> int:
        """How many have to sign, the lead deputy counted."""
        return rules.least_signers(access.level_of(self.motion))

    @property
    def is_gathering(self) -> bool:
        return self.motion.is_by_deputies and self.motion.state in (M.DRAFT, M.COSIGNING)

    @cached_property
    def too_late(self) -> str:
        """While it is in the making: until when, and what else is possible, if no session takes it."""
        return access.too_late(self.motion) if self.motion.state in (M.DRAFT, M.COSIGNING) else ""

    @property
    def state_label(self) -> str:
        return M(self.motion.state).label

    def now_words(self) -> str:
        return words_of(self.motion)

    def stages(self) -> list[Stage]:
        return stages_of(self.motion)

    @cached_property
    def next_steps(self) -> list[Next]:
        return next_steps(self)


def load_page(row: Motion, actor: Actor, version: int = 0) -> MatterPage:
    """version: of the county's rules, if the request has read it."""
    signing = Cosigning.objects.select_related("deputy").order_by("pk")
    prefetch_related_objects([row], Prefetch("cosignings", signing), Prefetch("talks", Talk.objects.order_by("pk")))
    cosignings = list(row.cosignings.all())
    for one in cosignings:
        one.parent = row
    keys = [one.pk for one in cosignings]
    waits = {} if row.state in ENDED else queries.waits_of(row.county_id, [row.pk, *keys])
    page = MatterPage(row, actor, cosignings, list(row.talks.all()), waits, version=version)
    page.history = _with_labels(page, queries.history_of(row, keys, actor, is_party=page.is_party))
    return page


def _with_labels(page: MatterPage, steps: list[StepTaken]) -> list[StepTaken]:
    """With labels, and for an invitation who was asked."""
    names = {one.pk: one.deputy.name for one in page.cosignings}
    for step in steps:
        step.label = WORKFLOWS[step.kind].steps[step.step].label  # type: ignore[attr-defined]
        is_asked = step.kind == COSIGNING.kind and step.step != "sign"
        step.words = names.get(step.matter_id, "") if is_asked else ""  # type: ignore[attr-defined]
    return steps


def stages_of(row: Motion) -> list[Stage]:
    """Eight stations, each with its day or its latest day."""
    here = AT[M(row.state)]
    if row.state == M.WITHDRAWN:
        here = 5 if row.decided_on else 3 if row.received_on else 2 if row.submitted_at else 0
    days = [
        clock.day_of(row.created_at), clock.day_of(row.submitted_at) if row.submitted_at else None, row.received_on,
        row.opined_on, row.decided_on, row.voted_on or row.reported_on, row.told_on or row.voted_on, row.closed_on,
    ]  # fmt: skip
    deadline = row.session.deadline_at if row.session else None
    notes = (
        {1: f"最迟{_short(deadline.astimezone(clock.COUNTY_TIME).date())}"} if deadline and not row.submitted_at else {}
    )
    stopped = row.state in (M.WITHDRAWN, M.TURNED)
    states = ["done" if i < here else "next" if i > here or stopped else "now" for i in range(len(STAGES))]
    return [Stage(label, states[i], days[i], notes.get(i, "")) for i, label in enumerate(STAGES)]


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def words_of(row: Motion) -> str:
    """Who has it now, in one line."""
    committee = row.committee.label if row.committee else ""
    words = {
        M.DRAFT: f"{row.mover_name}在起草",
        M.COSIGNING: f"{row.mover_name}在请代表联名",
        M.SUBMITTED: "等大会议案组登记编号",
        M.RECEIVED: f"等{row.reviewer.label if row.reviewer else '议案组'}提审议意见",
        M.OPINED: "等主席团决定怎样处理",
        M.ON_AGENDA: "列入议程，等大会表决",
        M.IN_COMMITTEE: f"{committee}在审议",
        M.WITH_UNIT: f"{row.unit.label if row.unit else ''}在办理，{committee}审议",
        M.CONVERTED: "已作为代表建议交办",
        M.VOTED: f"大会表决{Vote(row.vote).label if row.vote else ''}",
        M.REPORTED: f"{committee}已提出审议结果，等下次大会报告",
        M.TOLD: "结果已向大会报告",
        M.CLOSED: "已办结",
        M.TURNED: "已改提代表建议",
        M.WITHDRAWN: "经主席团同意撤回" if row.submitted_at else "提案人不提了",
    }
    return words[M(row.state)]


def result_of(row: Motion) -> str:
    """What came of it, in one sentence; the public reads it too."""
    if row.result:
        return row.result
    if row.vote:
        passed = "通过" if row.vote == Vote.PASSED else "没有通过"
        return f"大会表决{passed}{f'：{row.resolution}' if row.resolution else ''}。"
    if row.decision == Decision.SUGGESTION and row.state in DECIDED:
        return "作为代表建议交承办单位办理，由承办单位答复。"
    return ""


def next_steps(page: MatterPage) -> list[Next]:
    """What this actor can do: the co-signing first, then the motion; what is blocked comes last with its reason."""
    row, actor, found = page.motion, page.actor, list[Next]()
    for one in page.cosignings:
        found += _offers(COSIGNING, one, actor, f"{reverse('motions:list')}cosigning/{one.pk}/")
    found += _offers(MOTION, row, actor, reverse("motions:show", args=[row.pk]))
    if row.state in (M.DRAFT, M.COSIGNING) and row.is_by_deputies and access.is_author_or_helper(actor, row):
        found += [
            Next("请代表联名", reverse("motions:invite", args=[row.pk])),
            Next("记下纸上联名", reverse("motions:record", args=[row.pk])),
        ]
    return sorted(found, key=lambda n: (bool(n.why_not), n.is_grave, _rank(n, page)))


def _rank(one: Next, page: MatterPage) -> int:
    """What takes the motion on stands first; when no session takes it, that is the way to a suggestion."""
    name = one.href.rstrip("/").rpartition("/")[2]
    if page.too_late and name == "turn":
        return 0
    return 1 if name in ONWARD else 2


def _offers(workflow: Workflow, row: Motion | Cosigning, actor: Actor, base: str) -> list[Next]:
    return [
        Next(offer.step.label, f"{base}{offer.step.name}/", offer.why_not, offer.step.is_grave)
        for offer in workflow.offers(actor, row)
        if not (offer.step.name in ("allow_withdrawal", "refuse_withdrawal", "ask_withdrawal") and _is_idle(offer, row))
    ]


def _is_idle(offer: object, row: Motion | Cosigning) -> bool:
    """Steps about a withdrawal that nobody asked for are not worth a line."""
    return isinstance(row, Motion) and bool(getattr(offer, "why_not", "")) and row.state in BEFORE_VOTE
