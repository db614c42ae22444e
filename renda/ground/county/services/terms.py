"""Terms (届) and sessions (次): opened, corrected, and a term closed when its congress is newly elected."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction

from renda.ground.county.access import may_set
from renda.ground.county.models import Session, Term
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed


def open_term(
    county_id: int, *, actor: Actor, congress_key: str, number: int, starts_on: date, ends_on: date | None = None,
    congress_name: str = "",
) -> Term:  # fmt: skip
    """A new term (届) of a congress. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, county_id)
    _check_term(starts_on, ends_on)
    with _once(f"第{number}届"):
        return Term.objects.create(
            county_id=county_id, congress_key=congress_key.strip(), congress_name=congress_name.strip(), number=number,
            starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip


@transaction.atomic
def change_term(
    term: Term, *, actor: Actor, congress_name: str, number: int, starts_on: date, ends_on: date | None = None
) -> Term:
    """Correct a term. Its sessions stay inside it. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, term.county_id)
    _check_term(starts_on, ends_on)
    for session in Session.objects.filter(county_id=term.county_id, term=term):
        if session.starts_on < starts_on or (ends_on and session.ends_on > ends_on):
            raise Invalid(f"第{session.number}次会议不在这段日子里，请先改会议的日子。", field="starts_on")
    term.congress_name, term.number = congress_name.strip(), number
    term.starts_on, term.ends_on = starts_on, ends_on
    with _once(f"第{number}届"):
        term.save(update_fields=["congress_name", "number", "starts_on", "ends_on"])
    return term


def close_term(term: Term, *, actor: Actor, on: date) -> Term:
    """The term ends on `on`, included: the next congress begins. Source: 地方组织法 (2022) art. 10"""
    return change_term(
        term, actor=actor, congress_name=term.congress_name, number=term.number, starts_on=term.starts_on, ends_on=on
    )


def open_session(term: Term, *, actor: Actor, number: int, starts_on: date, ends_on: date) -> Session:
    """A new session (次) of a term. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, term.county_id)
    _check_session(term, starts_on, ends_on)
    with _once(f"第{number}次会议"):
        return Session.objects.create(
            county_id=term.county_id, term=term, number=number, starts_on=starts_on, ends_on=ends_on
        )


@transaction.atomic
def change_session(session: Session, *, actor: Actor, number: int, starts_on: date, ends_on: date) -> Session:
    """Correct a session. Raises Conflict, Invalid, NotAllowed."""
    _need_office(actor, session.county_id)
    _check_session(session.term, starts_on, ends_on)
    session.number, session.starts_on, session.ends_on = number, starts_on, ends_on
    with _once(f"第{number}次会议"):
        session.save(update_fields=["number", "starts_on", "ends_on"])
    return session


def move_deadline(session: Session, *, actor: Actor, deadline_at: datetime) -> None:
    """Set until when motions and suggestions are taken at a session. Who may is for the caller to know: the presidium decides.

    Raises NotAllowed for another county's session, Invalid for a day after the session.
    """
    if actor.county_id != session.county_id:
        raise NotAllowed("只能定本县会议的截止时间。")
    if clock.day_of(deadline_at) > session.ends_on:
        raise Invalid("截止时间不能晚于闭幕那天。", field="deadline_at")
    Session.objects.filter(pk=session.pk, county_id=session.county_id).update(deadline_at=deadline_at)
    session.deadline_at = deadline_at


def _need_office(actor: Actor, county_id: int) -> None:
    if not may_set(actor, county_id):
        raise NotAllowed("届次由县人大代表工委或者管理员来定。")


def _check_term(starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on <= starts_on:
        raise Invalid("届满的日子要晚于开始的日子。", field="ends_on")


def _check_session(term: Term, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid("闭幕不能早于开幕。", field="ends_on")
    if starts_on < term.starts_on or (term.ends_on and ends_on > term.ends_on):
        raise Invalid("会议的日子要在这一届之内。", field="starts_on")


@contextmanager
def _once(what: str) -> Iterator[None]:
    """The database takes each number once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Conflict(f"{what}已经有了。") from error
