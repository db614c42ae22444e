"""Terms (届) and sessions (次): corrected, and a term closed when its congress is newly elected."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from renda.ground.county.access import may_set
from renda.ground.county.models import Session, Term
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed


@transaction.atomic
def change_term(
    term: Term, *, actor: Actor, congress_name: str, number: int, starts_on: date, ends_on: date | None = None
) -> Term:
    """Correct a term. Its sessions stay inside it. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, term.county_id)
    if ends_on and ends_on <= starts_on:
        raise Invalid("届满的日子要晚于开始的日子。", field="ends_on")
    for session in Session.objects.filter(county_id=term.county_id, term=term):
        if session.starts_on < starts_on or (ends_on and session.ends_on > ends_on):
            raise Invalid(f"第{session.number}次会议不在这段日子里，请先改会议的日子。", field="starts_on")
    term.congress_name, term.number = congress_name.strip(), number
    term.starts_on, term.ends_on = starts_on, ends_on
    try:
        with transaction.atomic():
            term.save(update_fields=["congress_name", "number", "starts_on", "ends_on"])
    except IntegrityError as error:
        raise Conflict(f"第{number}届已经有了。") from error
    return term


def close_term(term: Term, *, actor: Actor, on: date) -> Term:
    """The term ends on `on`, included: the next congress begins. Source: 地方组织法 (2022) art. 10"""
    return change_term(
        term, actor=actor, congress_name=term.congress_name, number=term.number, starts_on=term.starts_on, ends_on=on
    )


@transaction.atomic
def change_session(
    session: Session, *, actor: Actor, number: int, starts_on: date, ends_on: date, deadline_at: datetime | None = None
) -> Session:
    """Correct a session. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, session.county_id)
    term = session.term
    if ends_on < starts_on:
        raise Invalid("闭幕不能早于开幕。", field="ends_on")
    if starts_on < term.starts_on or (term.ends_on and ends_on > term.ends_on):
        raise Invalid("会议的日子要在这一届之内。", field="starts_on")
    session.number, session.deadline_at = number, deadline_at
    session.starts_on, session.ends_on = starts_on, ends_on
    try:
        with transaction.atomic():
            session.save(update_fields=["number", "starts_on", "ends_on", "deadline_at"])
    except IntegrityError as error:
        raise Conflict(f"第{number}次会议已经有了。") from error
    return session


def _need_office(actor: Actor, county_id: int) -> None:
    if not may_set(actor, county_id):
        raise NotAllowed("届次由县人大代表工委或者管理员来定。")
