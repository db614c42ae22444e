"""What pages, papers and JSON show of an assessed station: its table of items, its visits, the lists of a cycle."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from renda.readings.assessments import rules
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.models import Candidacy, Correction, Cycle, Line, VisitSheet
from renda.readings.assessments.reading import Read, read_place
from renda.readings.assessments.states import SCORED, Grade


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as the table shows it. points: None until there are any. counted: n of d in words, empty for a visited item."""

    item: dict[str, Any]
    counted: str
    own: str
    own_words: str
    points: Decimal | None
    before: Decimal | None
    seen_words: str

    @property
    def is_measured(self) -> bool:
        return bool(self.item["measure"])


@dataclass(frozen=True, slots=True)
class AspectLines:
    aspect: dict[str, Any]
    lines: list[ItemLine]

    @property
    def points(self) -> Decimal | None:
        known = [line.points for line in self.lines if line.points is not None]
        return rules.total(known) if known else None


def table(row: Candidacy) -> list[AspectLines]:
    """The score sheet: frozen lines once it is composed, before that what the record says now and what the group has seen."""
    known = {line.item: line for line in row.lines.all()} if row.state in SCORED else {}
    read = {} if known else read_place(row)
    sheet = next((one for one in row.sheets.all() if one.is_adopted), None)
    corrections: dict[str, list[Correction]] = {}
    for one in row.corrections.order_by("pk"):
        corrections.setdefault(one.item, []).append(one)
    return [
        AspectLines(aspect, [
            _line(row, item, known.get(item["key"]), read.get(item["key"]), sheet, corrections.get(item["key"], []))
            for item in aspect["items"]
        ])
        for aspect in row.cycle.scheme.data["aspects"]
    ]  # fmt: skip


def _line(
    row: Candidacy, item: dict[str, Any], line: Line | None, read: Read | None, sheet: VisitSheet | None,
    corrections: list[Correction],
) -> ItemLine:  # fmt: skip
    key, counted, points = item["key"], "", None
    if line is not None:
        points, counted = line.points, counted_words(item, line.n, line.d)
    elif read is not None:
        points, counted = read.points, counted_words(item, read.figure.n, read.figure.d)
    elif sheet is not None and key in sheet.points:
        points = Decimal(sheet.points[key])
    before = corrections[0].before if corrections else None
    points = corrections[-1].after if corrections else points
    return ItemLine(
        item, counted, row.own_points.get(key, ""), row.own_words.get(key, ""), points, before,
        sheet.words.get(key, "") if sheet else "",
    )  # fmt: skip


def counted_words(item: dict[str, Any], n: int | None, d: int | None) -> str:
    """有活动的月 23 / 24; what never fell due is said so."""
    measure = MEASURES.get(item["measure"])
    if measure is None or n is None:
        return ""
    return f"{measure.counted} {n} / {d}" if d else "没有应办的"


def rows_of(row: Candidacy, key: str) -> list[rules.Row]:
    """The rows behind a measured item: those that were frozen, or those of today. Raises KeyError for an item without."""
    line = row.lines.filter(item=key).first() if row.state in SCORED else None
    if line is not None and line.source != "visit":
        return [rules.Row(*one) for one in line.rows]
    return list(read_place(row)[key].figure.rows)


def graded(cycle: Cycle) -> list[tuple[str, list[Candidacy]]]:
    """Announced stations under their grade, by town and name: no rank within a grade."""
    rows = list(Candidacy.objects.filter(county_id=cycle.county_id, cycle=cycle).published())
    return [(str(grade.label), [row for row in rows if row.grade == grade]) for grade in Grade if grade != Grade.NONE]


def history_of(row: Candidacy) -> list[Candidacy]:
    """The same station in all cycles it was scored in, the newest first."""
    rows = Candidacy.objects.filter(county_id=row.county_id, station_id=row.station_id, state__in=SCORED)
    return list(rows.select_related("cycle").order_by("-cycle__first_on"))
