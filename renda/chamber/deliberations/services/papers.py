"""The papers: the opinions with their number, the letter that hands them over, the report on their handling."""

from typing import Any

from renda.chamber.deliberations.models import Answer, Deliberation
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import open_to_public, order_paper
from renda.ground.papers.states import Audience
from renda.ground.people.states import OrgKind

OPINIONS, LETTER, REPORT = "deliberations/opinions", "deliberations/letter", "deliberations/report"


def order_handing(row: Deliberation, *, actor: Actor) -> str:
    """Opinions and letter; the number of the opinions, such as 审议意见书〔2026〕1号. Source: DOMAIN 5.4, 6.6"""
    own = row.office.kind == OrgKind.OFFICE
    body, code = row.meeting.body.name, row.county.paper_code or row.county.short
    facts = _facts(row)
    paper = order_paper(
        row, OPINIONS, facts, actor=actor, purpose="opinions", series="审议意见书" if own else f"{body}审议意见书",
        audience=Audience.PARTIES,
    )  # fmt: skip
    order_paper(
        row, LETTER, {**facts, "opinions_number": paper.number}, actor=actor, purpose="letter",
        series=f"{code}人常办函" if own else f"{body}函", audience=Audience.PARTIES,
    )  # fmt: skip
    return paper.number


def order_report(row: Deliberation, *, actor: Actor) -> None:
    """The report with every point's answer, as the organ's paper."""
    order_paper(row, REPORT, _facts(row), actor=actor, purpose=f"report_{row.round}", audience=Audience.PARTIES)


def open_papers(row: Deliberation, *, actor: Actor) -> None:
    """Opinions and reports to everybody; the covering letter stays between the bodies. Source: 监督法 (2024) art. 17"""
    for paper in papers_of(row).filter(template__in=[OPINIONS, REPORT]):
        open_to_public(paper, actor=actor)


def _facts(row: Deliberation) -> dict[str, Any]:
    answers = {one.point_id: one for one in _answers(row)}
    points = [
        {"position": one.position, "text": one.text, "organ": one.organ.label, "answer": answers.get(one.pk)}
        for one in row.points.select_related("organ").order_by("position")
    ]
    return {
        "row": row, "body": row.meeting.body.name, "meeting": row.meeting.title, "held_on": row.meeting.starts_on,
        "organ": row.organ.name, "office": row.office.name, "points": points, "day": clock.today(),
    }  # fmt: skip


def _answers(row: Deliberation) -> Any:
    return Answer.objects.filter(county_id=row.county_id, point__deliberation=row, round=row.round)
