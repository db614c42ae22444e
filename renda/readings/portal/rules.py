"""Pure parts of the public pages: how counts become bars, when a complaint is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel.law import Source
from renda.voice.opinions.states import Outcome, Rating, S

COMPLAINT_WORKDAYS = 15
COMPLAINT_SOURCE = Source("个人信息保护法", "第五十条", 2021, "personal-information.md#requests", is_inferred=True)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of opinions. tone: done, running or late."""

    label: str
    count: int
    tone: str


RESULTS = {
    "办了，有结果": {Outcome.DEPUTY, Outcome.VILLAGE, Outcome.TOWN, Outcome.COUNTY},
    "当场答复说明": {Outcome.ANSWERED},
    "指到其他渠道": {Outcome.GUIDED_AWAY, Outcome.OTHER_CHANNEL},
    "转为代表建议": {Outcome.SUGGESTION},
    "列入候选和议题": {Outcome.LIVELIHOOD, Outcome.TOPIC, Outcome.LEGISLATION},
    "本人说不用办了": {Outcome.WITHDRAWN},
}
RUNNING = {
    "镇、村正在办": {S.VILLAGE, S.TOWN},
    "县级单位正在办": {S.REFERRED, S.COUNTY},
    "家站和代表在看": {S.COLLECTED, S.SCREENED, S.TAKEN, S.REOPENED},
}
LATE = "超过期限还没人看"
SELDOM = {"列入候选和议题", "本人说不用办了", "其他", LATE}
RATING_WORDS = ((Rating.SATISFIED, "满意"), (Rating.BASIC, "基本满意"), (Rating.DISSATISFIED, "不满意"), ("", "未评价"))


def opinion_bars(counts: Mapping[tuple[str, str], int], late: int) -> list[Bar]:
    """Every opinion in exactly one bar, along its way; `counts` by state and outcome. Seldom bars stay out when empty."""
    sums: dict[str, int] = dict.fromkeys([*RESULTS, *RUNNING, LATE, "其他"], 0)
    for (state, outcome), count in counts.items():
        sums[_bar_of(state, outcome)] += count
    late = min(late, sums["家站和代表在看"])
    sums["家站和代表在看"] -= late
    sums[LATE] += late
    return [Bar(label, n, _tone(label)) for label, n in sums.items() if n or label not in SELDOM]


def _bar_of(state: str, outcome: str) -> str:
    if state == S.SUGGESTION:
        return "转为代表建议"
    if state == S.GUIDED:
        return "指到其他渠道"
    running = next((label for label, states in RUNNING.items() if state in states), "")
    return running or next((label for label, outcomes in RESULTS.items() if outcome in outcomes), "其他")


def _tone(label: str) -> str:
    return "late" if label == LATE else "running" if label in RUNNING else "done"


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of a station's opinions of a year, each of all that were received."""

    received: int
    told: int
    solved: int
    suggested: int


def handled(counts: Iterable[tuple[str, str, int, int]]) -> Handled:
    """`counts`: state, outcome, how many, how many told. Solved is what was done, not what was only explained or sent on."""
    rows = [(_bar_of(state, outcome), count, told) for state, outcome, count, told in counts]
    solved = sum(count for bar, count, _ in rows if bar == "办了，有结果")
    suggested = sum(count for bar, count, _ in rows if bar == "转为代表建议")
    return Handled(sum(count for _, count, _ in rows), sum(told for *_, told in rows), solved, suggested)


def percent(part: int, whole: int) -> str:
    """`47.6%`; under five cases no rate is given (LOOKS 8)."""
    return f"{100 * part / whole:.1f}%" if whole >= 5 else ""


def complaint_due(_complaint: Any, since: date, book: RuleBook) -> Due:
    """收到后15个工作日内答复"""
    return Due.workdays_after(since, COMPLAINT_WORKDAYS, source=COMPLAINT_SOURCE, calendar=book.calendar)
