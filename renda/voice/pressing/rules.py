"""Pure rules of pressing: quarters, why a letter is proposed, when a rating is due, the stage of an act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel.clock import quarter_span
from renda.ground.kernel.law import Source
from renda.voice.pressing.states import Moment, Stage

QUARTERS = ("一季", "二季", "三季", "四季")
# A quarter counts only for what was assigned this long before its end. [inferred]
FAIR_DAYS = 30
BEFORE_STATES = ("submitted", "registered", "preassigned")
DURING_STATES = ("assigned",)
DONE_AFTER = {Moment.REPLIED: ("replied", "rated", "closed", "archived"), Moment.RATED: ("rated", "closed", "archived")}
LETTER_DAY = Source("督办函、函询函", "所定答复日")
TOUR_DAY = Source("督查计划", "所定日期")
FINDING_DAY = Source("督查意见", "所定整改日期")


@dataclass(frozen=True, slots=True)
class Cell:
    """One quarter of one item. state: done, gap (该做没做), later (还没到) or none (不用做)."""

    state: str
    on: date | None = None


def quarter_cell(
    year: int, quarter: int, *, held: Iterable[date], assigned_on: date | None, closed_on: date | None, on: date
) -> Cell:
    """Whether an item was visited in a quarter. held: days of its tours. Source: DOMAIN S-2, S-4 (at least quarterly)

    A quarter is not asked for if the item was assigned within its last 30 days, or closed before it began.
    """
    first, last = quarter_span(year, quarter)
    visits = sorted(day for day in held if first <= day <= last)
    if visits:
        return Cell("done", visits[0])
    if assigned_on is None or assigned_on > last - timedelta(days=FAIR_DAYS) or (closed_on and closed_on < first):
        return Cell("none")
    return Cell("gap") if last < on else Cell("later")


def missing_quarters(year: int, held: Iterable[date], on: date) -> list[int]:
    """Quarters of the year that are over without any tour: an alert. Source: DOMAIN S-4"""
    days = list(held)
    return [q for q in range(1, 5) if quarter_span(year, q)[1] < on and not any(
        quarter_span(year, q)[0] <= day <= quarter_span(year, q)[1] for day in days)]  # fmt: skip


def stage_of(state: str) -> Stage:
    """事前、事中、事后 by where the item stands. Source: DOMAIN S-9"""
    if state in BEFORE_STATES:
        return Stage.BEFORE
    return Stage.DURING if state in DURING_STATES else Stage.AFTER


def overdue_reason(unit: str, due_on: date, on: date) -> str:
    """>>> overdue_reason("县水利局", date(2026, 5, 26), date(2026, 6, 2))
    '县水利局应当在2026年5月26日以前答复，已经超期7天。'
    """
    return f"{unit}应当在{due_on.year}年{due_on.month}月{due_on.day}日以前答复，已经超期{(on - due_on).days}天。"


def thin_reasons(answers: Sequence[Mapping[str, Any]], least: int) -> list[str]:
    """Why a reply reads thin, one sentence for each point; empty if it does not.

    least: characters below which an answer says nothing (rule `thin_reply` of the county). A point that is planned (B)
    or solved (A) with neither day nor section in it names nobody. Source: DOMAIN S-2 (函询 when overdue or thin)
    """
    found = []
    for number, answer in enumerate(answers, 1):
        text = "".join(str(answer.get("text", "")).split())
        if len(text) < least:
            found.append(f"第{number}条答复只有{len(text)}个字。")
        elif answer.get("reply_class") == "B" and not (answer.get("promised_on") and answer.get("section")):
            found.append(f"第{number}条列入计划，没有写完成日期或者责任股室。")
    return found


def is_time_for(moment: str, *, state: str, assigned_on: date | None, due_on: date | None, on: date) -> bool:
    """Whether a rating may be asked for. due_on: last day of the reply, for the middle of its period."""
    if assigned_on is None:
        return False
    if moment == Moment.ASSIGNED:
        return True
    if moment == Moment.MIDWAY:
        is_over = state in DONE_AFTER[Moment.REPLIED]
        return is_over or (due_on is not None and on >= assigned_on + (due_on - assigned_on) / 2)
    return state in DONE_AFTER[Moment(moment)]


def on_day(day: date, since: date, what: str, source: Source) -> Due:
    """A day that a paper itself names."""
    return Due(day, (f"{what}：{say(day)}。", f"依据：{source}"), source, min(since, day))


def tour_due(row: Any, since: date, book: RuleBook) -> Due:
    """督查计划定的日子"""
    return on_day(row.on, since, "督查定在", TOUR_DAY)


def letter_due(row: Any, since: date, book: RuleBook) -> Due:
    """函上定的答复日"""
    return on_day(row.due_on, since, "函上定的答复日", LETTER_DAY)


def finding_due(row: Any, since: date, book: RuleBook) -> Due:
    """督查意见定的整改日"""
    return on_day(row.due_on, since, "要求整改到", FINDING_DAY)


def letter_number(letter: str, year: int, number: int) -> str:
    """Source: DOMAIN 5.4 [inferred]

    >>> letter_number("函询函", 2026, 3)
    '函询函〔2026〕3号'
    """
    return f"{letter}〔{year}〕{number}号"
