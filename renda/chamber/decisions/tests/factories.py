"""Brings a major matter to each of its states by services, as the cast would."""

from datetime import timedelta
from typing import Any

from renda.chamber.ballots import services as ballots
from renda.chamber.decisions import services
from renda.chamber.decisions.models import Decision
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.kernel import clock

TEXT = "一、划定泉坞山城郊森林公园的保护范围。\n二、由县水利局组织实施。"


def proposed(cast: Any, *, actor: Any = None, **facts: Any) -> Decision:
    """By the water bureau for the government, with a draft."""
    body = facts.pop("body", None) or meetings.body(cast, members=5)
    facts = {
        "sort": "must", "proposer": "government", "proposer_org_id": cast.orgs.water, "reasons": "树木被占，要保护。",
        "title": "关于加强泉坞山城郊森林公园保护的决定", "basis": "森林法", "plan": "分三年建设。", "text": TEXT, **facts,
    }  # fmt: skip
    return services.propose_decision(body, actor=actor or cast.clerk, **facts)


def by_members(cast: Any, **facts: Any) -> Decision:
    """By the cast's deputy, who sits in the committee; nobody else has signed yet."""
    return proposed(cast, actor=cast.deputy, proposer="members", proposer_org_id=None, **facts)


def in_research(cast: Any, **facts: Any) -> Decision:
    return services.hand_decision(proposed(cast, **facts), actor=cast.office, committee_id=cast.orgs.committee)


def in_council(cast: Any, **facts: Any) -> Decision:
    row = services.research_decision(in_research(cast, **facts), actor=cast.committee, research="同意提请审议。")
    return services.submit_decision(row, actor=cast.office)


def on_agenda(cast: Any, *, meeting: Meeting | None = None, **facts: Any) -> Decision:
    row = in_council(cast, **facts)
    meeting = meeting or meetings.opened(cast, members=5, present=3)
    return services.put_on_agenda_decision(row, actor=cast.office, meeting_id=meeting.pk)


def deliberated(cast: Any, **facts: Any) -> Decision:
    return services.deliberate_decision(on_agenda(cast, **facts), actor=cast.office, deliberation="都认为应当保护。")


def counted(cast: Any, *, is_passed: bool = True, **facts: Any) -> Decision:
    """Voted on by raised hands: all three in the hall of five are for it, or two."""
    row = services.put_to_vote_decision(deliberated(cast, **facts), actor=cast.office, way="hands")
    ballots.open_ballot(row.ballot, actor=cast.office)
    for teller in (cast.office, cast.committee):
        ballots.count_hands(
            row.ballot, actor=teller, counts={"yes": 3 if is_passed else 2, "no": 0 if is_passed else 1}
        )
    ballots.close_ballot(row.ballot, actor=cast.office)
    return fresh(row)


def voted(cast: Any, **facts: Any) -> Decision:
    return services.adopt_decision(counted(cast, **facts), actor=cast.office)


def announced(cast: Any, *, days: int = 90, **facts: Any) -> Decision:
    return services.announce_decision(
        voted(cast, **facts), actor=cast.office, form="decision", organ_id=cast.orgs.water,
        report_due_on=clock.today() + timedelta(days=days),
    )  # fmt: skip


def opined(cast: Any, **facts: Any) -> Decision:
    return services.send_opinions_decision(
        deliberated(cast, sort="may", **facts), actor=cast.office, opinions="一、公布水质。", organ_id=cast.orgs.water
    )


def reported(cast: Any, **facts: Any) -> Decision:
    return services.report_decision(announced(cast, **facts), actor=cast.clerk, report="已经划定范围，立了界桩。")


def closed(cast: Any, **facts: Any) -> Decision:
    return services.close_decision(reported(cast, **facts), actor=cast.committee, check_note="落实了。")


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
