"""A vote is closed and its result worked out, each way of voting from its own rows."""

from uuid import UUID

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.package import digest_of
from renda.chamber.ballots.services.casting import package_of, shuffle_slips
from renda.chamber.ballots.services.sheets import order_sheet
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
    votes = _votes(row)
    is_secret = row.way == Way.SECRET
    issued, returned = row.may_cast, sum(votes.values())
    tally = rules.Tally(
        row.members or 0, row.present or 0, votes, recused=row.recused, issued=issued, returned=returned
    )
    result = rules.count_question(Vote(row.vote), tally)
    BALLOT.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, closed_at=clock.now(), outcome=str(result.outcome),
        grade=str(result.grade or ""), counts={str(key): number for key, number in votes.items()},
        unpressed=max(tally.unpressed, 0), lines=list(result.lines), digest=digest_of(package_of(row)) if is_secret else "",
    )  # fmt: skip
    if is_secret:
        shuffle_slips(row)
        order_sheet(row, actor=actor, tally=tally)
    return row


def _votes(row: Ballot) -> dict[Option, int]:
    votes = dict.fromkeys(rules.options_of(row.vote), 0)
    if row.way == Way.HANDS:
        first = row.hand_counts.order_by("pk").first()
        return votes | {Option(key): int(number) for key, number in (first.counts if first else {}).items()}
    cast = (
        row.slips.values_list("choice", flat=True)
        if row.way == Way.SECRET
        else row.choices.values_list("option", flat=True)
    )
    for option in cast:
        votes[Option(option)] += 1
    return votes
