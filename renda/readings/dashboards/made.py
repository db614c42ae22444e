"""A made assessment as pages and JSON show it: each unit's lines, each number leading to its cases of that day."""

from typing import Any

from renda.readings.dashboards.figures import ASSESSED, Span
from renda.readings.dashboards.models import Assessment
from renda.readings.dashboards.rules import Scheme, percent
from renda.readings.dashboards.shown import link


def shown_assessment(row: Assessment, own: frozenset[int] | None) -> dict[str, Any]:
    """own: only these units' lines; None for all."""
    scheme = Scheme.from_data(row.scheme)
    span = Span(row.first_on, row.last_on, row.cut_on, scheme.early_days)
    units = [unit for unit in row.units if own is None or unit["org_id"] in own]
    return {
        "row": row, "scheme": scheme, "sees_all": own is None, "lines": [_unit_line(span, scheme, unit) for unit in units],
        "total": sum(item.weight for item in scheme.items),
    }  # fmt: skip


def _unit_line(span: Span, scheme: Scheme, unit: dict[str, Any]) -> dict[str, Any]:
    return {
        "org_id": unit["org_id"], "name": unit["name"], "points": said(unit["points"]), "full": unit["full"],
        "cells": [_cell(span, scheme, unit["org_id"], line) for line in unit["lines"]],
    }  # fmt: skip


def _cell(span: Span, scheme: Scheme, org_id: int, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": ASSESSED[line["figure"]].label, "figure": line["figure"], "n": line["n"], "d": line["d"], "weight": line["weight"],
        "percent": percent(line["n"], line["d"], scheme.least), "points": said(line["points"]),
        "href": link(span, line["figure"], unit=org_id), "of_href": link(span, line["figure"], of=True, unit=org_id),
    }  # fmt: skip


def said(hundredths: int | None) -> str:
    """Points as people write them: 23.5; empty without enough cases.

    >>> said(2350), said(2500), said(None)
    ('23.5', '25', '')
    """
    return "" if hundredths is None else f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
