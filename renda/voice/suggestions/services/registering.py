"""Form check, registration and number; sending back, merging, refusing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from renda.ground.county.services import refuse_number, take_number
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, WrongState
from renda.ground.workflow.engine import service
from renda.voice.suggestions import rules
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.services import letters, opinions_behind
from renda.voice.suggestions.services.locking import locked
from renda.voice.suggestions.services.telling import tell_author, tell_signatories
from renda.voice.suggestions.states import MERGES_INTO, Criterion
from renda.voice.suggestions.workflow import SUGGESTION


@service
def register_suggestion(
    row: Suggestion, *, actor: Actor, criteria: Sequence[str] = tuple(Criterion.values), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Accept the paper and give it its number, without gaps. criteria: the written criteria it was found to meet.

    Raises Invalid naming the criteria not ticked. Source: DOMAIN R-SG-8, 5.4
    """
    if missing := rules.unmet(Criterion.values, criteria):
        words = "、".join(str(Criterion(one).label) for one in missing)
        raise Invalid(f"还没有勾选：{words}。达不到的，请退回修改或者不予立案。", field="criteria")
    locked(row)
    SUGGESTION.apply(
        row, "register", actor=actor, seen=seen, once=once, note=note, criteria=list(criteria),
        registered_on=clock.today(), **_next_number(row),
    )  # fmt: skip
    letters.order_original(row, actor=actor)
    tell_author(row, "suggestions/registered")
    return row


@service
def send_back_suggestion(
    row: Suggestion, *, actor: Actor, ruling: str, criteria: Sequence[str] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Ask the deputy to mend it, saying what and how."""
    SUGGESTION.apply(
        row, "send_back", actor=actor, seen=seen, once=once, note=note, ruling=ruling, criteria=list(criteria)
    )
    tell_author(row, "suggestions/sent_back")
    return row


@service
def merge_suggestion(
    row: Suggestion, *, actor: Actor, main_id: UUID, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Handle it with another of the same content; each of its deputies still gets the reply and rates it.

    Source: DOMAIN R-SG-11. A number it already had stays, marked void.
    """
    main = Suggestion.objects.visible_to(actor).select_for_update().filter(pk=main_id).exclude(pk=row.pk).first()
    if main is None or main.congress_id != row.congress_id or main.merged_into_id is not None:
        raise Invalid("请选同一级人大的另一件建议作为主件。", field="main_id")
    if main.state not in MERGES_INTO:
        raise WrongState("主件已经答复或者办结，不能再并入；可以单独立案。")
    SUGGESTION.apply(row, "merge", actor=actor, seen=seen, once=once, note=note, merged_into_id=main.pk)
    SUGGESTION.apply(main, "join", actor=actor, note=f"并入：{row.title}")
    _void_number(row, actor, reason="并案")
    tell_signatories(row, "suggestions/merged", extra={"main": main.title})
    return row


@service
def refuse_suggestion(
    row: Suggestion, *, actor: Actor, ruling: str, criteria: Sequence[str] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Do not accept it, with the reason told. A number it already had stays, marked void (作废)."""
    SUGGESTION.apply(
        row, "refuse", actor=actor, seen=seen, once=once, note=note, ruling=ruling, criteria=list(criteria)
    )
    _void_number(row, actor, reason="不予立案")
    opinions_behind.give_back(row, actor=actor, reason=f"建议没有立案：{ruling}")
    tell_author(row, "suggestions/refused")
    return row


def series_of(row: Suggestion) -> str:
    """One series per congress and session, or per congress between sessions."""
    if row.session_id is None:
        return f"suggestion:{row.congress_id}:between"
    return f"suggestion:{row.congress_id}:session:{row.session_id}"


def _next_number(row: Suggestion) -> dict[str, Any]:
    today = clock.today()
    year = row.session.starts_on.year if row.session else today.year
    number = take_number(county_id=row.county_id, series=series_of(row), year=year)
    if row.session is None:
        text, short = rules.between_number(year, number)
    else:
        text, short = rules.session_number(row.session.term.number, row.session.number, number)
    return {"number": number, "number_year": year, "number_text": text, "number_short": short}


def _void_number(row: Suggestion, actor: Actor, *, reason: str) -> None:
    if row.number is not None and row.number_year is not None:
        refuse_number(
            county_id=row.county_id, series=series_of(row), year=row.number_year, number=row.number, actor=actor,
            reason=reason,
        )  # fmt: skip
