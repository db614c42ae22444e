"""What a hall may be told of its meeting now, and the row behind a result."""

from typing import Any
from uuid import UUID

from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.queries import now_of
from renda.chamber.meetings.models import AgendaItem, Meeting
from renda.chamber.meetings.states import PUBLIC
from renda.ground.kernel.actor import Actor


def meetings_of(county_id: int) -> Any:
    """The meetings of a county that everybody may see, as nobody in particular."""
    return Meeting.objects.visible_to(Actor(county_id)).select_related("body")


def told(key: str) -> dict[str, Any] | None:
    """What everybody may know of a meeting now, for live screens; None before its notice is public, or if there is none."""
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return steady(now_of(pk)) if Meeting.objects.filter(pk=pk, state__in=PUBLIC).exists() else None


def steady(now: dict[str, Any]) -> dict[str, Any]:
    """Without what runs on by itself: seconds that have passed would be news twice a second."""
    parts = {
        name: now[name] and {k: v for k, v in now[name].items() if k != "seconds"} for name in ("issuing", "ballot")
    }
    return {**now, **parts}


def ballot_of(now: dict[str, Any]) -> Ballot | None:
    """The vote that is shown."""
    return Ballot.objects.filter(pk=now["ballot"]["id"]).first() if now["ballot"] else None


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.standing())
