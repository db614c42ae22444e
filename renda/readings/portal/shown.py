"""A published suggestion as the public sees it: one place that decides which fields are public. Pure, over loaded rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.ui.show import CLASS_WORDS, Stage
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import SIGNED_STATES, Disclosure, Grade, Mode, PromiseOrigin, RatingState

GRADE_KEYS = {Grade.SATISFIED: "satisfied", Grade.BASICALLY: "basic", Grade.DISSATISFIED: "dissatisfied"}
LINE = 80


@dataclass(frozen=True, slots=True)
class Rated:
    """How the signatories rated: `key` for the strokes of a single word, `words` with the numbers of several."""

    key: str
    words: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reply:
    """One unit's reply. Names and phones of officers are left out."""

    unit: str
    is_lead: bool
    round: int
    letter: str
    number: str
    on: date | None
    points: tuple[dict[str, Any], ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Card:
    """A line of the list."""

    title: str
    number: str
    congress: str
    short: str
    unit: str
    published_on: date
    letter: str
    rated: Rated | None
    result: str


def card(row: Suggestion) -> Card:
    """What a list shows. `row` comes from queries.published."""
    return Card(
        title=row.title, number=row.number_text, congress=congress_key(row), short=row.number_short,
        unit=row.lead_org.label if row.lead_org else "", published_on=row.published_on or date.min,
        letter=row.reply_class, rated=rated(row), result=result_line(row),
    )  # fmt: skip


def congress_key(row: Suggestion) -> str:
    return row.congress.code or str(row.congress_id)


def rated(row: Suggestion) -> Rated | None:
    """Ratings of the last round, once all are in (back to back); silence is counted as 未反馈."""
    last = [r for r in row.all_ratings if r.round == row.handling_round]  # type: ignore[attr-defined]
    if not last or any(r.state == RatingState.OPEN for r in last):
        return None
    results = [Grade(r.result) if r.result else None for r in last]
    counts = {grade.label: results.count(grade) for grade in Grade if grade in results}
    counts |= {"未反馈": results.count(None)} if None in results else {}
    if len(counts) == 1:
        label, first = next(iter(counts)), results[0]
        return Rated(GRADE_KEYS[first] if first else "", f"代表{label}", counts)
    lead = next((g for r, g in zip(last, results, strict=True) if r.deputy_id == row.proposer_id), None)
    return Rated(
        GRADE_KEYS[lead] if lead else "", "代表" + "、".join(f"{n}人{label}" for label, n in counts.items()), counts
    )


def result_line(row: Suggestion) -> str:
    """One sentence of the result: of the summary if that is what is public, else of the last reply."""
    if row.disclosure == Disclosure.SUMMARY:
        return shortened(row.summary)
    points = [point for reply in replies(row)[::-1] for point in reply.points]
    return shortened(str(points[0]["text"])) if points else CLASS_WORDS.get(row.reply_class, "")


def shortened(text: str) -> str:
    first = text.strip().split("\n")[0]
    if len(first) <= LINE:
        return first
    end = first.rfind("。", 20, LINE)
    return first[: end + 1] if end > 0 else f"{first[: LINE - 1]}…"


def replies(row: Suggestion) -> list[Reply]:
    """The replies of all rounds, the old ones kept; none where only a summary is public."""
    if row.disclosure != Disclosure.FULL:
        return []
    return [
        Reply(
            unit=h.org.name, is_lead=h.mode == Mode.LEAD, round=h.round, letter=h.reply_class, number=h.paper_number,
            on=h.done_on, points=tuple(_point(p) for p in h.answers), closing=h.closing,
        )
        for h in row.replies  # type: ignore[attr-defined]
    ]  # fmt: skip


def _point(answer: dict[str, Any]) -> dict[str, Any]:
    promised = str(answer.get("promised_on") or "")
    return {
        "ask": answer.get("ask", ""),
        "text": answer.get("text", ""),
        "letter": answer.get("reply_class", ""),
        "promised_on": date.fromisoformat(promised) if promised else None,
        "section": answer.get("section", ""),
    }


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as published: point, words and day of the letter, and what became of it."""

    unit: str
    point: int
    ask: str
    promised_on: date
    carried_to: int | None
    state: str
    words: str


def promises(row: Suggestion) -> list[Promised]:
    """What the published replies promised; none where only a summary is public, nor what was pressed for later."""
    if row.disclosure != Disclosure.FULL:
        return []
    return [
        Promised(p.org.label, p.point, p.ask, p.first_promised_on, p.carried_to_year, p.state, p.words())
        for p in row.promises.all()
        if p.origin == PromiseOrigin.REPLY
    ]


def signers(row: Suggestion) -> list[str]:
    """Who signed with the proposer, by name: the names of deputies who propose are public."""
    return [s.deputy.name for s in row.signatures.all() if s.state in SIGNED_STATES]


def text_parts(row: Suggestion) -> list[tuple[str, str]]:
    """The words of the suggestion as far as they are public."""
    if row.disclosure != Disclosure.FULL:
        return [("摘要", row.summary)]
    parts = [("反映的问题", row.problem), ("原因分析", row.analysis)]
    return [(label, text) for label, text in parts if text]


def asks(row: Suggestion) -> list[str]:
    return list(row.asks) if row.disclosure == Disclosure.FULL else []


def stages(row: Suggestion) -> list[Stage]:
    """The way it went, with the days."""
    days = [("提出", row.submitted_at.date() if row.submitted_at else row.registered_on), ("交办", row.assigned_on),
            ("答复", row.replied_on), ("公开", row.published_on)]  # fmt: skip
    return [Stage(label, "done" if on else "next", on) for label, on in days]
