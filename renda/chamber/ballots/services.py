"""Writes of open votes: put a question, open it, press a button, count hands, close it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from renda.chamber.ballots import rules
from renda.chamber.ballots.access import TELLERS, counts_hands
from renda.chamber.ballots.models import Ballot, Choice, HandCount, Recusal
from renda.chamber.ballots.states import BallotState, Option, Vote, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.chamber.meetings.models import AgendaItem, Meeting
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy


@service
def put_ballot(
    meeting: Meeting, *, actor: Actor, vote: str, question: str = "", way: str = Way.NAMED, item_id: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Ballot:  # fmt: skip
    """Lay a question ready. Raises Invalid (the law asks for a secret vote; no such item), NotAllowed, Blocked."""
    if Vote(vote) in rules.MUST_BE_SECRET or Vote(vote) in rules.ELECTIONS:
        raise Invalid(f"“{Vote(vote).label}”依法用无记名投票，请用纸质票，由监票人、计票人计票。", field="vote")
    item = AgendaItem.objects.filter(meeting=meeting, pk=item_id, dropped_on__isnull=True).first() if item_id else None
    if item_id and item is None:
        raise Invalid("议程里没有这一项。", field="item_id")
    words = question.strip() or (item.title if item else "")
    if not words:
        raise Invalid("请写表决什么，或者选一项议题。", field="question")
    row = Ballot(
        county_id=meeting.county_id,
        meeting=meeting,
        item=item,
        office=meeting.office,
        vote=vote,
        way=way,
        question=words,
    )
    BALLOT.start(row, "put", actor=actor, once=once, note=note)
    return row


@service
def recuse_ballot(
    row: Ballot,
    *,
    actor: Actor,
    deputy_ids: Sequence[int],
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Ballot:
    """Who withdraws from this vote; those named before are replaced. Raises Invalid."""
    members = row.meeting.presences.filter(guest="", deputy_id__in=deputy_ids)
    if members.count() != len(set(deputy_ids)):
        raise Invalid("回避的人要在这次会议的组成人员里选。", field="deputy_ids")
    BALLOT.apply(row, "recuse", actor=actor, seen=seen, once=once, note=note, recused=len(set(deputy_ids)))
    row.recusals.all().delete()
    Recusal.objects.bulk_create(Recusal(county_id=row.county_id, ballot=row, deputy_id=pk) for pk in set(deputy_ids))
    return row


@service
def open_ballot(
    row: Ballot, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Ballot:
    """Fix the number of all members, of those present and of those who withdraw, and let them vote. Source: DOMAIN R-MJ-1, R-MJ-2"""
    there = set(row.meeting.presences.filter(guest="").in_hall().values_list("deputy_id", flat=True))
    away = set(row.recusals.values_list("deputy_id", flat=True))
    BALLOT.apply(
        row, "open", actor=actor, seen=seen, once=once, note=note, members=row.meeting.members, present=len(there),
        recused=len(there & away), opened_at=clock.now(),
    )  # fmt: skip
    return row


@transaction.atomic
def cast_choice(row: Ballot, *, actor: Actor, option: str) -> Choice:
    """A member presses, while the vote is open. The same again is the same; another choice is a conflict.

    The row is held while it is written, so that a vote that closes at this moment either counts it or refuses it.
    Raises WrongState, NotAllowed, Invalid, Conflict.
    """
    held = Ballot.objects.select_for_update().get(pk=row.pk, county_id=row.county_id)
    if held.state != BallotState.OPEN or held.way != Way.NAMED:
        raise WrongState("现在不能按键：这项表决没有开始或者已经截止。")
    deputy = _voter(held, actor)
    if option not in [str(one) for one in rules.options_of(held.vote)]:
        raise Invalid("请按页面上的键。", field="option")
    found, is_new = Choice.objects.get_or_create(
        county_id=held.county_id, ballot=held, deputy=deputy, defaults={"option": option}
    )
    if not is_new and found.option != option:
        raise Conflict(f"您已经按了“{Option(found.option).label}”，一项表决只能按一次。")
    return found


def _voter(row: Ballot, actor: Actor) -> Deputy:
    """Whoever acts, as a member who is in the hall and has not withdrawn."""
    mine = row.meeting.presences.filter(guest="", deputy__user_id=actor.user_id).select_related("deputy")
    there = mine.in_hall().first() if actor.is_signed_in else None
    if there is None:
        raise NotAllowed("只有签到在会场的组成人员能表决；还没有签到的，请先签到。")
    if row.recusals.filter(deputy=there.deputy).exists():
        raise NotAllowed("这一项您已经回避，不参加表决。")
    return there.deputy


@transaction.atomic
def count_hands(row: Ballot, *, actor: Actor, counts: Mapping[str, int]) -> HandCount:
    """What one teller counted; counted again it replaces the own count. Raises WrongState, NotAllowed, Invalid, Conflict."""
    held = Ballot.objects.select_for_update().get(pk=row.pk, county_id=row.county_id)
    if held.state != BallotState.OPEN or held.way != Way.HANDS:
        raise WrongState("现在不能报数：这项表决不是正在举手表决。")
    if not counts_hands(actor, held):
        raise NotAllowed(f"举手的数由计票人来报：{counts_hands.__doc__}。")
    asked = {str(one): int(counts.get(str(one), 0)) for one in rules.options_of(held.vote)}
    most = (held.present or 0) - held.recused
    if min(asked.values()) < 0 or sum(asked.values()) > most:
        raise Invalid(f"各项加起来是{sum(asked.values())}，在场能表决的只有{most}人，请再数一遍。")
    others = held.hand_counts.exclude(teller_id=actor.user_id)
    if others.count() >= TELLERS:
        raise Conflict(f"已经有{TELLERS}名计票人报过数。")
    found, _ = HandCount.objects.update_or_create(
        county_id=held.county_id, ballot=held, teller_id=actor.user_id, defaults={"counts": asked}
    )
    return found


@service
def close_ballot(
    row: Ballot, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Ballot:
    """Nobody may press any more; the result is worked out from what was pressed or counted. Source: DOMAIN 6.5"""
    Ballot.objects.select_for_update().get(pk=row.pk)
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


@service
def withdraw_ballot(
    row: Ballot, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Ballot:
    BALLOT.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
