"""A vote is closed and its result worked out, each way of voting from its own rows."""

from uuid import UUID

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.services.sheets import close_sheet
from renda.chamber.ballots.states import Option, Vote, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.engine import service


@service
def close_ballot(
    row: Ballot, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Ballot:
    """Nobody may press any more; the result is worked out from what was pressed or counted. Source: DOMAIN 6.5"""
    Ballot.objects.select_for_update().get(pk=row.pk)
    if row.way == Way.PAPER:
        return close_sheet(row, actor=actor, seen=seen, once=once, note=note)
    votes = _votes(row)
    issued, returned = (row.present or 0) - row.recused, sum(votes.values())
    tally = rules.Tally(
        row.members or 0, row.present or 0, votes, recused=row.recused, issued=issued, returned=returned
    )
    result = rules.count_question(Vote(row.vote), tally)
    BALLOT.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, closed_at=clock.now(), outcome=str(result.outcome),
        grade=str(result.grade or ""), counts={str(key): number for key, number in votes.items()},
        unpressed=tally.unpressed, lines=list(result.lines),
    )  # fmt: skip
    return row


def _votes(row: Ballot) -> dict[Option, int]:
    votes = dict.fromkeys(rules.options_of(row.vote), 0)
    if row.way == Way.HANDS:
        first = row.hand_counts.order_by("pk").first()
        return votes | {Option(key): int(number) for key, number in (first.counts if first else {}).items()}
    for option in row.choices.values_list("option", flat=True):
        votes[Option(option)] += 1
    return votes
