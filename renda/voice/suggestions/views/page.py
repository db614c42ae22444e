"""What the matter page shows: read once, for one actor, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from renda.ground.county.rules import Due
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.prepared import Prepared, hold
from renda.ground.ui.show import Stage
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.waiting import due_of
from renda.voice.suggestions import access
from renda.voice.suggestions.models import (
    Consultation,
    Handling,
    Part,
    Promise,
    Publication,
    Rating,
    Signature,
    Suggestion,
    Supplement,
)
from renda.voice.suggestions.queries.pages import history_of, waits_of
from renda.voice.suggestions.rules import LAST_ROUND, is_dissatisfied
from renda.voice.suggestions.states import (
    SIGNED_STATES,
    Disclosure,
    HandlingState,
    RatingState,
    S,
)
from renda.voice.suggestions.views.promises import promise_steps
from renda.voice.suggestions.workflow import SUGGESTION

STAGES = ("提出", "立案", "交办", "签收", "办理、面商", "答复", "评价", "公开", "归档")
AT = {
    S.DRAFT: 0, S.RETURNED: 0, S.WITHDRAWN: 0, S.SUBMITTED: 1, S.MERGED: 1, S.REFUSED: 1, S.REGISTERED: 2,
    S.PREASSIGNED: 2, S.REPLIED: 6, S.RATED: 7, S.CLOSED: 8, S.ARCHIVED: 9,
}  # fmt: skip
ENDED = (S.ARCHIVED, S.MERGED, S.REFUSED, S.WITHDRAWN)
SAID_AS = {"draft_reply": "写答复"}
ONWARD = frozenset(  # what takes the matter on stands first
    ("submit", "sign", "register", "assign", "accept", "draft_reply", "give_opinion", "check", "reply", "rate", "approve_return",
     "publish", "approve", "close", "archive")
)  # fmt: skip
SAID_BY_PARTS = ("reply", "publish", "join")


@dataclass(frozen=True)
class Next:
    """One thing to do next: a link, or the reason why not yet."""

    label: str
    href: str
    why_not: str = ""
    is_grave: bool = False


@dataclass
class MatterPage:
    """Everything on the page. `units` are those of this round; `replies` all sent ones, the latest round first."""

    suggestion: Suggestion
    actor: Actor
    handlings: list[Handling]
    signatures: list[Signature]
    ratings: list[Rating]
    publications: list[Publication]
    waits: dict[UUID, Waiting]
    history: list[StepTaken] = field(default_factory=list)
    version: int = 0
    promises: list[Promise] = field(default_factory=list)

    @property
    def waiting(self) -> Waiting | None:
        """What waits for this actor, of the matter or a part of it; otherwise what the matter waits for."""
        mine = [wait for wait in self.waits.values() if wait.holder in self.actor.keys]
        soonest = min(mine, key=lambda wait: wait.due_on or date.max, default=None)
        return soonest or (self.waits.get(self.suggestion.pk) if self.is_party else None)

    @property
    def is_party(self) -> bool:
        """Whether the actor is more than a reader of the public page."""
        return access.is_party(self.actor, self.suggestion)

    @property
    def reads_staff_files(self) -> bool:
        return self.is_party and self.actor.is_staff

    @property
    def units(self) -> list[Handling]:
        now = self.suggestion.handling_round
        found = [h for h in self.handlings if h.round == now and h.state != HandlingState.RETURNED]
        return sorted(found, key=lambda h: h.is_co)

    @property
    def lead(self) -> Handling | None:
        return next((h for h in self.units if not h.is_co), None)

    @property
    def co_units(self) -> list[Handling]:
        return [h for h in self.units if h.is_co]

    @property
    def replies(self) -> list[Handling]:
        if not self.is_party and self.suggestion.disclosure != Disclosure.FULL:
            return []
        sent = [h for h in self.handlings if h.state == HandlingState.DONE and not h.is_co]
        return sorted(sent, key=lambda h: -h.round)

    @property
    def drafts(self) -> list[Handling]:
        """Replies in the making, for those who work on them."""
        making = (HandlingState.DRAFTED, HandlingState.CHECKED)
        return [h for h in self.units if h.state in making and not access.is_kept_from(self.actor, h)]

    @property
    def signed(self) -> list[Signature]:
        return [s for s in self.signatures if s.state in SIGNED_STATES]

    @property
    def due(self) -> Due | None:
        """Why this date: the computation of the running wait's day."""
        wait = self.waiting
        if wait is None or wait.due_on is None:
            return None
        row, rule = self.matters[wait.matter_id], WORKFLOWS[wait.kind].waits_in(wait.state)
        book = rule_book(row.county_id, version=self.version)
        return due_of(rule, row, wait.since, book, is_new=True) if rule else None

    @property
    def matters(self) -> "dict[UUID, Suggestion | Part]":
        parts = (*self.handlings, *self.signatures, *self.ratings, *self.publications, *self.promises)
        return {self.suggestion.pk: self.suggestion, **{part.pk: part for part in parts}}

    @property
    def promise_lines(self) -> list[tuple[Promise, str]]:
        """How each promise stands, where the reply may be read."""
        is_open = self.is_party or self.suggestion.disclosure == Disclosure.FULL
        return [(row, row.words()) for row in self.promises] if is_open else []

    @property
    def is_pressed(self) -> bool:
        """Not satisfied after the second handling: what happens now is said on the page."""
        row = self.suggestion
        seen = [r for r in self.ratings if r.round >= LAST_ROUND]
        return row.handling_round >= LAST_ROUND and any(is_dissatisfied(r.process, r.result) for r in seen)

    @property
    def is_rating_hidden(self) -> bool:
        """Back to back: the round is still open and the actor has none of it to see."""
        return self.suggestion.state == S.REPLIED and not self.ratings

    @property
    def state_label(self) -> str:
        return S(self.suggestion.state).label

    def stages(self) -> list[Stage]:
        return stages_of(self.suggestion, self.lead, self.waiting)

    def now_words(self) -> str:
        return words_of(self.suggestion)

    @cached_property
    def next_steps(self) -> list[Next]:
        return next_steps(self)


def load_page(row: Suggestion, actor: Actor, version: int = 0) -> MatterPage:
    """version: of the county's rules, if the request has read it."""
    read = {name: PARTS[name].rows(county_id=row.county_id, key=row.pk) for name in _parts_of(row)}
    for name, rows in read.items():
        hold(row, name, rows)
    _hold_consultations(row, read.get("handlings", []))
    found: dict[str, Any] = {name: rows for name, rows in read.items() if name != "supplements"}
    every_rating: list[Rating] = found.get("ratings", [])
    seen = [r for r in every_rating if _sees(actor, row, r, every_rating)]
    parts = [part for rows in found.values() for part in rows]
    for part in parts:
        part.parent = row
    keys = [part.pk for part in parts]
    waits = {} if row.state in ENDED and not found.get("promises") else waits_of(row.county_id, [row.pk, *keys])
    page = MatterPage(
        row, actor, found.get("handlings", []), found.get("signatures", []), seen, found.get("publications", []), waits,
        version=version, promises=found.get("promises", []),
    )  # fmt: skip
    hidden = [r.pk for r in every_rating if r not in seen]
    page.history = _history(page, history_of(row, keys, hidden, actor, is_party=page.is_party))
    return page


def _parts_of(row: Suggestion) -> list[str]:
    """What there can be in its state, so that nothing is asked in vain."""
    here = ["handlings"] if row.assigned_on else []
    here += [name for name in ("signatures", "supplements", "promises") if getattr(row, f"has_{name}", True)]
    if row.state in (S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED) or row.handling_round > 1:
        here += ["ratings", "publications"]
    return here


def _part(rows: "Callable[[], QuerySet[Any]]", parent: str = "parent_id") -> Prepared[Any]:
    return Prepared(lambda county_id, key: rows().filter(county_id=county_id, **{parent: key}))


PARTS = {
    "handlings": _part(lambda: Handling.objects.select_related("org").order_by("round", "mode", "pk")),
    "signatures": _part(lambda: Signature.objects.select_related("deputy").order_by("pk")),
    "supplements": _part(lambda: Supplement.objects.order_by("pk"), "suggestion_id"),
    "promises": _part(lambda: Promise.objects.select_related("org").order_by("handling", "point")),
    "ratings": _part(lambda: Rating.objects.select_related("deputy").order_by("round", "pk")),
    "publications": _part(lambda: Publication.objects.order_by("-pk")),
}


def _hold_consultations(row: Suggestion, handlings: list[Handling]) -> None:
    if not handlings:
        return
    talks = _TALKS.rows(county_id=row.county_id, keys=tuple(handling.pk for handling in handlings))
    for handling in handlings:
        hold(handling, "consultations", [talk for talk in talks if talk.handling_id == handling.pk])


def _talks(county_id: int, keys: tuple[UUID, ...]) -> "QuerySet[Consultation]":
    return Consultation.objects.filter(county_id=county_id, handling_id__in=keys).order_by("pk")


_TALKS = Prepared(_talks)


def _sees(actor: Actor, row: Suggestion, rating: Rating, every: list[Rating]) -> bool:
    """The same as RatingQuerySet.visible_to, for rows already read."""
    mine = actor.is_signed_in and rating.deputy.user_id == actor.user_id
    if mine or access.is_office(actor, row) or access.is_helper(actor, row):
        return True
    return not any(r.round == rating.round and r.state == RatingState.OPEN for r in every)


def _history(page: MatterPage, steps: list[StepTaken]) -> list[StepTaken]:
    """With labels and the unit concerned; what a part's own step says already is not said again."""
    units = {h.pk: h.org.label for h in page.handlings}
    kept = [step for step in steps if not (step.kind == SUGGESTION.kind and step.step in SAID_BY_PARTS)]
    for step in kept:
        step.label = WORKFLOWS[step.kind].steps[step.step].label  # type: ignore[attr-defined]
        step.words = units.get(step.matter_id, "") if step.step == "open" else ""  # type: ignore[attr-defined]
    return kept


def stages_of(row: Suggestion, lead: Handling | None, wait: Waiting | None) -> list[Stage]:
    """Nine stations, each with its day; the one under way and the latest day of the reply."""
    here = AT.get(S(row.state), -1)
    if here < 0:
        here = {HandlingState.PENDING: 3, HandlingState.DRAFTED: 5, HandlingState.CHECKED: 5}.get(
            HandlingState(lead.state) if lead else HandlingState.PENDING, 4
        )
    days = [
        clock.day_of(row.submitted_at) if row.submitted_at else None, row.registered_on, row.assigned_on,
        lead.accepted_on if lead else None, None, row.replied_on, None, row.published_on, row.closed_on,
    ]  # fmt: skip
    talks = list(lead.consultations.all()) if lead else []
    notes = {4: f"{_short(clock.day_of(talks[-1].held_at))}已面商"} if talks else {}
    if wait and wait.due_on and row.state == S.ASSIGNED:
        notes[5] = f"最迟{_short(wait.due_on)}"
    states = ["done" if i < here else "now" if i == here else "next" for i in range(len(STAGES))]
    if row.published_on and here < len(STAGES):
        states[7] = "done"
    return [Stage(label, states[i], days[i], notes.get(i, "")) for i, label in enumerate(STAGES)]


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def words_of(row: Suggestion) -> str:
    """Who has it now, in one line."""
    lead = row.lead_org.label if row.lead_org else ""
    government = row.government.label if row.government else row.office.label
    words = {
        S.DRAFT: f"{row.proposer.name}代表在写", S.RETURNED: f"退给{row.proposer.name}代表修改",
        S.SUBMITTED: f"{row.office.label}在审核", S.REGISTERED: f"{row.office.label}准备交办",
        S.PREASSIGNED: f"{government}在提承办意见", S.REPLIED: f"{lead}已答复，等代表评价",
        S.RATED: f"代表已评价，{row.office.label}准备办结", S.CLOSED: "已办结", S.ARCHIVED: "已归档",
        S.MERGED: "已并案，随主件一起办", S.REFUSED: "没有立案", S.WITHDRAWN: "代表已撤回",
        S.ASSIGNED: f"{lead}{'二次办理中' if row.handling_round > 1 else '在办'}",
    }  # fmt: skip
    return words[S(row.state)]


def next_steps(page: MatterPage) -> list[Next]:
    """What this actor can do: one's own part first, then the matter; what is blocked comes last with its reason."""
    row, found = page.suggestion, list[Next]()
    for part in (*page.ratings, *page.signatures, *page.handlings, *page.publications):
        found += _offers(WORKFLOWS[part.kind], part, page.actor)
    found += [Next(label, href) for label, href in promise_steps(page.promises, page.waits, page.actor)]
    found += _offers(SUGGESTION, row, page.actor)
    found += _beginnings(page)
    return sorted(
        found, key=lambda n: (bool(n.why_not), n.is_grave, n.href.rstrip("/").rpartition("/")[2] not in ONWARD)
    )


def _offers(workflow: Workflow, row: Part | Suggestion, actor: Actor) -> list[Next]:
    base = _base(workflow, row)
    who = f"（{row.org.label}）" if isinstance(row, Handling) and not access.is_unit(actor, row) else ""
    if isinstance(row, Rating) and row.deputy.user_id != actor.user_id:
        who = f"（代{row.deputy.name}代表录入）"
    return [
        Next(f"{SAID_AS.get(o.step.name, o.step.label)}{who}", f"{base}{o.step.name}/", o.why_not, o.step.is_grave)
        for o in workflow.offers(actor, row)
        if o.step.name != "keep_draft"  # stands on the page of the reply
    ]


def _base(workflow: Workflow, row: Part | Suggestion) -> str:
    if workflow is SUGGESTION:
        return reverse("suggestions:show", args=[row.pk])
    return f"{reverse('suggestions:list')}{workflow.kind}/{row.pk}/"


def _beginnings(page: MatterPage) -> list[Next]:
    """Parts the actor may begin: invitations while it is a draft, the publication once it is answered."""
    row, actor, found = page.suggestion, page.actor, list[Next]()
    if row.state in (S.DRAFT, S.RETURNED) and access.is_author_or_helper(actor, row):
        found += [
            Next("邀请联名", reverse("suggestions:invite", args=[row.pk])),
            Next("记下纸上联名", reverse("suggestions:record", args=[row.pk])),
        ]
    blank = Publication(county_id=row.county_id, parent=row)
    if row.state in (S.REPLIED, S.RATED) and not row.disclosure and access.proposes_publication(actor, blank):
        is_open = any(p.state == "proposed" for p in page.publications)
        why = "已经有人提出，等第二人审定。" if is_open else ""
        found.append(Next("提出公开方式", reverse("suggestions:propose", args=[row.pk]), why))
    elif row.state == S.ASSIGNED and access.proposes_publication(actor, blank):
        found.append(Next("公开", "", "要等答复以后。"))
    return found
