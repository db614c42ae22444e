"""Small facts as pages show them: lights, stages, steps of an explanation. Pure; the tags in templatetags/rd.py draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

CLASS_WORDS = {"A": "已解决", "B": "列入计划", "C": "暂不能解决", "D": "留作参考"}
RATINGS = {"satisfied": (3, "满意"), "basic": (2, "基本满意"), "dissatisfied": (1, "不满意"), "": (0, "未反馈")}


class Calendar(Protocol):
    """What a light asks of a county's working days (county.rules.WorkCalendar has it)."""

    def workdays_between(self, start: date, end: date) -> int: ...


class Weekdays:
    """Monday to Friday: used where no county's calendar is at hand."""

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`."""
        days = (end - start).days
        weeks, rest = divmod(max(days, 0), 7)
        return weeks * 5 + sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))


@dataclass(frozen=True, slots=True)
class Light:
    """A light is its shape, then words, then colour."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One station of a matter's way. state: done, now or next."""

    label: str
    state: str = "next"
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: what, its value, and a remark."""

    what: str
    value: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One row of a history. `label`: what was done; `words`: what it was done to."""

    at: datetime | None
    label: str = ""
    who: str = ""
    acted_as: str = ""
    words: str = ""
    note: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stroke of a rating, in the units of its drawing."""

    x: float
    y: float
    height: float
    is_full: bool


def bars(strokes: int) -> tuple[Bar, ...]:
    """Three bars growing from left to right, the first `strokes` of them full."""
    return tuple(Bar(x, y, 13.25 - y, n < strokes) for n, (x, y) in enumerate(((0.75, 9), (8.25, 5), (15.75, 1))))


def taken_of(row: Any) -> Taken:
    """The facts of a row that has `at label who acted_as words note hash`, each of which may be missing."""

    def of(name: str) -> str:
        return str((row.get(name) if isinstance(row, Mapping) else getattr(row, name, "")) or "")

    at = row.get("at") if isinstance(row, Mapping) else getattr(row, "at", None)
    return Taken(at, of("label") or of("step"), of("who"), of("acted_as"), of("words"), of("note"), of("hash"))


def light_of(waiting: Any, on: date, calendar: Calendar | None = None, unit: str = "个工作日") -> Light:
    """The light of a wait on a day. `waiting` has `due_on`, `amber_on`, `paused_on`; None or no day is 不限期."""
    paused = getattr(waiting, "paused_on", None)
    if paused:
        return Light("paused", f"已暂停{(on - paused).days}天")
    due = getattr(waiting, "due_on", None)
    if due is None:
        return Light("none", "不限期")
    mark = "（暂定）" if getattr(waiting, "is_provisional", False) else ""
    if due < on:
        return Light("red", f"超期{(on - due).days}天{mark}")
    if due == on:
        return Light("amber", f"今天到期{mark}")
    amber = getattr(waiting, "amber_on", None)
    shape = "amber" if amber and amber <= on else "green"
    return Light(shape, f"还有{_left(on, due, calendar, unit)}{mark}")


def _left(on: date, due: date, calendar: Calendar | None, unit: str) -> str:
    if unit == "个工作日":
        workdays = (calendar or Weekdays()).workdays_between(on, due)
        if workdays > 0:
            return f"{workdays}{unit}"
    return f"{(due - on).days}天"


def day_words(day: date, this_year: int) -> str:
    """5月27日; another year is written out."""
    words = f"{day.month}月{day.day}日"
    return words if day.year == this_year else f"{day.year}年{words}"


def line_of(text: str) -> Line:
    """A line `what：value（remark）` taken apart; a sentence without a value stays whole."""
    what, colon, rest = text.partition("：")
    if not colon or len(what) > 16:
        return Line(text)
    value, bracket, remark = rest.partition("（")
    if len(value) > 16 or (bracket and not remark.endswith("）")):
        return Line(what, "", rest)
    return Line(what, value, remark.removesuffix("）"))
