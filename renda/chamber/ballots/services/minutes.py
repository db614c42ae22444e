"""The minutes of a meeting with what was voted. A meeting knows no votes, so they are drawn up from here."""

from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.states import BallotState
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.services import draw_up
from renda.chamber.meetings.states import PaperSort
from renda.ground.kernel.actor import Actor
from renda.ground.papers.models import Paper


def draw_up_minutes(meeting: Meeting, *, actor: Actor) -> Paper:
    """会议记录: the record of the meeting and a line for each vote that is closed. Raises NotAllowed, WrongState."""
    closed = Ballot.objects.filter(county_id=meeting.county_id, meeting=meeting, state=BallotState.CLOSED).listed()
    return draw_up(meeting, actor=actor, sort=PaperSort.MINUTES, votes=[said(one) for one in closed])


def said(ballot: Ballot) -> str:
    """One vote as the minutes say it: what, how, how many for each choice, the result."""
    counts = "，".join(f"{label}{number}票" for label, number in ballot.counted)
    unpressed = f"，未按{ballot.unpressed}人" if ballot.unpressed else ""
    recused = f"，回避{ballot.recused}人" if ballot.recused else ""
    result = ballot.get_outcome_display() or ballot.get_grade_display()
    return f"{ballot.question}（{ballot.get_way_display()}，到会{ballot.present}人）：{counts}{unpressed}{recused}。{result}。"
