"""Brings deliberation opinions to each of their states by services, as the cast would."""

from typing import Any

from renda.chamber.ballots import services as ballots
from renda.chamber.deliberations import services
from renda.chamber.deliberations.models import Deliberation
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings

NOTES = "罗秋禾：供水站建得不错。建议加快老旧管网改造。\n严守田：要公布水质检测结果。"


def drafted(cast: Any, *, meeting: Meeting | None = None, **facts: Any) -> Deliberation:
    """Two points from what was said on the meeting's first item; the second is the roads bureau's."""
    meeting = meeting or meetings.opened(cast, members=5, present=3)
    facts = {
        "source": "report", "organ_id": cast.orgs.water, "item_id": meeting.items.order_by("position")[0].pk,
        "committee_id": cast.orgs.committee, "notes": NOTES, **facts,
    }  # fmt: skip
    row = services.draft_deliberation(meeting, actor=cast.committee, **facts)
    if row.points.filter(position=2).exists():
        services.change_point_deliberation(row, actor=cast.committee, position=2, organ_id=cast.orgs.roads)
    return row


def approved(cast: Any, **facts: Any) -> Deliberation:
    row = services.submit_deliberation(drafted(cast, **facts), actor=cast.committee)
    return services.approve_deliberation(row, actor=cast.office)


def handed(cast: Any, **facts: Any) -> Deliberation:
    return services.hand_deliberation(approved(cast, **facts), actor=cast.office)


def answer(cast: Any, row: Deliberation) -> Deliberation:
    """Both bureaus answer, each its own point."""
    services.answer_deliberation(row, actor=cast.clerk, position=1, result="done", words="换了三公里管网。")
    return services.answer_deliberation(row, actor=cast.co_clerk, position=2, result="doing", words="年底以前公布。")


def report(cast: Any, row: Deliberation) -> Deliberation:
    return services.report_deliberation(answer(cast, row), actor=cast.clerk, report="两条都在办。")


def reported(cast: Any, **facts: Any) -> Deliberation:
    return report(cast, handed(cast, **facts))


def checked(cast: Any, **facts: Any) -> Deliberation:
    return services.check_deliberation(reported(cast, **facts), actor=cast.committee, check_note="属实。")


def on_agenda(cast: Any, row: Deliberation | None = None) -> Deliberation:
    """Onto the meeting that is open."""
    row = row or checked(cast)
    return services.put_on_agenda_deliberation(row, actor=cast.office, meeting_id=row.meeting_id)


def rated(cast: Any, counts: dict[str, int], row: Deliberation | None = None) -> Deliberation:
    """Three in the hall of five raise their hands."""
    row = services.put_to_vote_deliberation(on_agenda(cast, row), actor=cast.office, way="hands")
    ballot = row.ratings.order_by("-pk")[0].ballot
    ballots.open_ballot(ballot, actor=cast.office)
    for teller in (cast.office, cast.committee):
        ballots.count_hands(ballot, actor=teller, counts=counts)
    ballots.close_ballot(ballot, actor=cast.office)
    return services.rate_deliberation(row, actor=cast.office)


def published(cast: Any) -> Deliberation:
    return services.publish_deliberation(checked(cast), actor=cast.publisher)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
