"""A question is laid ready, opened for the hall, or taken back."""

from collections.abc import Sequence
from uuid import UUID

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot, Recusal
from renda.chamber.ballots.services.paper import lay_sheet
from renda.chamber.ballots.states import OPEN_WAYS, Counting, Vote, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.chamber.meetings.models import Meeting
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service


@service
def put_ballot(
    meeting: Meeting, *, actor: Actor, vote: str, question: str = "", way: str = "", item_id: int | None = None,
    candidates: Sequence[str] = (), seats: int = 1, counting: str = Counting.HALF, once: UUID | None = None, note: str = "",
) -> Ballot:  # fmt: skip
    """Lay a question ready. way: by default secret where it has to be, else by named buttons.

    candidates: persons or projects, of which at most `seats` may be chosen: by paper only.
    Raises Invalid (the law or the county asks for a secret vote; no such item; nobody to choose), NotAllowed, Blocked.
    """
    way = way_of(meeting.county_id, Vote(vote), way)
    if candidates and way != Way.PAPER:
        raise Invalid("从几个人或者几个项目里选的，用纸质票。", field="way")
    item = meeting.items.asked(item_id)
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
    if way == Way.PAPER:
        lay_sheet(row, actor=actor, candidates=candidates, seats=seats, counting=counting)
    return row


def way_of(county_id: int, vote: Vote, way: str) -> str:
    """How a vote is taken. Raises Invalid. Source: DOMAIN R-SB-1 to R-SB-4"""
    if vote in rules.ELECTIONS and way in (*OPEN_WAYS, Way.SECRET, ""):
        raise Invalid(f"“{vote.label}”依法用无记名投票，请用纸质票，由监票人、计票人计票。", field="way")
    is_local = vote == Vote.APPOINTMENT and rule_book(county_id).value("appointment_secret", clock.today()) == 1
    is_secret = vote in rules.MUST_BE_SECRET or is_local
    if is_secret and way in OPEN_WAYS:
        words = "本县规定" if is_local else "依法"
        raise Invalid(f"“{vote.label}”{words}用无记名表决，请选“无记名按键”或者纸质票。", field="way")
    return way or str(Way.SECRET if is_secret else Way.NAMED)


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


@service
def withdraw_ballot(
    row: Ballot, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Ballot:
    BALLOT.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
