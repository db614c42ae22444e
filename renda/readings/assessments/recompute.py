#!/usr/bin/env python3
"""Recomputes every score of an exported assessment cycle and says where it disagrees. Needs nothing but Python 3.11.

    python3 recompute.py cycle.json

Ends with 0 if all agrees, 1 if something does not, 2 if the file can't be read. It shares no code with the platform.
How a measured item gets its points: the rows that count, divided by all rows (or by `want`, where the scheme names one), divided
by `full_at` percent, at most 1, times the item's points, rounded half up to the scheme's step; without rows `none_due` percent of them.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

FORMAT = "renda-assessment-1"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: recompute.py cycle.json", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as source:
            export = json.load(source)
        faults = [fault for place in export["places"] for fault in check_place(export["scheme"], place)]
        if export["format"] != FORMAT:
            raise ValueError(f"format is {export['format']}, not {FORMAT}")
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        print(f"cannot read this export: {error!r}", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    print(f"{len(export['places'])} stations, {len(faults)} disagreements")
    return 1 if faults else 0


def check_place(scheme: Any, place: Any) -> Iterator[str]:
    """What of a station's lines, score, grade and digest does not come out again."""
    name = f"{place['town']} {place['station']}"
    items = [item for aspect in scheme["aspects"] for item in aspect["items"]]
    lines = {line["item"]: line for line in place["lines"]}
    if [item["key"] for item in items] != [line["item"] for line in place["lines"]]:
        yield f"{name}: the lines are not those of the scheme"
        return
    sheets = [sheet for sheet in place["sheets"] if sheet["is_adopted"]]
    if len(sheets) != 1:
        yield f"{name}: {len(sheets)} sheets are adopted, not 1"
        return
    points = {}
    for item in items:
        key = item["key"]
        points[key], *counted = points_of(item, lines[key]["rows"], sheets[0], scheme["step"])
        if counted != [lines[key]["n"], lines[key]["d"]]:
            yield f"{name}: {key} counts {counted}, the export says {[lines[key]['n'], lines[key]['d']]}"
        if str(points[key]) != lines[key]["points"]:
            yield f"{name}: {key} comes to {points[key]}, the export says {lines[key]['points']}"
    for correction in place["corrections"]:
        if str(points.get(correction["item"])) != correction["before"]:
            yield f"{name}: a correction of {correction['item']} begins at {correction['before']}"
        points[correction["item"]] = Decimal(correction["after"])
    yield from check_result(scheme, place, name, sum(points.values(), Decimal("0.0")))


def check_result(scheme: Any, place: Any, name: str, score: Decimal) -> Iterator[str]:
    if str(score) != place["score"]:
        yield f"{name}: the score comes to {score}, the export says {place['score']}"
    grade = grade_of(score, scheme["cuts"])
    for change in place["changes"]:
        grade = change["after"]
    if grade != place["grade"]:
        yield f"{name}: the grade comes to {grade}, the export says {place['grade']}"
    facts = {"scheme": scheme, "cut_on": place["cut_on"], "lines": place["lines"]}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != place["digest"]:
        yield f"{name}: the digest is not that of the lines"


def points_of(item: Any, rows: Any, sheet: Any, smallest: str) -> tuple[Decimal, int | None, int | None]:
    """Points, and for a measured item the rows that count and what they are divided by."""
    step = Decimal(smallest)
    if not item["measure"]:
        return Decimal(sheet["points"][item["key"]]), None, None
    params, most = item["params"], Fraction(item["points"])
    n = sum(1 for _, counts in rows if counts)
    d = params.get("want", 0) or len(rows)
    none_due = Fraction(params.get("none_due", 100), 100)
    share = min(Fraction(1), Fraction(n, d) / Fraction(params.get("full_at", 100), 100)) if d else none_due
    steps = most * share / Fraction(step) + Fraction(1, 2)
    return Decimal(steps.numerator // steps.denominator) * step, n, d


def grade_of(score: Decimal, cuts: Any) -> str:
    for grade in ("model", "fine", "passed"):
        if score >= Decimal(cuts[grade]):
            return grade
    return "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
