"""The engine: takes the steps a workflow declares. Nothing else assigns a state or writes history."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import models, transaction
from django.db.models import TextChoices

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Held
from renda.ground.kernel.errors import Blocked, Conflict, DomainError, NotAllowed, Repeated, Stale, WrongState
from renda.ground.kernel.writing import Write, field_of, insert, send, send_or_stop, update
from renda.ground.people.queries import names_of
from renda.ground.workflow import chain
from renda.ground.workflow.declare import Allow, Effect, Offer, Shift, Step, Waits, sees_it
from renda.ground.workflow.models import Matter, StepPrivate, StepTaken, Waiting
from renda.ground.workflow.waiting import rewaits, take_effect

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Matter)
BASE_FIELDS = frozenset({"id", "county", "state", "version", "chain_head", "created_at"})
WORKFLOWS: dict[str, Workflow] = {}


class Workflow:
    """One kind of matter: its states, steps and waits. The services that take them live in the app of its model.

    private: fields whose values never enter the chain; a salted digest stands there for them. party: who has to do with a
    row and reads more of its history than the public; by default whoever sees it. related: rows of other tables that the facts
    of its steps look at, read along with it when a step is taken.
    """

    def __init__(
        self,
        kind: str,
        states: type[TextChoices],
        *,
        model: type[Matter],
        steps: Iterable[Step | list[Step]],
        waits: Iterable[Waits] = (),
        private: Iterable[str] = (),
        label: str = "",
        party: Allow = sees_it,
        related: Iterable[str] = (),
    ) -> None:
        flat = [one for part in steps for one in (part if isinstance(part, list) else [part])]
        self.kind, self.states, self.model = kind, states, model
        self.label = label or str(model._meta.verbose_name)
        self.steps: dict[str, Step] = {one.name: one for one in flat}
        self.has_doubles = len(self.steps) != len(flat)
        self.waits = list(waits)
        self.private = frozenset(private)
        self.party = party
        self.related = tuple(related)
        self.app = model.__module__.split(".models")[0]
        WORKFLOWS[kind] = self

    def __repr__(self) -> str:
        return f"Workflow({self.kind!r})"

    def waits_in(self, state: str) -> Waits | None:
        return next((w for w in self.waits if w.state == str(state)), None)

    def state_label(self, state: str) -> str:
        return str(self.states(state).label)

    def offers(self, actor: Actor, row: Matter) -> list[Offer]:
        """The steps this actor may take on this row in its state, each with the reason if it is blocked."""
        may = [s for s in self.steps.values() if s.is_offered and row.state in s.sources and _may(s, actor, row)]
        return [Offer(s, s.blocked(row) if s.blocked else "") for s in may if _fits_pause(s, row)]

    def open_to(self, actor: Actor, row: Matter) -> list[Step]:
        return [offer.step for offer in self.offers(actor, row) if not offer.why_not]

    def start(self, row: M, name: str, *, actor: Actor, once: UUID | None = None, note: str = "") -> M:
        """Insert a matter by its creation step. Raises NotAllowed, Blocked, Conflict (its key is someone else's), Repeated."""
        step = self.steps[name]
        self._refuse_repeat(row, step, actor, once)
        self.check_may(step, row, actor)
        if step.blocked and (reason := step.blocked(row)):
            raise Blocked(reason)
        row.state, row.version = str(step.target), 1
        public, private = self._split(_initial_values(row))
        taken = self._taken(row, step, actor, once, "", public, private, note)
        row.chain_head = taken.hash
        if not send_or_stop([insert([row]), *_lines(taken)]):
            self._refuse_repeat(row, step, actor, once)
            raise Conflict("这份内容已经收到过，不能重复登记；请刷新页面看它现在的情况。")
        send(rewaits(self, row, kept=None))
        return row

    def apply(
        self,
        row: Matter,
        name: str,
        *,
        actor: Actor,
        seen: int | None = None,
        once: UUID | None = None,
        note: str = "",
        shift: Shift | None = None,
        **changes: Any,
    ) -> StepTaken:
        """Take a step: check permission, state and blocks, move the row by compare-and-set, write history and waits.

        Inside a `@service`: a refusal ends its transaction. A repeated call is one that is refused or finds its key used.
        seen: the version the caller looked at; once: key of the call. Raises NotAllowed, WrongState, Blocked, Stale, Repeated.
        """
        step = self.steps[name]
        try:
            self._check(step, row, actor, seen)
        except DomainError:
            self._refuse_repeat(row, step, actor, once)
            raise
        kept = list(Waiting.objects.of(row).order_by("pk")) if step.target in (None, row.state) else None
        before = _Before.of(row, changes)
        row.state, row.version = step.target or row.state, row.version + 1
        taken = self._taken(row, step, actor, once, before.state, *self._split(changes), note)
        row.chain_head = taken.hash
        for field, value in changes.items():
            setattr(row, field, value)
        if not send_or_stop([before.moved_on(row, changes), *_lines(taken)]):
            before.put_back(row)
            self._refuse_repeat(row, step, actor, once)
            raise self._stale(row, since=row.version)
        if step.effect is not Effect.NONE and kept is not None:
            take_effect(step, row, kept, shift or Shift(reason=note))
        send(rewaits(self, row, kept=kept))
        return taken

    def rewait(self, row: Matter) -> None:
        """Compute the waits of a row anew, after its parties or a rule changed."""
        send(rewaits(self, row, kept=list(Waiting.objects.of(row).order_by("pk"))))

    def _check(self, step: Step, row: Matter, actor: Actor, seen: int | None) -> None:
        self.check_may(step, row, actor)
        if row.state not in step.sources or not _fits_pause(step, row):
            raise self._wrong_state(step, row, seen)
        if seen is not None and seen < row.version and self._went_on(row, step, seen):
            raise self._stale(row, since=seen)
        if step.blocked and (reason := step.blocked(row)):
            raise Blocked(reason)

    def check_may(self, step: Step, row: Matter, actor: Actor) -> None:
        if not _may(step, actor, row):
            raise NotAllowed(f"“{step.label}”由{step.who}来办。您可以看这件事办到哪一步，需要办理请联系对方。")

    def _went_on(self, row: Matter, step: Step, seen: int) -> bool:
        """Whether what happened since `seen` concerns this step: another state, or the same step again."""
        since = StepTaken.objects.of(row).filter(seq__gt=seen)
        return any(s.from_state != s.to_state or s.step == step.name for s in since)

    def _wrong_state(self, step: Step, row: Matter, seen: int | None) -> WrongState:
        if seen is not None and seen < row.version:
            return self._stale(row, since=seen)
        return WrongState(
            f"现在是“{self.state_label(row.state)}”，不能“{step.label}”；请刷新页面，看这件事办到哪一步了。"
        )

    def _stale(self, row: Matter, *, since: int) -> Stale:
        steps = list(StepTaken.objects.of(row).filter(seq__gt=since))
        names = names_of({s.user_id for s in steps})
        told = [
            {"at": s.at.isoformat(), "who": names.get(s.user_id, s.acted_as), "acted_as": s.acted_as,
             "step": self.steps[s.step].label, "state": self.state_label(s.to_state)}
            for s in steps
        ]  # fmt: skip
        last = told[-1] if told else {"who": "别人", "step": "一步", "state": self.state_label(row.state)}
        text = f"{last['who']}已经办了“{last['step']}”，现在是“{last['state']}”。您填的都还在，请看过再决定。"
        return Stale(text, meanwhile=told, link=row.get_absolute_url())

    def _refuse_repeat(self, row: Matter, step: Step, actor: Actor, once: UUID | None) -> None:
        if once is None:
            return
        first = StepTaken.objects.filter(county_id=row.county_id, once=once).first()
        if first is None:
            return
        same = first.kind == self.kind and first.step == step.name and first.user_id == actor.user_id
        if not same or not (step.is_creation or first.matter_id == row.pk):
            raise Conflict("这次提交的编号已经用过；请刷新页面后再办。")
        raise Repeated(self.model._base_manager.get(pk=first.matter_id, county_id=row.county_id))

    def _split(self, changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        public = {name: chain.plain(value) for name, value in changes.items() if name not in self.private}
        private = {name: chain.plain(value) for name, value in changes.items() if name in self.private and value}
        return public, private

    def _taken(
        self, row: Matter, step: Step, actor: Actor, once: UUID | None, before: str,
        public: dict[str, Any], private: dict[str, Any], note: str,
    ) -> StepTaken:  # fmt: skip
        held = self._post_of(actor, before, row)
        taken = StepTaken(
            county_id=row.county_id, kind=self.kind, matter_id=row.pk, seq=row.version, step=step.name,
            from_state=before, to_state=row.state, at=clock.now(), user_id=actor.user_id,
            post_id=held.post_id if held else 0, acted_as=_acted_as(actor, held), changed=public,
            seen_by=step.seen_by, once=once, prev_hash=row.chain_head,
        )  # fmt: skip
        if note or private:
            salt, values = secrets.token_hex(16), chain.canonical(private).decode() if private else ""
            taken.private_digest = chain.private_digest(salt, note, values)
            taken.private = StepPrivate(  # type: ignore[attr-defined]
                county_id=row.county_id,
                kind=self.kind,
                matter_id=row.pk,
                seq=row.version,
                salt=salt,
                note=note,
                values=values,
            )
        taken.hash = chain.step_hash(taken)
        return taken

    def _post_of(self, actor: Actor, state: str, row: Matter) -> Held | None:
        """In which post the actor takes a step: the one the matter waits for, if several are held."""
        rule = self.waits_in(state) if state and len(actor.posts) > 1 else None
        return actor.post_for(frozenset(rule.for_(row) if rule else ()))


def service(verb: Callable[P, R]) -> Callable[P, R]:
    """One verb, one transaction; the same call again (same `once`) returns the row that the first one made or moved.

    So does a call that its own checks refuse only because the first one went through: it is an echo, not a mistake.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return verb(*args, **kwargs)
        except Repeated as same:
            return cast(R, same.row)
        except DomainError:
            if (row := _done_before(verb.__name__, args, kwargs)) is None:
                raise
            return cast(R, row)

    return run


def _done_before(name: str, args: tuple[Any, ...], call: dict[str, Any]) -> Matter | None:
    """What this verb, called by the same actor under the same key, has made or moved already."""
    actor, once = call.get("actor"), call.get("once")
    if actor is None or once is None:
        return None
    first = StepTaken.objects.filter(county_id=actor.county_id, once=once, user_id=actor.user_id).first()
    if first is None or name != f"{first.step}_{first.kind}":
        return None
    workflow = WORKFLOWS[first.kind]
    if not workflow.steps[first.step].is_creation and [first.matter_id] != [row.pk for row in args[:1]]:
        return None
    return workflow.model._base_manager.get(pk=first.matter_id, county_id=first.county_id)


def workflow_of(row: Matter) -> Workflow:
    return WORKFLOWS[row.kind]


def _may(step: Step, actor: Actor, row: Matter) -> bool:
    """Nobody acts on another county's matter, whatever a subject's fact says."""
    return row.county_id == actor.county_id and step.allow(actor, row)


@dataclass(frozen=True, slots=True)
class _Before:
    """A row as it was read: what the compare-and-set asks for, and what a refused step leaves."""

    state: str
    version: int
    values: dict[str, Any]

    @classmethod
    def of(cls, row: Matter, changes: dict[str, Any]) -> _Before:
        names = ["state", "version", "chain_head", *(field_of(type(row), name).attname for name in changes)]
        return cls(row.state, row.version, {name: getattr(row, name) for name in names})

    def moved_on(self, row: Matter, changes: dict[str, Any]) -> Write:
        """The compare-and-set: of two who saw the same version, one wins."""
        moved = {"state": row.state, "version": row.version, "chain_head": row.chain_head, **changes}
        seen = {"id": row.pk, "county_id": row.county_id, "version": self.version, "state": self.state}
        return update(type(row), moved, seen)

    def put_back(self, row: Matter) -> None:
        for name, value in self.values.items():
            setattr(row, name, value)


def _lines(taken: StepTaken) -> list[Write]:
    """The line of the history and its erasable side."""
    private = getattr(taken, "private", None)
    return [insert([taken]), *([insert([private])] if private is not None else [])]


def _acted_as(actor: Actor, held: Any) -> str:
    """In which post, without a person's name: names are looked up when the history is shown."""
    if actor.is_clock:
        return "到期自动"
    if held is None:
        return "群众" if not actor.user_id else "本人"
    return f"{held.words}{'（代办）' if held.deputising else ''}"


def _fits_pause(step: Step, row: Matter) -> bool:
    """Pause only what runs, resume only what is paused."""
    if step.effect not in (Effect.PAUSE, Effect.RESUME):
        return True
    is_paused = Waiting.objects.of(row).exclude(paused_on=None).exists()
    return is_paused == (step.effect is Effect.RESUME)


def _initial_values(row: Matter) -> dict[str, Any]:
    """What a new matter was made with: its own fields that hold something."""
    fields = [f for f in row._meta.concrete_fields if f.name not in BASE_FIELDS]
    values = {f.attname: getattr(row, f.attname) for f in fields}
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, False)}


def concrete_fields(model: type[models.Model]) -> set[str]:
    return {name for f in model._meta.concrete_fields for name in (f.name, f.attname)}
