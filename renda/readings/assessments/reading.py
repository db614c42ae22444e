"""Reads a station's record by its scheme: each measured item with its figure and points, before and while it is composed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.readings.assessments import rules
from renda.readings.assessments.measures import MEASURES, Measure
from renda.readings.assessments.models import Candidacy
from renda.readings.assessments.record import Record


@dataclass(frozen=True, slots=True)
class Read:
    """A measured item: what the record says and the points that come of it."""

    item: dict[str, Any]
    measure: Measure
    figure: rules.Figure
    points: Decimal


def cut_of(row: Candidacy) -> date:
    """The last day of the record that counts: the cycle's, or today while the cycle runs."""
    return row.cut_on or min(row.cycle.last_on, clock.today())


def read_place(row: Candidacy) -> dict[str, Read]:
    """Key of an item → what the record says of it now. Some six queries, whatever the number of items."""
    data, record = row.cycle.scheme.data, record_of(row)
    items = [one for one in rules.items_of(data) if one["measure"]]
    return {one["key"]: read_item(record, one, Decimal(data["step"])) for one in items}


def record_of(row: Candidacy) -> Record:
    return Record(row.station, row.cycle.first_on, cut_of(row), rule_book(row.county_id))


def read_item(record: Record, item: dict[str, Any], step: Decimal) -> Read:
    known = MEASURES[item["measure"]]
    figure = known.compute(record, item["params"])
    points = rules.points_of(Decimal(item["points"]), figure.n, figure.d, item["params"], step)
    return Read(item, known, figure, points)
