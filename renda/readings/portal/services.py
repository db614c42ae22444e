"""Counts the figures anew, takes complaints and answers them."""

from uuid import UUID

from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.notices.services import tell, tell_phone
from renda.ground.workflow.engine import service
from renda.readings.portal.counting import count_county
from renda.readings.portal.models import Complaint, Figures
from renda.readings.portal.workflow import COMPLAINT, the_office


def refresh_figures(county_id: int) -> Figures:
    """Count the county's public figures and keep them in place of the last ones."""
    counted = {"data": count_county(county_id, clock.today()), "counted_at": clock.now()}
    return Figures.objects.update_or_create(county_id=county_id, defaults=counted)[0]


def refresh_all() -> int:
    """Every county, one after the other. Returns how many."""
    counties = list(County.objects.order_by("pk").values_list("pk", flat=True))
    for county_id in counties:
        refresh_figures(county_id)
    return len(counties)


@service
def file_complaint(
    *, actor: Actor, about: str, text: str, phone: str = "", once: UUID | None = None, note: str = ""
) -> Complaint:
    """Take a complaint (投诉), from anyone, and tell the office. Its code opens the answer."""
    row = Complaint(county_id=actor.county_id, about=about, text=text, phone=phone)
    COMPLAINT.start(row, "file", actor=actor, once=once, note=note)
    tell(list(the_office(row)), "portal/complaint_filed", row)
    return row


@service
def answer_complaint(
    row: Complaint, *, actor: Actor, answer: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Complaint:
    """Answer it; who left a phone is told by SMS where to read it."""
    COMPLAINT.apply(row, "answer", actor=actor, seen=seen, once=once, note=note, answer=answer)
    if row.phone:
        tell_phone(row.county_id, row.phone, "portal/complaint_answered", {"receipt": row.code}, row=row)
    return row
