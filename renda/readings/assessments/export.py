"""A cycle as JSON: the scheme, each scored station with the rows behind every point, sheets, corrections, changes.

Holds no name of a person and no word of a resident. `recompute.py` recomputes every score from it alone.
"""

from typing import Any

from renda.readings.assessments.models import Candidacy, Cycle
from renda.readings.assessments.rules import items_of
from renda.readings.assessments.states import SCORED

FORMAT = "renda-assessment-1"


def export_cycle(cycle: Cycle) -> dict[str, Any]:
    rows = Candidacy.objects.filter(county_id=cycle.county_id, cycle=cycle, state__in=SCORED).listed()
    rows = rows.prefetch_related("lines", "sheets", "corrections", "changes")
    order = [one["key"] for one in items_of(cycle.scheme.data)]
    return {
        "format": FORMAT, "cycle": cycle.name, "first_on": cycle.first_on.isoformat(), "last_on": cycle.last_on.isoformat(),
        "scheme": cycle.scheme.data, "places": [_place(row, order) for row in rows],
    }  # fmt: skip


def _place(row: Candidacy, order: list[str]) -> dict[str, Any]:
    lines = sorted(row.lines.all(), key=lambda line: order.index(line.item))
    return {
        "town": row.station.town, "station": row.station.name, "group": row.group.number if row.group else None,
        "cut_on": row.cut_on.isoformat() if row.cut_on else "", "score": str(row.score), "grade": row.grade, "digest": row.digest,
        "lines": [
            {"item": one.item, "source": one.source, "n": one.n, "d": one.d, "points": str(one.points),
             "rows": [[words, counts] for words, counts, _ in one.rows]}
            for one in lines
        ],
        "sheets": [
            {"visited_on": one.visited_on.isoformat(), "points": one.points, "is_adopted": one.is_adopted,
             "is_late": one.is_late, "is_replaced": one.is_replaced}
            for one in sorted(row.sheets.all(), key=lambda sheet: sheet.pk)
        ],
        "corrections": [
            {"item": one.item, "before": str(one.before), "after": str(one.after), "made_on": one.made_on.isoformat()}
            for one in sorted(row.corrections.all(), key=lambda one: one.pk)
        ],
        "changes": [
            {"before": one.before, "after": one.after, "decided_on": one.decided_on.isoformat(), "paper": one.paper_number}
            for one in sorted(row.changes.all(), key=lambda one: one.pk)
        ],
    }  # fmt: skip
