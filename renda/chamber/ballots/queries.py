"""Reads of votes: whoever sees the meeting sees its votes; who chose what only those inside, once it is closed.

`now_of` is what everybody in the hall may know at this moment: screens, phones and the live stream all show this.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import connection, models
from django.db.models import Q

from renda.chamber.ballots.secrecy import Waits
from renda.chamber.ballots.states import BallotState, IssuingState, Option, Way
from renda.chamber.meetings.models import Meeting
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from renda.chamber.ballots.models import Ballot, Issuing


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, actor: Actor) -> Self:
        meetings = Meeting.objects.visible_to(actor).values("pk")
        return self.filter(county_id=actor.county_id, meeting__in=meetings)

    def listed(self) -> Self:
        return self.select_related("meeting", "meeting__body", "office", "item", "issuing").order_by("created_at", "pk")

    def running(self) -> Self:
        return self.filter(state=BallotState.OPEN)

    def without_papers(self) -> Self:
        """Secret ones that lie ready and wait for the next issuing."""
        return self.filter(way=Way.SECRET, state=BallotState.READY, issuing__isnull=True)


class IssuingQuerySet(models.QuerySet["Issuing"]):
    def visible_to(self, actor: Actor) -> Self:
        meetings = Meeting.objects.visible_to(actor).values("pk")
        return self.filter(county_id=actor.county_id, meeting__in=meetings)

    def listed(self) -> Self:
        return self.select_related("meeting", "meeting__body", "office").order_by("created_at", "pk")

    def running(self) -> Self:
        return self.filter(state=IssuingState.RUNNING)


def waits_of(county_id: int) -> Waits:
    """The county's own waits of secret votes, in seconds (可修改)."""
    book, day = rule_book(county_id), clock.today()
    kinds = ("ballot_paper_wait", "ballot_choosing", "ballot_slip_wait")
    return Waits(*(float(book.value(kind, day)) for kind in kinds))


def state_held(ballot_id: UUID) -> str:
    """The state of a vote, held for the rest of the transaction: many may hold it, whoever closes waits for all of them.

    SQLite lets one transaction write at a time, which is more.
    """
    held = " FOR SHARE" if connection.features.has_select_for_update else ""
    return _state_of("ballots_ballot", ballot_id, held)


def issuing_held(issuing_id: UUID) -> str:
    """The same of an issuing."""
    held = " FOR SHARE" if connection.features.has_select_for_update else ""
    return _state_of("ballots_issuing", issuing_id, held)


def _state_of(table: str, key: UUID, held: str) -> str:
    with connection.cursor() as cursor:
        asked = key if connection.vendor == "postgresql" else key.hex
        cursor.execute(f"SELECT state FROM {table} WHERE id = %s{held}", [asked])  # noqa: S608 our own names
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def now_of(meeting_id: UUID) -> dict[str, Any]:
    """The meeting now: quorum, issuing, and the vote that is open, else the one closed last. Never a choice before closing."""
    from renda.chamber.ballots.models import Ballot, Issuing
    from renda.chamber.meetings.access import quorum_of

    meeting = Meeting.objects.select_related("body").get(pk=meeting_id)
    quorum = quorum_of(meeting)
    issuing = Issuing.objects.filter(meeting=meeting).order_by("-created_at").first()
    votes = list(
        Ballot.objects.filter(meeting=meeting).exclude(state=BallotState.WITHDRAWN).order_by("created_at", "pk")
    )
    closed = [(one.closed_at, one) for one in votes if one.closed_at]
    shown = [one for one in votes if one.state == BallotState.OPEN]
    shown = shown or [max(closed, key=lambda pair: pair[0])[1]] if closed or shown else []
    return {
        "meeting": str(meeting.pk), "title": meeting.title, "state": meeting.state,
        "quorum": {"present": quorum.present, "members": quorum.members, "needed": quorum.needed, "is_met": quorum.is_met,
                   "words": quorum.words, "source": str(quorum.source)},
        "issuing": _issuing_now(issuing, quorum.present) if issuing else None,
        "ballot": _ballot_now(shown[0], votes) if shown else None, "waits": asdict(waits_of(meeting.county_id)),
    }  # fmt: skip


def _issuing_now(row: "Issuing", present: int) -> dict[str, Any]:
    from renda.chamber.ballots.models import PaperTaken

    rows = PaperTaken.objects.filter(ballot__issuing=row)
    taken = row.taken if row.taken is not None else rows.aggregate(n=models.Count("deputy", distinct=True))["n"]
    seconds = (clock.now() - row.created_at).total_seconds()
    return {
        "id": str(row.pk),
        "state": row.state,
        "taken": taken,
        "of": max(present, taken),
        "digest": row.digest,
        "seconds": seconds,
    }


def _ballot_now(row: "Ballot", votes: "list[Ballot]") -> dict[str, Any]:
    is_closed = row.state == BallotState.CLOSED
    opened = row.opened_at or row.created_at
    return {
        "id": str(row.pk), "question": row.question, "place": f"{votes.index(row) + 1} / {len(votes)}", "vote": row.vote,
        "way": row.way, "state": row.state, "cast": cast_of(row), "of": row.may_cast, "outcome": row.outcome,
        "grade": row.grade, "counts": [list(one) for one in row.counted] if is_closed else [],
        "unpressed": row.unpressed, "recused": row.recused, "lines": row.lines, "digest": row.digest,
        "seconds": (clock.now() - opened).total_seconds(),
    }  # fmt: skip


def cast_of(row: "Ballot") -> int | None:
    """How many have voted so far; None where that is only counted at the end."""
    if row.way == Way.SECRET:
        return row.slips.count()
    return row.choices.count() if row.way == Way.NAMED else None


def held_papers(row: "Issuing", deputy_id: int) -> "dict[str, tuple[str, str]]":
    """What a member was given at this issuing: vote → (blinded, signed)."""
    from renda.chamber.ballots.models import PaperTaken

    rows = PaperTaken.objects.filter(Q(ballot__issuing=row), deputy_id=deputy_id, county_id=row.county_id)
    return {str(one.ballot_id): (one.blinded, one.signed) for one in rows}


def labels_of(options: "list[Option] | tuple[Option, ...]") -> dict[str, str]:
    return {str(one): str(one.label) for one in options}
