"""Papers of an assessment: the score sheet of a station, the notice of grades and the list of plaques of a cycle."""

from typing import Any

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, NotAllowed
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import order_paper, renew_paper
from renda.readings.assessments.access import is_office
from renda.readings.assessments.models import Candidacy, Cycle
from renda.readings.assessments.shown import graded, table
from renda.readings.assessments.states import SCORED

OFFICE_ONLY = "考评的文件由县人大代表工作机构来做。"


def order_score_sheet(row: Candidacy, *, actor: Actor) -> Paper:
    """家站考核评分表: every item with its figure and points, and the digest. Raises NotAllowed, Blocked (not composed yet)."""
    if not is_office(actor):
        raise NotAllowed(OFFICE_ONLY)
    if row.state not in SCORED:
        raise Blocked("综合评定以后才有评分表。")
    lines = [(part, line) for part in table(row) for line in part.lines]
    facts = {
        "station": row.station.name, "town": row.station.town or "县本级", "cycle": row.cycle.name, "cut_on": row.cut_on,
        "score": row.score, "grade": row.get_grade_display(), "paper_number": row.paper_number, "digest": row.digest[:16],
        "lines": [{"aspect": part.aspect["name"], "name": line.item["name"], "most": line.item["points"],
                   "counted": line.counted or "现场", "points": line.points} for part, line in lines],
        "changes": list(row.changes.order_by("pk")), "county": row.county.name, "day": clock.today(),
    }  # fmt: skip
    return _order(row, "score_sheet", facts, actor)


def order_notice(cycle: Cycle, *, actor: Actor) -> Paper:
    """等次公告: the announced grades, by town and name. Raises NotAllowed, Blocked (nothing announced)."""
    return _order(cycle, "notice", _announced(cycle, actor), actor, audience="public")


def order_plaques(cycle: Cycle, *, actor: Actor) -> Paper:
    """授牌名单. Raises NotAllowed, Blocked."""
    return _order(cycle, "plaques", _announced(cycle, actor), actor)


def _announced(cycle: Cycle, actor: Actor) -> dict[str, Any]:
    if not is_office(actor):
        raise NotAllowed(OFFICE_ONLY)
    groups = [
        {"label": label, "rows": [{"town": row.station.town or "县本级", "name": row.station.name} for row in rows]}
        for label, rows in graded(cycle) if rows
    ]  # fmt: skip
    if not groups:
        raise Blocked("还没有公布的等次，没有可以写进公告的。")
    numbers = cycle.places.published().exclude(paper_number="").values_list("paper_number", flat=True)
    return {"cycle": cycle.name, "county": cycle.county.name, "groups": groups, "papers": sorted(set(numbers)),
            "day": clock.today()}  # fmt: skip


def _order(row: Any, name: str, facts: dict[str, Any], actor: Actor, audience: str = "staff") -> Paper:
    """Asked for again, the same paper is made anew from what is there now."""
    known = papers_of(row).filter(purpose=name).first()
    if known is not None:
        return renew_paper(known, facts, actor=actor)
    return order_paper(row, f"assessments/{name}", facts, actor=actor, purpose=name, audience=audience)
