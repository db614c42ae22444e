"""What pages, JSON and screens show of secret votes."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.queries import labels_of
from renda.chamber.ballots.services import package_of
from renda.chamber.ballots.states import BallotState, Vote, Way
from renda.chamber.meetings.models import Meeting


def is_published(row: Ballot) -> bool:
    """Whether everybody may have the package of this vote."""
    is_over = row.state == BallotState.CLOSED and row.way == Way.SECRET
    return is_over and rules.is_published_by_slip(Vote(row.vote), may_write_in=False, choose=1)


def package_shown(row: Ballot) -> dict[str, Any]:
    if not is_published(row):
        raise Http404
    return package_of(row)


def keys_shown(row: Issuing) -> dict[str, Any]:
    """The public key and the question of each vote: the same for everybody, asked for by nobody in particular."""
    votes = row.ballots.order_by("created_at", "pk")
    return {
        "issuing": str(row.pk), "digest": row.digest,
        "ballots": [{"id": str(v.pk), "question": v.question, "key": v.public_key, "vote": v.vote} for v in votes],
    }  # fmt: skip


def phone_setting(meeting: Meeting) -> dict[str, Any]:
    """What the script of the voting page needs to know beside `now`."""
    none = UUID(int=0)
    return {
        "meeting": str(meeting.pk),
        "now": reverse("ballots:now", args=[meeting.pk]), "slips": "/api/v1/ballots/slips",
        "keys": reverse("ballots:keys", args=[none]), "package": reverse("ballots:package", args=[none]),
        "papers": f"/api/v1/issuings/{none}/papers",
        "options": {str(vote): list(labels_of(rules.options_of(vote)).items()) for vote in Vote if vote not in rules.ELECTIONS},
    }  # fmt: skip
