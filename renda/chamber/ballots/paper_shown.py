"""What pages and papers say of votes on paper, and the result sheet of every secret vote."""

from collections.abc import Mapping
from typing import Any

from renda.chamber.ballots import rules, sheets
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.sheets import Papers
from renda.chamber.ballots.states import Counting, Vote
from renda.ground.kernel import clock

RESULT_SHEET = "ballots/result_sheet"


def papers_of(row: Ballot) -> Papers:
    """The papers of a vote as the rules read them."""
    sheet = row.sheet
    return Papers(
        Vote(row.vote), tuple(sheet.candidates), sheet.seats, Counting(sheet.counting), sheet.may_write_in,
        members=row.members or 0, present=row.present or 0, recused=row.recused, issued=sheet.issued or 0,
    )  # fmt: skip


def result_facts(row: Ballot, count: Mapping[str, int]) -> dict[str, Any]:
    """Every field that a result sheet shows. Source: DOMAIN 6.5"""
    papers = papers_of(row)
    found = sheets.result_of(papers, count)
    returned, invalid = count.get(sheets.RETURNED, 0), count.get(sheets.INVALID, 0)
    tally = rules.Tally(papers.members, papers.present, {}, recused=papers.recused, issued=papers.issued, returned=returned,
                        invalid=invalid)  # fmt: skip
    return {
        "ballot": row, "meeting": row.meeting, "office": row.office.name, "facts": tally_facts(tally), "rows": rows_of(papers, count),
        "columns": ("姓名", "赞成", "反对", "弃权") if papers.marks_against else ("", "票数"), "outcome": found.outcome.label,
        "lines": found.lines, "line": "" if papers.counting is not Counting.HALF else found.line.words,
        "numbers": f"{row.sheet.first_number}—{row.sheet.last_number}", "printed": row.sheet.printed,
        "scrutineers": "、".join(row.sheet.scrutineers), "tellers": "、".join(one.teller.name for one in _tellers(row)),
        "at": clock.now(),
    }  # fmt: skip


def tally_facts(tally: rules.Tally) -> list[tuple[str, int]]:
    """How many there were, were there, got a paper and gave it back."""
    return [
        ("全体", tally.members), ("应到", tally.members), ("实到", tally.present), ("回避", tally.recused),
        ("发出", tally.issued), ("收回", tally.returned), ("有效", tally.returned - tally.invalid), ("无效", tally.invalid),
        ("未收回", max(tally.unpressed, 0)),
    ]  # fmt: skip


def _tellers(row: Ballot) -> list[Any]:
    return list(row.teller_counts.select_related("teller").order_by("pk"))


def rows_of(papers: Papers, count: Mapping[str, int]) -> list[tuple[Any, ...]]:
    """The lines of the table: option and votes, or each name with for, against and abstaining."""
    if not papers.candidates:
        return [(str(one.label), count.get(str(one), 0)) for one in rules.options_of(papers.vote)]
    votes, against = sheets.votes_of(papers, count), sheets.against_of(count)
    if not papers.marks_against:
        return list(votes.items())
    valid = count.get(sheets.RETURNED, 0) - count.get(sheets.INVALID, 0)
    return [
        (name, number, against.get(name, 0), valid - number - against.get(name, 0))
        if name in papers.candidates else (f"{name}（另选）", number, "", "")
        for name, number in votes.items()
    ]  # fmt: skip
