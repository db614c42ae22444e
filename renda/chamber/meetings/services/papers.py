"""Papers of a meeting, drawn up from its record: nothing is typed for them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.papers import facts_of
from renda.chamber.meetings.states import AFTER_OPENING, MeetingState, PaperSort
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed, WrongState
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import order_paper, renew_paper


@transaction.atomic
def draw_up(row: Meeting, *, actor: Actor, sort: str, votes: Sequence[Any] = ()) -> Paper:
    """Make one of the papers; what was made before is made anew, but each bulletin stays (第几期).

    votes: lines on what was voted, for the minutes: a meeting does not know its votes, who calls may. Raises NotAllowed, WrongState.
    """
    if not access.keeps(actor, row):
        raise NotAllowed("会议文件由承办会议的机构来生成。")
    if sort in AFTER_OPENING and row.opened_at is None:
        raise WrongState(f"{PaperSort(sort).label}在开会以后生成。")
    if row.state == MeetingState.CANCELLED:
        raise WrongState("会议不开了，不用再生成文件。")
    older = list(papers_of(row).filter(purpose=sort))
    is_series = sort == PaperSort.BULLETIN
    since = older[-1].ordered_at if older and is_series else None
    facts = {**facts_of(row, since=since), "votes": list(votes), "issue": len(older) + 1}
    if older and not is_series:
        return renew_paper(older[-1], facts, actor=actor)
    return order_paper(row, f"meetings/{sort}", facts, actor=actor, purpose=sort)
