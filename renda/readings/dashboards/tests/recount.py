"""Every figure counted a second time, by another way: the history replayed step by step, nothing of the tables read.

Written from DOMAIN 5.7 and the words on the page, without the queries of the product.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from renda.ground.county.rules import Due, add_months
from renda.ground.kernel import law
from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.workflow.models import StepTaken
from renda.readings.dashboards.figures import Span

KINDS = ("suggestion", "handling", "rating")
CLASS_ORDER = "CBAD"


def replay(county_id: int, cut: date) -> dict[str, dict[Any, dict[str, Any]]]:
    """Each matter as its steps up to the end of the day left it; `steps` are their names."""
    found: dict[str, dict[Any, dict[str, Any]]] = {kind: {} for kind in KINDS}
    end = datetime(cut.year, cut.month, cut.day, tzinfo=COUNTY_TIME) + timedelta(days=1)
    for step in StepTaken.objects.filter(county_id=county_id, kind__in=KINDS, at__lt=end).order_by("matter_id", "seq"):
        row = found[step.kind].setdefault(step.matter_id, {"steps": [], "id": str(step.matter_id)})
        row.update(step.changed)
        row["state"] = step.to_state
        row["steps"].append(step.step)
    return found


def recount(county_id: int, congress_id: int, span: Span) -> dict[str, Any]:
    """totals, categories and units: figure → [n, d]."""
    matters = replay(county_id, span.cut)
    ours = [row for row in matters["suggestion"].values() if _counts(row, congress_id, span)]
    parts, ratings = _children(matters["handling"]), _children(matters["rating"])
    totals, categories = _Tally(), defaultdict(_Tally)
    units: dict[int, _Tally] = defaultdict(_Tally)
    for row in ours:
        facts = _facts(row, parts[row["id"]], ratings[row["id"]], span)
        for tally in (totals, categories[row["category"]]):
            _suggestion(tally, row, facts)
        for org_id, own in _by_unit(parts[row["id"]]).items():
            _unit(units[org_id], row, own, facts, span)
    return {"totals": totals, "categories": dict(categories), "units": dict(units)}


class _Tally(dict):
    """figure → [n, d]."""

    def note(self, key: str, is_in: bool, is_of: bool = True) -> None:
        pair = self.setdefault(key, [0, 0])
        pair[0] += int(is_of and is_in)
        pair[1] += int(is_of)


def _counts(row: dict[str, Any], congress_id: int, span: Span) -> bool:
    day = row.get("registered_on")
    is_there = row["congress_id"] == congress_id and day and row["state"] not in ("merged", "refused")
    return bool(is_there and span.first <= date.fromisoformat(day) <= span.last)


def _children(rows: dict[Any, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in rows.values():
        found[row["parent_id"]].append(row)
    return found


def _by_unit(parts: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found = defaultdict(list)
    for part in sorted(parts, key=lambda p: p["round"]):
        found[part["org_id"]].append(part)
    return found


def _facts(row, parts, ratings, span):
    """What is true of a whole suggestion at the cut-off."""
    answers = {
        n: [p for p in parts if p["round"] == n and p["mode"] != "co" and p["state"] != "returned"] for n in (1, 2)
    }
    done = [n for n in (1, 2) if answers[n] and all(p["state"] == "done" for p in answers[n])]
    first = max((date.fromisoformat(p["done_on"]) for p in answers[1]), default=None) if 1 in done else None
    last = max(done, default=0)
    classes = {p["reply_class"] for p in answers[last]} if last else set()
    words = [r for r in ratings if r["round"] == last]
    return {
        "pace": _pace(row, first, span), "klass": next((c for c in CLASS_ORDER if c in classes), ""),
        "result": _verdict(words, "result"), "process": _verdict(words, "process"), "second": "second_handling" in row["steps"],
        "published": bool(row.get("published_on")),
    }  # fmt: skip


def _pace(row, done, span):
    if "assign" not in row["steps"]:
        return ""
    start = date.fromisoformat(row["assigned_on"])
    due = Due.months_after(start, 6 if row["is_complex"] else 3, source=law.DEPUTIES_51).day
    assert due == add_months(start, 6 if row["is_complex"] else 3)
    if done is None:
        return "overdue" if due < span.cut else "running"
    if done <= due - timedelta(days=span.early_days):
        return "early"
    return "on_time" if done <= due else "late"


def _verdict(words, name):
    if not words or any(word["state"] == "open" for word in words):
        return "open"
    given = {word[name] for word in words if word["state"] == "final"}
    return next((grade for grade in ("dissatisfied", "basic", "satisfied") if grade in given), "silent")


def _suggestion(tally, row, facts):
    is_assigned = facts["pace"] != ""
    for key, is_in in (
        ("session", row["period"] == "session"),
        ("between", row["period"] == "between"),
        ("assigned", is_assigned),
    ):
        tally.note(key, is_in)
    tally.note("running", facts["pace"] == "running", is_assigned)
    tally.note("replied", facts["pace"] in ("early", "on_time", "late"), is_assigned)
    _replies(tally, facts)


def _replies(tally, facts):
    pace, is_replied = facts["pace"], facts["pace"] in ("early", "on_time", "late")
    is_due = is_replied or pace == "overdue"
    for key in ("late", "overdue"):
        tally.note(key, pace == key, is_due)
    tally.note("on_time", pace in ("early", "on_time"), is_due)
    tally.note("early", pace == "early", is_replied)
    for letter in "ABCD":
        tally.note(f"class_{letter.lower()}", facts["klass"] == letter, is_replied)
    tally.note("done", facts["klass"] == "A" and facts["result"] in ("satisfied", "basic"), is_replied)
    for name in ("result", "process"):
        for word in ("satisfied", "basic", "dissatisfied", "silent", "open"):
            tally.note(f"{name}_{word}", facts[name] == word, is_replied)
    tally.note("second", facts["second"], is_replied)
    tally.note("published", facts["published"], is_replied)


def _unit(tally, row, own, facts, span):
    """own: this unit's parts in this suggestion, round by round. What it gave back and got again counts twice as given."""
    for part in own:
        if part["mode"] != "co" and (part["round"] == 1 or part is own[0]):
            tally.note("given", True)
            tally.note("returned", part["state"] == "returned")
    standing = [part for part in own if part["state"] != "returned"]
    if not standing:
        return
    first = standing[0]
    if first["mode"] == "co":
        tally.note("co_given", first["state"] == "done")
        return
    done = date.fromisoformat(first["done_on"]) if first["state"] == "done" else None
    last = [part for part in standing if part["state"] == "done"]
    mine = {**facts, "pace": _pace(row, done, span), "klass": last[-1]["reply_class"] if last else ""}
    if not _whole_replied(facts) and done is not None:
        mine |= {"result": "open", "process": "open"}
    tally.note("handled", True)
    tally.note("replied", done is not None)
    tally.note("consulted", "consult" in first["steps"], done is not None)
    _replies(tally, mine)


def _whole_replied(facts):
    return facts["pace"] in ("early", "on_time", "late")
