"""A book and an archive as page, paper and JSON show them: read from the record, laid on pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.readings.duty import rules
from renda.readings.duty.deeds import Deed
from renda.readings.duty.facts import COLUMNS, SOURCES, Column, Fact, Source
from renda.readings.duty.record import Record
from renda.readings.duty.states import BookPlan, Part

NEVER = date(1949, 1, 1)
MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")


@dataclass(frozen=True, slots=True)
class Book:
    """One book of a station and year. rows in their order; digest: of all it says."""

    plan: BookPlan
    record: Record
    columns: tuple[Column, ...]
    rows: tuple[rules.Cells, ...]
    layout: rules.Layout
    digest: str

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def heads(self) -> list[tuple[str, int]]:
        """Label and width of each column."""
        return [(column.label, width) for column, width in zip(self.columns, self.layout.widths, strict=True)]


def read_book(plan: BookPlan, record: Record) -> Book:
    """Read the book's sources, sort by heading and day, lay it out."""
    columns = columns_of(plan)
    labels = tuple(COLUMNS[key] for key in columns)
    rows = tuple(_rows(plan, columns, record))
    layout = rules.lay_out(rows, [(column.width, column.grows) for column in labels])
    digest = rules.digest(plan.title, [column.label for column in labels], rows)
    return Book(plan, record, labels, rows, layout, digest)


def columns_of(plan: BookPlan) -> tuple[str, ...]:
    """The plan's columns that some source of it can fill."""
    known = {key for name in plan.sources if name in SOURCES for key in SOURCES[name].facts}
    return tuple(key for key in plan.columns if key in known)


def _rows(plan: BookPlan, columns: Sequence[str], record: Record) -> list[rules.Cells]:
    found: list[tuple[date, int, int, rules.Cells]] = []
    for place, name in enumerate(plan.sources):
        source = SOURCES.get(name)
        if source is None:
            continue
        for n, row in enumerate(source.rows(record)):
            found.append((source.day(row) or NEVER, place, n, _cells(source, row, columns, record)))
    if any(SOURCES[name].group for name in plan.sources if name in SOURCES):
        return [one[3] for one in found]  # rosters and archives come in the order of persons
    return [one[3] for one in sorted(found, key=lambda one: one[:3])]


def _cells(source: Source, row: Any, columns: Sequence[str], record: Record) -> rules.Cells:
    day = source.day(row)
    group = source.group(row) if source.group else MONTHS[day.month - 1] if day else "没有日期"
    return rules.Cells(group, tuple(_said(source.facts.get(key), row, record) for key in columns))


def _said(fact: Fact | None, row: Any, record: Record) -> str:
    return fact.get(row, record).strip() if fact else ""


@dataclass(frozen=True, slots=True)
class PartShown:
    label: str
    deeds: list[Deed]


def parts_of(deeds: Sequence[Deed]) -> list[PartShown]:
    """An archive by its eight parts; a part without a line stays, and says so. The first, the basic facts, is the page's."""
    return [
        PartShown(str(part.label), [deed for deed in deeds if deed.part == part]) for part in Part if part != Part.BASIC
    ]


def digest_of(deeds: Sequence[Deed]) -> str:
    """Of an archive's lines, to tell whether the record has changed since it was verified."""
    cells = [rules.Cells(str(deed.part), (deed.on.isoformat(), deed.what, deed.place, deed.key)) for deed in deeds]
    return rules.digest("duty", (), cells)


@dataclass(frozen=True, slots=True)
class FactShown:
    column: str
    source: str
    says: str
    reads: str


def facts_of(plan: BookPlan) -> list[FactShown]:
    """For each column of a book where it comes from: the burden page's proof."""
    return [
        FactShown(COLUMNS[key].label, SOURCES[name].label, fact.says, fact.reads)
        for key in columns_of(plan) for name in plan.sources if name in SOURCES and (fact := SOURCES[name].facts.get(key))
    ]  # fmt: skip
