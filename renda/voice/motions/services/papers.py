"""The official papers: cover sheet, the presidium's handling opinion, the committee's report."""

from typing import Any

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.services import order_paper
from renda.voice.motions import rules
from renda.voice.motions.models import Motion

COVER, HANDLING, REPORT = "motions/cover", "motions/handling_opinion", "motions/report"


def order_cover(row: Motion, *, actor: Actor) -> None:
    """The motion as handed in, with its signers: case, grounds, plan. Source: DOMAIN 6.6"""
    order_paper(row, COVER, paper_facts(row), actor=actor, purpose="cover", audience="parties")


def order_handling_opinion(row: Motion, *, actor: Actor) -> None:
    """What the presidium decided and why (议案处理意见). Source: DOMAIN 6.1, 6.6"""
    order_paper(
        row, HANDLING, paper_facts(row), actor=actor, purpose="decision", number=row.decision_paper, audience="parties"
    )


def order_report(row: Motion, *, actor: Actor) -> None:
    """The committee's report on its consideration (审议结果的报告)."""
    order_paper(
        row, REPORT, paper_facts(row), actor=actor, purpose="report", number=row.report_paper, audience="parties"
    )


def paper_facts(row: Motion) -> dict[str, Any]:
    """What the papers say, apart from their kind."""
    session = row.session
    signers = [one["name"] for one in row.frozen.get("signers", [])]
    return {
        "motion": row,
        "frozen": row.frozen,
        "signers": signers,
        "signer_count": len(signers) + 1,
        "session": rules.session_name(session.term.number, session.number) if session else "",
        "congress": row.congress.name,
        "decision": row.get_decision_display(),
        "talks": list(row.talks.order_by("held_at")),
        "day": clock.today(),
    }
