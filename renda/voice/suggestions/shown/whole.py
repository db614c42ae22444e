"""The closed loop (全过程) of one suggestion on one page: from the residents behind it to the last promise kept.

Everything here is read from the record. A room above (supervision acts on a suggestion) shows its own acts on a page of
its own: it extends `suggestions/whole.html`, adds `Entry` rows of its own to those of `whole_of`, and sorts them by `by_time`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from renda.ground.kernel.actor import Actor
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import StepTaken
from renda.voice.suggestions import access
from renda.voice.suggestions.models import Handling, Lookback, Promise, Rating, Signature, Suggestion
from renda.voice.suggestions.queries.pages import whole_history
from renda.voice.suggestions.states import CLASS_SHORT, SIGNED_STATES, Claim, Disclosure, Grade, Phase, RatingState, S

WITH = ("proposer", "lead_org", "office", "government", "congress", "session__term")
# When the step was taken: before the assignment, on the way to the reply, after it. Source: DOMAIN S-9
BEFORE = frozenset(
    ("draft", "convert", "edit", "submit", "withdraw", "supplement", "register", "send_back", "merge", "refuse", "join",
     "invite", "record", "sign", "decline", "preassign", "propose")
)  # fmt: skip
AFTER = frozenset(("rate", "lapse", "second_handling", "publish", "refer", "reclass", "close", "archive"))
AFTER_KINDS = frozenset(("rating", "publication", "promise", "lookback"))
# Said by the step of the part that caused it.
SILENT = frozenset((("suggestion", "reply"), ("suggestion", "publish"), ("suggestion", "rate"), ("suggestion", "join"),
                    ("rating", "open"), ("rating", "overtake"), ("lookback", "drop"), ("handling", "keep_draft")))  # fmt: skip


@dataclass
class Entry:
    """One line of the trail. phase: 事前, 事中 or 事后; who in which post; words: what the record says of it."""

    at: datetime
    label: str
    phase: str
    who: str = ""
    acted_as: str = ""
    words: str = ""
    note: str = ""
    hash: str = ""


@dataclass
class Whole:
    """The page: its entries in three phases, and the promises as they stand."""

    suggestion: Suggestion
    is_party: bool
    entries: list[Entry]
    promises: list[Promise]
    lookbacks: list[Lookback]

    @property
    def phases(self) -> list[tuple[str, list[Entry]]]:
        return [(phase.label, [e for e in self.entries if e.phase == phase]) for phase in Phase]

    @property
    def promise_lines(self) -> list[tuple[Promise, str]]:
        return [(promise, promise.words()) for promise in self.promises]


def whole_of(actor: Actor, pk: UUID) -> Whole:
    """Read the whole record of one matter for one actor, in at most nine queries. Raises Http404."""
    row = _read(actor, pk)
    is_party = access.is_party(actor, row)
    handlings, promises, lookbacks = (list(getattr(row, n).all()) for n in ("handlings", "promises", "lookbacks"))
    ratings = list(row.ratings.all())
    shown = [r for r in ratings if _sees(actor, row, r)]
    hidden = {r.pk for r in ratings} - {r.pk for r in shown}
    keys = [part.pk for part in (*handlings, *row.signatures.all(), *promises, *lookbacks, *ratings)]
    steps = whole_history(row, keys, hidden, actor, is_party=is_party)
    is_open = is_party or row.disclosure == Disclosure.FULL
    words = Words(row, is_party, is_open, handlings, promises, lookbacks, shown)
    told = [_entry(step, words) for step in steps if (step.kind, step.step) not in SILENT]
    return Whole(
        row, is_party, by_time([*_residents(row), *told]), promises if is_open else [], lookbacks if is_party else []
    )


def _read(actor: Actor, pk: UUID) -> Suggestion:
    """The row with its parts, and whether it concerns the actor, asked along with it."""
    rows = Suggestion.objects.visible_to(actor).select_related(*WITH).knowing_parts().knowing_party(actor)
    row: Suggestion = get_object_or_404(rows.prefetch_related(*_parts()), pk=pk)
    access.remember_party(actor, row)
    return row


def _parts() -> list[Any]:
    units = Handling.objects.select_related("org").prefetch_related("consultations").order_by("round", "mode", "pk")
    return [
        Prefetch("handlings", units),
        Prefetch("signatures", Signature.objects.select_related("deputy").order_by("pk")),
        Prefetch("ratings", Rating.objects.select_related("deputy").order_by("round", "pk")),
        Prefetch("promises", Promise.objects.select_related("org").order_by("handling", "point")),
        Prefetch("lookbacks", Lookback.objects.select_related("org").order_by("year", "point")),
    ]


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.at)


def _sees(actor: Actor, row: Suggestion, rating: Rating) -> bool:
    """Back to back, as RatingQuerySet.visible_to says it, for rows already read."""
    mine = actor.is_signed_in and rating.deputy.user_id == actor.user_id
    if mine or access.is_office(actor, row) or access.is_helper(actor, row):
        return True
    return not any(r.round == rating.round and r.state == RatingState.OPEN for r in row.ratings.all())


def _residents(row: Suggestion) -> list[Entry]:
    """How many residents stand behind it, and where they said so: never who, never what they alone may know."""
    if not getattr(row, "has_origins", True):
        return []
    told = list(row.opinions.order_by("created_at").values_list("created_at", "station__name"))
    places = "、".join(dict.fromkeys(name for _, name in told if name))
    words = f"{len(told)}位群众" + (f"在{places}" if places else "") + "反映"
    return [Entry(told[0][0], "群众反映", Phase.BEFORE, words=words)] if told else []


@dataclass
class Words:
    """What the record says of a step beyond its name, as far as this actor may read it."""

    row: Suggestion
    is_party: bool
    is_open_text: bool
    handlings: list[Handling]
    promises: list[Promise]
    lookbacks: list[Lookback]
    ratings: list[Rating]

    def of(self, step: StepTaken) -> str:
        found = getattr(self, f"_{step.kind}", None)
        return str(found(step)) if found else ""

    def _suggestion(self, step: StepTaken) -> str:
        row = self.row
        if step.step == "register":
            return row.number_text
        if step.step == "assign":
            return f"交办之日{_say(row.assigned_on)}，主办{row.lead_org.name if row.lead_org else ''}"
        if step.step == "submit" and (
            names := [s.deputy.name for s in row.signatures.all() if s.state in SIGNED_STATES]
        ):
            return f"{row.proposer.name}领衔，{len(names)}人联名：{'、'.join(names)}"
        if step.step == "reclass":
            letter = str(step.changed.get("reply_class", ""))
            return f"现为{letter}类（{CLASS_SHORT.get(letter, '')}）"
        return ""

    def _handling(self, step: StepTaken) -> str:
        part = next((h for h in self.handlings if h.pk == step.matter_id), None)
        if part is None:
            return ""
        words = part.org.name
        if step.step == "open":
            words += f"（{part.get_mode_display()}{'，二次办理' if part.round > 1 else ''}）"
        if step.step == "consult" and self.is_party:
            words += "".join(f"；{t.get_way_display()}：{t.points}" for t in part.consultations.all() if t.recorded_at == step.at or
                             abs((t.recorded_at - step.at).total_seconds()) < 2)  # fmt: skip
        if step.step == "reply" and self.is_open_text:
            letters = "、".join(f"第{i}条{a.get('reply_class', '')}" for i, a in enumerate(part.answers, 1))
            words += f"，{part.paper_number}，{part.reply_class}类" + (
                f"（{letters}）" if len(part.answers) > 1 else ""
            )
        return words

    def _signature(self, step: StepTaken) -> str:
        part = next((s for s in self.row.signatures.all() if s.pk == step.matter_id), None)
        return f"{part.deputy.name}代表" if part else ""

    def _rating(self, step: StepTaken) -> str:
        part = next((r for r in self.ratings if r.pk == step.matter_id), None)
        if part is None:
            return ""
        if not part.result:
            return f"{part.deputy.name}代表未反馈，不算满意"
        return f"{part.deputy.name}代表：过程{Grade(part.process).label}，结果{Grade(part.result).label}"

    def _promise(self, step: StepTaken) -> str:
        part = next((p for p in self.promises if p.pk == step.matter_id), None)
        if part is None or not self.is_open_text:
            return ""
        about = f"第{part.point}条" if part.point else "全件"
        if step.step == "open":
            return f"{part.org.name}：{about}，承诺{_say(part.first_promised_on)}前办成"
        if step.step == "carry_over":
            return f"{about}，滚动到{step.changed.get('carried_to_year', '')}年，编号不变"
        if step.step == "answer":
            return f"{part.org.name}：{about}，{step.changed.get('paper_number', '')}"
        return f"{part.org.name}：{about}"

    def _lookback(self, step: StepTaken) -> str:
        part = next((b for b in self.lookbacks if b.pk == step.matter_id), None)
        if part is None or not self.is_open_text:
            return ""
        about = f"{part.year}年回头看，第{part.point}条" if part.point else f"{part.year}年回头看"
        said = f"，单位说{Claim(part.claim).label}" if part.claim and step.step != "ask" else ""
        return f"{part.org.name}：{about}{said}"


def _say(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _entry(step: StepTaken, words: Words) -> Entry:
    return Entry(
        step.at, WORKFLOWS[step.kind].steps[step.step].label, _phase(step),
        who=getattr(step, "who", "") or "" if words.is_party else "", acted_as=step.acted_as, words=words.of(step),
        note=getattr(step, "note", "") or "" if words.is_party else "", hash=step.hash,
    )  # fmt: skip


def _phase(step: StepTaken) -> str:
    if step.kind in AFTER_KINDS or (step.kind == "suggestion" and step.step in AFTER):
        return Phase.AFTER
    is_before = step.kind == "signature" or (step.kind == "suggestion" and step.step in BEFORE)
    return Phase.BEFORE if is_before else Phase.DURING


def loop_of(whole: Whole) -> str:
    """Whether the loop is closed, in one sentence."""
    row = whole.suggestion
    counts = access.unkept_promises(row)
    if row.state in (S.CLOSED, S.ARCHIVED) and not any(
        p.state in ("open", "answered", "disputed", "silent") for p in whole.promises
    ):
        return "已闭环：答复、评价、承诺都有了结果。"
    if counts:
        return f"还没有闭环：有{counts}项承诺没有了结。"
    return f"还没有闭环：现在是“{S(row.state).label}”。"
