"""The votes of an election: preliminary, first, again among the tied, another for what is left open."""

from collections.abc import Sequence
from uuid import UUID

from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.services import put_ballot
from renda.chamber.ballots.states import Counting, Outcome, Way
from renda.chamber.elections import access
from renda.chamber.elections.models import Election, Round, Winner
from renda.chamber.elections.states import NominationState
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy


@service
def pre_vote_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """A preliminary vote among all nominees, or once more among those tied for the last places. Source: 地方组织法 (2022) art. 27"""
    last = access.last_round(row)
    ELECTION.apply(row, "pre_vote", actor=actor, seen=seen, once=once, note=note)
    if last is None:
        _, most = access.allowed(row)
        _put(row, actor, "预选：", access.standing_names(row), most, Counting.PRELIMINARY)
    else:
        _put_again(row, last, actor)
    return row


@service
def settle_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """Who stands becomes a candidate; after a preliminary vote those it chose."""
    ELECTION.apply(row, "settle", actor=actor, seen=seen, once=once, note=note)
    chosen = {
        name
        for one in row.rounds.select_related("ballot__sheet").filter(ballot__sheet__counting=Counting.PRELIMINARY)
        for name in one.ballot.sheet.elected
    }
    for one in row.nominations.filter(state=NominationState.STANDING).select_related(
        "election__meeting", "lead", "deputy"
    ):
        NOMINATION.apply(one, "stand" if not chosen or one.name in chosen else "fall_out", actor=actor)
    return row


@service
def vote_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """Papers with the candidates, choosing no more than the seats. Source: 地方组织法 (2022) art. 28"""
    ELECTION.apply(row, "vote", actor=actor, seen=seen, once=once, note=note)
    _put(row, actor, "", access.standing_names(row), row.seats, Counting.HALF)
    return row


@service
def vote_again_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """Among those whose tie decides; or the same vote anew if it was void. Source: 地方组织法 (2022) art. 29, 选举法 (2020) art. 44"""
    last = access.last_round(row)
    ELECTION.apply(row, "vote_again", actor=actor, seen=seen, once=once, note=note)
    if last is not None:
        take_in(row, last)
        _put_again(row, last, actor)
    return row


@service
def vote_another_election(
    row: Election,
    *,
    actor: Actor,
    names: Sequence[str],
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Election:
    """For the seats left open, among those with the most votes or whom the congress names anew. Raises Invalid.

    Source: 地方组织法 (2022) art. 29
    """
    last = access.last_round(row)
    ELECTION.apply(row, "vote_another", actor=actor, seen=seen, once=once, note=note)
    if last is not None:
        take_in(row, last)
    open_seats = row.seats - row.winners.count()
    if len(names) < open_seats:
        raise Invalid(f"还缺{open_seats}名，候选人不能少于{open_seats}名。", field="names")
    if own := set(names) & set(row.winners.values_list("name", flat=True)):
        raise Invalid(f"{'、'.join(sorted(own))}已经当选。", field="names")
    _put(row, actor, "另行选举：", list(names), open_seats, Counting.HALF, is_another=True)
    return row


def _put_again(row: Election, last: Round, actor: Actor) -> None:
    sheet = last.ballot.sheet
    if last.ballot.outcome != Outcome.AGAIN:
        _put(
            row,
            actor,
            "重新投票：",
            sheet.candidates,
            sheet.seats,
            Counting(sheet.counting),
            is_another=last.is_another,
        )
        return
    counting = Counting.PRELIMINARY if sheet.counting == Counting.PRELIMINARY else Counting.AGAIN
    _put(row, actor, "再次投票：", sheet.again, sheet.open_seats or 1, counting, is_another=last.is_another)


def _put(
    row: Election,
    actor: Actor,
    word: str,
    names: Sequence[str],
    seats: int,
    counting: Counting,
    *,
    is_another: bool = False,
) -> Ballot:
    """One more vote by paper."""
    ballot = put_ballot(
        row.meeting, actor=actor, vote=row.vote, way=Way.PAPER, question=f"{word}{row.title_line()}", item_id=row.item_id,
        candidates=names, seats=seats, counting=counting,
    )  # fmt: skip
    Round.objects.create(
        county_id=row.county_id, election=row, number=row.rounds.count() + 1, ballot=ballot, is_another=is_another
    )
    return ballot


def take_in(row: Election, last: Round) -> None:
    """Write down whom a vote elected, each with nomination and seat where the record knows them."""
    nominations = {one.name: one for one in row.nominations.select_related("deputy")}
    for name in last.ballot.sheet.elected:
        found = nominations.get(name)
        Winner.objects.create(
            county_id=row.county_id, election=row, round=last, nomination=found, name=name,
            deputy=found.deputy if found else _namesake(row, name), votes=last.ballot.counts.get(name, 0),
        )  # fmt: skip


def _namesake(row: Election, name: str) -> Deputy | None:
    """A written-in person's own seat, if only one deputy of the congress is called so."""
    found = list(
        Deputy.objects.filter(
            county_id=row.county_id, congress_id=row.meeting.body.congress_id, serving=True, name=name
        )[:2]
    )
    return found[0] if len(found) == 1 else None
