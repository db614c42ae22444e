"""The look-back (回头看): once a year each open promise and each "solved" is asked about, said and checked."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.engine import service
from renda.voice.suggestions.models import Handling, Lookback, Promise
from renda.voice.suggestions.services.locking import locked_parent
from renda.voice.suggestions.services.promising import PROOF, ask_of, open_other
from renda.voice.suggestions.services.reclassing import reclass
from renda.voice.suggestions.services.scans import keep_scan
from renda.voice.suggestions.services.telling import tell_unit
from renda.voice.suggestions.states import (
    FOLLOWED_STATES,
    Claim,
    HandlingState,
    LookbackState,
    Mode,
    PromiseOrigin,
    PromiseState,
    ReplyClass,
)
from renda.voice.suggestions.workflow import LOOKBACK

LOOKS_BACK = timedelta(days=365)


def ask_due(on: date | None = None, *, county_id: int) -> int:
    """The clock's call: ask, from the county's month on, what was not asked yet this year. Returns how many were asked."""
    day = on or clock.today()
    if day.month < rule_book(county_id).value("lookback_month", day):
        return 0
    return ask_lookbacks(county_id, actor=clock_actor(county_id), year=day.year)


def ask_lookbacks(county_id: int, *, actor: Actor, year: int, office_ids: frozenset[int] = frozenset()) -> int:
    """Ask the units about each open promise and each "solved" of the last twelve months. Stopped, it goes on where it was.

    office_ids: only what these offices assigned; empty: all. Raises NotAllowed if neither the clock nor an office asks.
    Source: DOMAIN R-SG-15, S16 (in autumn)
    """
    if not (actor.is_clock or office_ids):
        raise NotAllowed("回头看由人大代表工作机构发起。")
    count, told = 0, set[tuple[int, UUID]]()
    for row in _wanted(county_id, year, office_ids):
        _ask(row, actor=actor)
        count += 1
        if (row.org_id, row.parent_id) not in told:
            told.add((row.org_id, row.parent_id))
            tell_unit(row.handling, "suggestions/lookback_asked")
    return count


def wanted_count(county_id: int, year: int, office_ids: frozenset[int]) -> int:
    """How many questions it would ask, for the page that starts it."""
    return len(_wanted(county_id, year, office_ids))


@service
def _ask(row: Lookback, *, actor: Actor) -> Lookback:
    return LOOKBACK.start(row, "ask", actor=actor)


def _wanted(county_id: int, year: int, office_ids: frozenset[int]) -> list[Lookback]:
    asked = set(Lookback.objects.filter(county_id=county_id, year=year).values_list("handling_id", "point"))
    proved = Lookback.objects.filter(county_id=county_id, state=LookbackState.VERIFIED, claim=Claim.DONE)
    known = asked | set(proved.values_list("handling_id", "point"))
    promised = set(Promise.objects.filter(county_id=county_id).values_list("handling_id", "point"))
    rows = [*_of_promises(county_id, year, office_ids), *_of_solved(county_id, year, office_ids, promised)]
    return [row for row in rows if (row.handling_id, row.point) not in known]


def _of_promises(county_id: int, year: int, office_ids: frozenset[int]) -> list[Lookback]:
    rows = (
        Promise.objects.filter(county_id=county_id, state=PromiseState.OPEN, handling__done_on__lte=clock.today())
        .for_page()
        .order_by("pk")
    )
    rows = rows.filter(parent__office_id__in=office_ids) if office_ids else rows
    return [
        Lookback(county_id=county_id, parent=p.parent, handling=_with_parent(p.handling, p), promise=p, org=p.org, year=year,
                 point=p.point, ask=p.ask)
        for p in rows
    ]  # fmt: skip


def _with_parent(handling: Handling, promise: Promise) -> Handling:
    handling.parent, handling.org = promise.parent, promise.org
    return handling


def _of_solved(
    county_id: int, year: int, office_ids: frozenset[int], promised: set[tuple[UUID, int]]
) -> list[Lookback]:
    """Each point answered with A in the last round, that no promise follows already."""
    since = clock.today() - LOOKS_BACK
    rows = Handling.objects.filter(
        county_id=county_id,
        state=HandlingState.DONE,
        done_on__range=(since, clock.today()),
        parent__state__in=FOLLOWED_STATES,
    ).exclude(mode=Mode.CO)
    rows = rows.filter(parent__office_id__in=office_ids) if office_ids else rows
    found = rows.select_related("parent__office", "parent__proposer", "org").order_by("pk")
    return [
        Lookback(county_id=county_id, parent=h.parent, handling=h, org=h.org, year=year, point=point, ask=ask_of(h, point))
        for h in found if h.round == h.parent.handling_round
        for point, answer in enumerate(h.answers, 1)
        if answer.get("reply_class") == ReplyClass.A and (h.pk, point) not in promised
    ]  # fmt: skip


@service
def answer_lookback(
    row: Lookback, *, actor: Actor, claim: str, text: str, proof: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Lookback:  # fmt: skip
    """The unit says how it stands. A promise that is done is answered by its own letter, which settles the question too."""
    if row.is_about_promise and claim == Claim.DONE:
        raise Invalid("承诺办成了，请打开承诺用“办成了，再次答复”，回头看随之了结，不用两边填。", field="claim")
    LOOKBACK.apply(
        row, "answer", actor=actor, seen=seen, once=once, note=note, claim=claim, text=text, answered_on=clock.today()
    )
    if proof:
        keep_scan(row.parent, proof, actor=actor, purpose=PROOF)
    return row


@service
def verify_lookback(
    row: Lookback, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Lookback:
    """The office has looked: it is as the unit says. A "solved" that is not done yet becomes a promise."""
    locked_parent(row)
    LOOKBACK.apply(row, "verify", actor=actor, seen=seen, once=once, note=note, finding=note, checked_on=clock.today())
    if row.claim != Claim.DONE:
        _follow(row, actor=actor, words=row.text)
    return row


@service
def refute_lookback(
    row: Lookback, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Lookback:
    """The office has looked: it is not so. A "solved" becomes a promise, and the class of the reply follows."""
    locked_parent(row)
    LOOKBACK.apply(row, "refute", actor=actor, seen=seen, once=once, note=note, finding=note, checked_on=clock.today())
    _follow(row, actor=actor, words=note)
    return row


def _follow(row: Lookback, *, actor: Actor, words: str) -> None:
    if row.is_about_promise:
        return
    handling = row.handling
    handling.parent = row.parent
    day = rule_book(row.county_id).due("lookback_mend", clock.today()).day
    open_other(
        handling, actor=actor, origin=PromiseOrigin.LOOKBACK, point=row.point, ask=row.ask, text=words, promised_on=day
    )
    reclass(row.parent, actor=actor)
