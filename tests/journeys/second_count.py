"""Tours, letters, promises and motions of a year counted a second time: the history replayed, nothing of the tables read."""

from datetime import date
from typing import Any

from renda.ground.workflow.models import StepTaken
from renda.voice.suggestions.states import Category

NOT_IN_HISTORY = ("registered", "key")


def check_figures(said: dict[str, Any], again: dict[str, Any]) -> None:
    """Every figure of a report, of the whole, of each unit and of each category, is that of the history."""
    assert set(said["totals"]) == {*again["totals"], *NOT_IN_HISTORY}
    assert {key: said["totals"][key] for key in again["totals"]} == again["totals"]
    assert {unit["org_id"] for unit in said["units"]} == set(again["units"])
    for unit in said["units"]:
        counted = again["units"][unit["org_id"]]
        assert unit["figures"] == {key: counted.get(key, [0, 0]) for key in unit["figures"]}
    assert len(said["categories"]) == len(again["categories"])
    for label, figures in said["categories"]:
        counted = next(tally for key, tally in again["categories"].items() if Category(key).label == label)
        assert {key: figures[key] for key in counted} == counted


def count_again(county_id: int, last: date) -> dict[str, Any]:
    kinds = replayed(county_id, ("suggestion", "promise", "tour", "finding", "inquiry", "motion"))
    year = [key for key, row in kinds["suggestion"].items() if (row.get("registered_on") or "")[:4] == str(last.year)]
    promises = [
        row for row in kinds["promise"].values() if row["parent_id"] in year and "supersede" not in row["steps"]
    ]
    kept = [row for row in promises if row["state"] == "kept"]
    open_ones = [row for row in promises if not row.get("answered_on") and not row.get("settled_on")]
    held = [row["held_on"] for row in kinds["tour"].values() if row.get("held_on")]
    found = [row for row in kinds["finding"].values() if "find" in row["steps"]]
    letters = [row for row in kinds["inquiry"].values() if "issue" in row["steps"]]
    received = [row for row in kinds["motion"].values() if "receive" in row["steps"]]
    return {
        "promises": len(promises), "promises_kept": len(kept), "promises_carried": having("carry_over", promises),
        "promises_late": sum(row["answered_on"] > row["first_promised_on"] for row in kept),
        "promises_overdue": sum(row["first_promised_on"] < str(last) for row in open_ones),
        "findings": len(found), "findings_closed": having("confirm", found),
        "letters": len(letters), "letters_answered": having("answer", letters), "letters_escalated": having("escalate", letters),
        "motions": len(received), "motions_passed": sum(row.get("vote") == "passed" for row in received),
        "motions_committee": having("refer", received), "motions_converted": having("convert", received),
        "motions_given": having("hand_over", received), "motions_done": having("answer", received),
        "motions_reported": having("report", received),
        "tours": len(held), "gaps": [q for q in (1, 2, 3, 4) if not any((int(day[5:7]) + 2) // 3 == q for day in held)],
    }  # fmt: skip


def having(step: str, rows: list[dict[str, Any]]) -> int:
    return sum(step in row["steps"] for row in rows)


def replayed(county_id: int, kinds: tuple[str, ...]) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in kinds}
    for step in StepTaken.objects.filter(county_id=county_id, kind__in=kinds).order_by("matter_id", "seq"):
        row = found[step.kind].setdefault(str(step.matter_id), {"steps": []})
        row.update(step.changed)
        row["state"] = step.to_state
        row["steps"].append(step.step)
    return found
