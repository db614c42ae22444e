"""The result sheet (计票结果报告单): a paper the scrutineer and the chair sign."""

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.rules import Tally
from renda.chamber.ballots.states import Outcome, Vote
from renda.ground.kernel.actor import Actor
from renda.ground.papers.models import Paper
from renda.ground.papers.services import order_paper

SHEET = "ballots/result"


def order_sheet(row: Ballot, *, actor: Actor, tally: Tally, invalid: int = 0) -> Paper:
    """Everybody may read it; it holds numbers, no name. Source: DOMAIN R-BAL-1, R-MJ-4"""
    line = rules.pass_line(Vote(row.vote), tally.members)
    facts = {
        "ballot": row, "meeting": row.meeting, "office": row.office.name, "tally": tally, "invalid": invalid, "line": line,
        "moment": row.closed_at, "result": Outcome(row.outcome).label, "counted": row.counted,
        "absent": tally.members - tally.present,
    }  # fmt: skip
    return order_paper(row, SHEET, facts, actor=actor, purpose="result", audience="public")
