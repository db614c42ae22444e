"""Papers of supervision: the letter, the tour's report, one table and three slips. Source: DOMAIN 6.6, S-6"""

from typing import Any

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import order_paper, renew_paper
from renda.ground.workflow.engine import service
from renda.voice.pressing import access
from renda.voice.pressing.models import Finding, Inquiry, Tour
from renda.voice.pressing.queries import items
from renda.voice.pressing.services.items import bodies_of
from renda.voice.pressing.states import RUNNING_LETTERS, FindingState, InquiryState, Slip
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import CLASS_SHORT, Grade, RatingState, S

READY = {Slip.COMPLETION: (S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED)}


def order_letter(row: Inquiry, *, actor: Actor) -> Paper:
    """The letter as it goes to the unit."""
    facts = {
        "letter": row.get_letter_display(), "item": row.item, "what": "议案" if row.motion_id else "建议",
        "given_on": items.facts_of(row.item).given_on, "unit": row.org.name, "reasons": row.reasons,
        "questions": [line for line in row.questions.splitlines() if line.strip()], "due_on": row.due_on,
        "body": row.committee.name, "office": row.office.name, "day": row.issued_on,
        "government": row.government.name if row.government else "",
    }  # fmt: skip
    return order_paper(
        row, "pressing/letter", facts, actor=actor, purpose="letter", number=row.number_text, audience="parties"
    )


def order_report(row: Tour, *, actor: Actor) -> Paper:
    """督查通报: what was found item by item, what is asked and by when."""
    found = list(row.findings.standing().for_page())
    facts = {
        "tour": row, "body": row.committee.name, "office": row.office.name, "day": row.reported_on,
        "leader": row.leader.name if row.leader else "", "findings": [_found(one) for one in found],
        "deputies": [one.deputy.name for one in row.invitees.filter(came=True).select_related("deputy").order_by("pk")],
    }  # fmt: skip
    return order_paper(
        row, "pressing/tour_report", facts, actor=actor, purpose="report", number=row.number_text, audience="parties"
    )


def _found(one: Finding) -> dict[str, Any]:
    return {"item": one.item, "unit": one.org.label, "text": one.text, "demand": one.demand, "due_on": one.due_on,
            "word": FindingState(one.state).label}  # fmt: skip


@service
def order_slip(item: Suggestion, *, actor: Actor, slip: str) -> Paper:
    """One table and three slips (一表三单) from the row as it stands; ordered again, the same paper is made anew.

    Raises Blocked (its time has not come), Invalid, NotAllowed.
    """
    if slip not in Slip.values:
        raise Invalid("没有这种单子。")
    act = Inquiry(**bodies_of(item))
    if not access.presses(actor, act):
        raise NotAllowed("一表三单由代表工作机构、跟踪工委或者常委会领导来印。")
    if item.state not in READY.get(Slip(slip), (item.state,)):
        raise Blocked("办结反馈单要等答复以后。")
    purpose, facts = f"slip_{slip}", slip_facts(item, slip)
    older = papers_of(item).filter(purpose=purpose).first()
    if older is not None:
        return renew_paper(older, facts, actor=actor)
    return order_paper(item, f"pressing/{slip}_slip", facts, actor=actor, purpose=purpose)


def slip_facts(item: Suggestion, slip: str) -> dict[str, Any]:
    """What all four say of the same row; nothing is typed for them."""
    handlings = list(item.handlings.standing().select_related("org").order_by("round", "mode", "pk"))
    ratings = list(item.ratings.filter(state=RatingState.FINAL).select_related("deputy").order_by("round", "pk"))
    letters = list(items.letters_of(item).exclude(state__in=[InquiryState.PROPOSED, InquiryState.DROPPED]))
    return {
        "item": item, "slip": Slip(slip).label, "handlings": handlings, "letters": letters,
        "lead": next((h for h in reversed(handlings) if not h.is_co), None),
        "co_units": [h.org.name for h in handlings if h.is_co], "state": S(item.state).label,
        "due_on": items.due_of(item), "class_word": CLASS_SHORT.get(item.reply_class, ""), "day": clock.today(),
        "ratings": [(r.deputy.name, Grade(r.process).label, Grade(r.result).label) for r in ratings],
        "findings": list(items.findings_of(item)), "has_open_letter": any(one.state in RUNNING_LETTERS for one in letters),
    }  # fmt: skip
