"""Working days and deadlines: pure arithmetic with its explanation (为什么是这天). No database, no clock."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any, Self

from renda.ground.county.states import Level, Unit
from renda.ground.kernel.law import Source

DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"
AMBER_SHARE, AMBER_MOST = 5, 10


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. `days` holds only those that are not what their weekday says (True: worked).

    confirmed: years whose holidays are announced; days of other years count by their weekday and are provisional.
    labels: names of the days. amber_share, amber_most: how long before its end a deadline turns amber.
    Source: 全国年节及纪念日放假办法 and the State Council's yearly notice, docs/law/holidays.md
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()
    labels: Mapping[date, str] = field(default_factory=dict)
    amber_share: int = AMBER_SHARE
    amber_most: int = AMBER_MOST

    def is_workday(self, day: date) -> bool:
        return self.days.get(day, day.weekday() < 5)

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`th working day after `start`, which itself does not count; 0 is `start`."""
        day = start
        while count > 0:
            day += DAY
            count -= self.is_workday(day)
        return day

    def back_workdays(self, end: date, count: int) -> date:
        """The first of the last `count` working days up to and including `end`."""
        day = end + DAY
        while count > 0:
            day -= DAY
            count -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 if `end` is not later."""
        return sum(self.is_workday(day) for day in days_after(start, end))

    def names(self, day: date) -> str:
        return self.labels.get(day, "")

    def is_confirmed(self, start: date, end: date) -> bool:
        return all(year in self.confirmed for year in range(start.year, end.year + 1))


@dataclass(frozen=True, slots=True)
class Due:
    """A last day with the lines that explain it. `is_provisional`: it may still move with a holiday year (暂定)."""

    day: date
    lines: tuple[str, ...]
    source: Source
    start: date
    is_provisional: bool = False

    @classmethod
    def months_after(cls, start: date, count: int, *, source: Source, calendar: WorkCalendar | None = None) -> Self:
        """The same day `count` months on, or that month's last day. A day off as the last day is only pointed out."""
        day = add_months(start, count)
        lines = [f"从{say(start)}起算，满{count}个月。", _month_line(start, day)]
        if calendar is not None and not calendar.is_workday(day):
            why = calendar.names(day) or "周末"
            lines.append(f"这天是{why}，期限不因此顺延，请提前办完。")
        return cls(day, (*lines, f"依据：{source}"), source, start)

    @classmethod
    def days_after(cls, start: date, count: int, *, source: Source) -> Self:
        """`count` calendar days on; the day of `start` does not count."""
        day = start + count * DAY
        lines = (
            f"从{say(start)}的次日起算，共{count}日，节假日不扣除。",
            f"第{count}日是{say(day)}。",
            f"依据：{source}",
        )
        return cls(day, lines, source, start)

    @classmethod
    def workdays_after(cls, start: date, count: int, *, source: Source, calendar: WorkCalendar) -> Self:
        """The `count`th working day after `start`, each holiday and make-up day named."""
        day = calendar.add_workdays(start, count)
        is_provisional = not calendar.is_confirmed(start, day)
        lines = (
            f"从{say(start)}的次日起算，共{count}个工作日。",
            *_calendar_lines(start, day, calendar),
            f"第{count}个工作日是{say(day)}。",
            *_provisional_lines(start, day, calendar),
            f"依据：{source}",
        )
        return cls(day, lines, source, start, is_provisional)

    @classmethod
    def named(cls, day: date, start: date, *, words: str, source: Source) -> Self:
        """A day that somebody named, never before `start`. words: where it stands, a sentence."""
        last = max(day, start)
        return cls(last, (words, f"这天是{say(last)}。", f"依据：{source}"), source, start)

    def moved_by(
        self,
        *,
        days: int = 0,
        workdays: int = 0,
        reason: str,
        source: Source | str = "",
        calendar: WorkCalendar | None = None,
    ) -> Self:
        """Later by calendar days or by working days (which need the calendar), the reason kept in the explanation."""
        basis = f"（依据：{source}）" if str(source) else ""
        if not workdays:
            day = self.day + days * DAY
            return replace(self, day=day, lines=(*self.lines, f"{reason}，顺延{days}日，至{say(day)}{basis}。"))
        if calendar is None:
            raise ValueError("working days need a calendar")
        day = calendar.add_workdays(self.day, workdays)
        lines = (
            *self.lines,
            f"{reason}，顺延{workdays}个工作日，至{say(day)}{basis}。",
            *_calendar_lines(self.day, day, calendar),
            *_provisional_lines(self.day, day, calendar),
        )
        is_provisional = self.is_provisional or not calendar.is_confirmed(self.day, day)
        return replace(self, day=day, lines=lines, is_provisional=is_provisional)

    def amber_on(self, calendar: WorkCalendar) -> date:
        """From when the light is amber: the last fifth of the period, at least one working day, at most ten.

        Source: DESIGN 3.1; share and limit are settings of the county.
        """
        whole = calendar.workdays_between(self.start, self.day)
        last = min(max(whole // calendar.amber_share, 1), calendar.amber_most)
        return max(calendar.back_workdays(self.day, last), self.start)


@dataclass(frozen=True, slots=True)
class Rule:
    """One number with its unit, source and days of validity. `is_own`: set by the county, not a packaged default."""

    kind: str
    number: int
    unit: str
    source: Source
    valid_from: date
    valid_to: date | None = None
    level: int = Level.ANY
    is_own: bool = False
    label: str = ""

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def rank(self) -> tuple[bool, bool, date]:
        """The county's own before the default, the congress level's own before that of all, the newest first."""
        return self.is_own, self.level != Level.ANY, self.valid_from


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A county's rules, calendar and settings on one page, to be handed to the pure rules of every subject."""

    rules: tuple[Rule, ...]
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def rule(self, kind: str, on: date, *, level: int = Level.ANY) -> Rule:
        """The rule of this kind in force on a day. Raises LookupError if there is none."""
        fitting = [r for r in self.rules if r.kind == kind and r.level in (Level.ANY, level) and r.is_valid_on(on)]
        if not fitting:
            raise LookupError(f"no rule {kind} on {on}")
        return max(fitting, key=lambda rule: rule.rank)

    def in_force(self, on: date) -> list[Rule]:
        """The rules that hold on a day, one for each kind and level, in the order of their names."""
        best: dict[tuple[str, int], Rule] = {}
        for rule in sorted((r for r in self.rules if r.is_valid_on(on)), key=lambda r: r.rank):
            best[rule.label or rule.kind, rule.level] = rule
        return [best[key] for key in sorted(best)]

    def due(self, kind: str, start: date, *, level: int = Level.ANY) -> Due:
        """The last day by the rule in force on `start`."""
        rule = self.rule(kind, start, level=level)
        if rule.unit == Unit.WORKDAY:
            return Due.workdays_after(start, rule.number, source=rule.source, calendar=self.calendar)
        if rule.unit == Unit.MONTH:
            return Due.months_after(start, rule.number, source=rule.source, calendar=self.calendar)
        if rule.unit == Unit.DAY:
            return Due.days_after(start, rule.number, source=rule.source)
        raise ValueError(f"rule {kind} is no length of time")

    def value(self, kind: str, on: date, *, level: int = Level.ANY) -> int:
        return self.rule(kind, on, level=level).number

    def source(self, kind: str, on: date, *, level: int = Level.ANY) -> Source:
        return self.rule(kind, on, level=level).source

    def with_calendar(self, calendar: WorkCalendar) -> Self:
        return replace(self, calendar=calendar)

    def with_rule(self, rule: Rule) -> Self:
        return replace(self, rules=(*self.rules, rule))


def add_months(start: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def days_after(start: date, end: date) -> Iterator[date]:
    """Each day after `start` up to and including `end`."""
    return (start + n * DAY for n in range(1, (end - start).days + 1))


def _month_line(start: date, day: date) -> str:
    if day.day == start.day:
        return f"对应的日子是{say(day)}。"
    return f"{day.year}年{day.month}月没有{start.day}日，以当月最后一日{say(day)}为止。"


def _calendar_lines(start: date, end: date, calendar: WorkCalendar) -> Iterator[str]:
    """A line for each run of holidays, for each make-up day, and one for the ordinary weekends between."""
    weekends = 0
    for (is_workday, name), run in groupby(days_after(start, end), key=lambda day: _kind_of(day, calendar)):
        days = list(run)
        if name and is_workday:
            yield from (f"{say(day)}：{name}调休上班，计入。" for day in days)
        elif name:
            yield f"{_span(days)}：{name}放假，不计。"
        elif not is_workday:
            weekends += len(days)
    if weekends:
        yield f"其间周六、周日{weekends}天不计。"


def _kind_of(day: date, calendar: WorkCalendar) -> tuple[bool, str]:
    name = (calendar.names(day) or "节假日") if day in calendar.days else ""
    return calendar.is_workday(day), name


def _span(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return say(first)
    return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"


def _provisional_lines(start: date, end: date, calendar: WorkCalendar) -> Iterator[str]:
    missing = [year for year in range(start.year, end.year + 1) if year not in calendar.confirmed]
    if missing:
        years = "、".join(str(year) for year in missing)
        yield f"{years}年的放假安排还没有公布，先按平常的周一至周五计算；公布后可能移动，这个日子是暂定的。"


def calendar_of(
    days: Iterable[tuple[date, bool, str]], confirmed: Iterable[int], settings: Mapping[str, Any]
) -> WorkCalendar:
    """A calendar from rows of day, is_workday, name; a later row of the same day replaces an earlier one."""
    rows = list(days)
    return WorkCalendar(
        days={day: is_workday for day, is_workday, _ in rows},
        confirmed=frozenset(confirmed),
        labels={day: name for day, _, name in rows},
        amber_share=max(int(settings.get("amber_share", AMBER_SHARE)), 1),
        amber_most=max(int(settings.get("amber_most", AMBER_MOST)), 1),
    )
