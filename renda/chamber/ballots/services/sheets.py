"""The result sheet (计票结果报告单) of a secret vote: a paper the scrutineer and the chair sign."""

from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.paper_shown import RESULT_SHEET, tally_facts
from renda.chamber.ballots.rules import Tally
from renda.chamber.ballots.states import Outcome
from renda.ground.kernel.actor import Actor
from renda.ground.papers.models import Paper
from renda.ground.papers.services import order_paper


def order_sheet(row: Ballot, *, actor: Actor, tally: Tally) -> Paper:
    """Everybody may read it; it holds numbers, no name. Source: DOMAIN R-BAL-1, R-MJ-4"""
    facts = {
        "ballot": row, "meeting": row.meeting, "office": row.office.name, "facts": tally_facts(tally), "columns": ("", "票数"),
        "rows": row.counted, "lines": row.lines, "outcome": Outcome(row.outcome).label, "at": row.closed_at,
    }  # fmt: skip
    return order_paper(row, RESULT_SHEET, facts, actor=actor, purpose="result", audience="public")
