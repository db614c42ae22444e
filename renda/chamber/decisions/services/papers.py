"""The papers: the decision or resolution, the announcement of the committee, the opinions sent to an organ."""

from typing import Any

from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.states import Form
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.services import order_paper
from renda.ground.papers.states import Audience

DECISION, NOTICE, OPINIONS = "decisions/decision", "decisions/notice", "decisions/opinions"


def order_announcement(row: Decision, *, actor: Actor) -> str:
    """Decision and announcement; the number of the decision. Source: DOMAIN 5.4 (standing committee paper, announcement)"""
    facts = _facts(row)
    paper = order_paper(
        row, DECISION, facts, actor=actor, purpose="decision", series=f"{code_of(row)}人常", audience=Audience.PUBLIC
    )
    order_paper(
        row, NOTICE, {**facts, "decision_number": paper.number}, actor=actor, purpose="notice",
        series=f"{row.body.name}公告", audience=Audience.PUBLIC,
    )  # fmt: skip
    return paper.number


def order_opinions(row: Decision, *, actor: Actor) -> None:
    """The opinions sent to the organ. Source: 地方组织法 (2022) art. 50"""
    order_paper(
        row,
        OPINIONS,
        _facts(row),
        actor=actor,
        purpose="opinions",
        series=f"{code_of(row)}人常函",
        audience=Audience.PARTIES,
    )


def code_of(row: Decision) -> str:
    """The county's short name before the numbers of its papers (机关代字)."""
    return row.county.paper_code or row.county.short or row.county.name[:1]


def _facts(row: Decision) -> dict[str, Any]:
    return {
        "decision": row, "body": row.body.name, "form": str(Form(row.form).label) if row.form else "", "day": clock.today(),
        "organ": row.organ.name if row.organ is not None else "", "voted_on": row.voted_on,
        "meeting": row.meeting.title if row.meeting is not None else "", "office": row.office.name,
    }  # fmt: skip
