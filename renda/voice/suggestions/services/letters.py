"""The official papers: the original, a reply letter per signatory with its feedback form, units' letters, the archive."""

from datetime import date
from typing import Any

from renda.ground.county.services import take_number
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.papers.rules import paper_day
from renda.ground.papers.services import order_paper
from renda.network.deputies.models import Deputy
from renda.voice.suggestions import queries, rules
from renda.voice.suggestions.models import Handling, Promise, Suggestion
from renda.voice.suggestions.states import CLASS_SHORT, Disclosure

ORIGINAL = "suggestions/original"
LETTER = "suggestions/reply_letter"
FOLLOW_UP = "suggestions/follow_up_letter"
CO_OPINION = "suggestions/co_opinion"
RETURN_REQUEST = "suggestions/return_request"
ARCHIVING = "renda.voice.suggestions.tasks.make_archive"


def order_original(row: Suggestion, *, actor: Actor) -> None:
    """建议原件: the paper as it was handed in, with its signatories, under the number it was given. Source: DOMAIN 6.6"""
    signed = [one["name"] + ("（纸签）" if one["on_paper"] else "") for one in row.frozen.get("signatories", [])]
    facts = {
        "suggestion": row, "congress": row.congress.name, "frozen": row.frozen, "signed": signed,
        "signed_count": len(signed) + 1, "submitted_at": row.submitted_at,
    }  # fmt: skip
    order_paper(row, ORIGINAL, facts, actor=actor, purpose="original", number=row.number_text, audience="parties")


def order_letters(handling: Handling, *, actor: Actor) -> None:
    """One letter to each signatory, alike but for the name. Source: DOMAIN R-SG-11, 5.5"""
    parent = handling.parent
    everyone = queries.signatories(parent)
    facts = letter_facts(handling)
    for deputy in everyone:
        order_paper(
            parent, LETTER, {**facts, "deputy": deputy.name, "others": _others(everyone, deputy)}, actor=actor,
            purpose=f"reply_{handling.round}_{deputy.pk}", number=handling.paper_number, audience="parties",
        )  # fmt: skip


def letter_facts(handling: Handling) -> dict[str, Any]:
    """What the letter says, apart from whom it goes to. Works for a reply in the making, too: gaps are shown as such."""
    parent = handling.parent
    standing = list(parent.handlings.standing().filter(round=handling.round).select_related("org"))
    talks = list(handling.consultations.order_by("held_at"))
    return {
        "suggestion": parent,
        "handling": handling,
        "unit": handling.org.name,
        "answers": [_point(i, answer) for i, answer in enumerate(handling.answers, 1)],
        "reply_class": handling.reply_class or rules.class_of(a.get("reply_class", "") for a in handling.answers),
        "disclosure": Disclosure(handling.disclosure).label if handling.disclosure else "",
        "co_units": [h.org.name for h in standing if h.is_co],
        "talk": talks[-1] if talks else None,
        "day": handling.done_on or clock.today(),
        "office": parent.office.name,
        "government": parent.government.name if parent.government else "",
        "is_second": handling.round > 1,
    }


def next_letter_number(handling: Handling, year: int) -> str:
    """The next number of the unit's own series of letters, taken as the last thing."""
    number = take_number(county_id=handling.county_id, series=f"letter:{handling.org_id}", year=year)
    mark = handling.org.paper_code or rules.unit_mark(handling.county.paper_code, handling.org.label)
    return rules.letter_number(mark, year, number)


def order_follow_ups(promise: Promise, *, actor: Actor) -> None:
    """The letter that answers again, one to each signatory; those of the reply stay. Source: DOMAIN R-SG-15"""
    parent, handling = promise.parent, promise.handling
    everyone = queries.signatories(parent)
    facts = {
        "suggestion": parent, "promise": promise, "handling": handling, "unit": promise.org.name,
        "first_day": paper_day(promise.first_promised_on), "day": promise.answered_on or clock.today(),
        "about": promise.ask.strip().rstrip("。；;."), "office": parent.office.name,
        "government": parent.government.name if parent.government else "",
    }  # fmt: skip
    for deputy in everyone:
        order_paper(
            parent, FOLLOW_UP, {**facts, "deputy": deputy.name, "others": _others(everyone, deputy)}, actor=actor,
            purpose=f"follow_up_{handling.round}_{deputy.pk}", number=promise.paper_number, audience="parties",
        )  # fmt: skip


def order_co_opinion(handling: Handling, *, actor: Actor) -> None:
    """会办意见函: to whom it is for, as the co-unit wrote it. Source: DOMAIN 6.6, R-SG-9"""
    leads = [one.org.name for one in handling.parent.handlings.open_replies(handling.round).select_related("org")]
    facts = {**_unit_facts(handling), "lead": "、".join(leads)}
    order_paper(handling.parent, CO_OPINION, facts, actor=actor, purpose="co_opinion")


def order_return_request(handling: Handling, *, actor: Actor) -> None:
    """退办申请: the unit's reasons, for whoever rules on it. Source: DOMAIN 6.6, R-SG-10"""
    order_paper(handling.parent, RETURN_REQUEST, _unit_facts(handling), actor=actor, purpose="return_request")


def _unit_facts(handling: Handling) -> dict[str, Any]:
    parent = handling.parent
    return {
        "suggestion": parent, "handling": handling, "unit": handling.org.name, "day": clock.today(),
        "government": parent.government.name if parent.government else "",
    }  # fmt: skip


def order_archive(row: Suggestion, *, actor: Actor) -> None:
    """The worker joins everything into one PDF once this transaction is in."""
    jobs.enqueue(ARCHIVING, str(row.pk), row.county_id, actor.user_id)


def _point(number: int, answer: dict[str, Any]) -> dict[str, Any]:
    promised = str(answer.get("promised_on") or "")
    return {
        **answer,
        "promised_on": paper_day(date.fromisoformat(promised)) if promised else "",
        "number": rules.in_chinese(number),
        "about": str(answer.get("ask", "")).strip().rstrip("。；;."),
        "class_word": CLASS_SHORT.get(answer.get("reply_class", ""), ""),
    }


def _others(everyone: list[Deputy], deputy: Deputy) -> list[str]:
    return [one.name for one in everyone if one.pk != deputy.pk]
