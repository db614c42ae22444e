"""A list of suggestions with all columns of the dictionary, for Excel, CSV and other systems; it can be imported again."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from renda.ground.kernel.actor import Actor
from renda.voice.suggestions.models import Handling, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.services.exchange.columns import FIELDS
from renda.voice.suggestions.states import (
    SIGNED_STATES,
    Category,
    Disclosure,
    Grade,
    HandlingState,
    Mode,
    Need,
    RatingState,
    S,
)

CHUNK = 500
WITH = ("proposer", "lead_org", "session__term")
FOR_PARTIES = frozenset(
    {
        "analysis",
        "asks",
        "problem",
        "hoped_unit",
        "motion_paper",
        "ruling",
        "rating_text",
        "disclosure_reason",
        "reply_text",
    }
)


def export_rows(rows: "QuerySet[Suggestion]", actor: Actor) -> Iterator[list[Any]]:
    """One list of cells for each row the actor sees, in the order of FIELDS; read some hundred at a time.

    Who reads a row only because it is published gets what its public page shows, and ratings only when all are in.
    """
    keys = list(rows.order_by("-pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        yield from _chunk(keys[start : start + CHUNK], actor)


def _chunk(keys: list[UUID], actor: Actor) -> Iterator[list[Any]]:
    ours = Suggestion.objects.filter(county_id=actor.county_id, pk__in=keys)
    concerned = (
        set(Suggestion.objects.concerning(actor).filter(pk__in=keys).values_list("pk", flat=True))
        if actor.posts
        else set()
    )
    found = ours.select_related(*WITH).prefetch_related(
        Prefetch("handlings", Handling.objects.standing().select_related("org").order_by("mode", "pk")),
        Prefetch("ratings", Rating.objects.visible_to(actor).order_by("pk")),
        Prefetch("signatures", Signature.objects.filter(state__in=SIGNED_STATES).select_related("deputy").order_by("pk")),
        Prefetch("publications", Publication.objects.order_by("-pk")),
    )  # fmt: skip
    for row in found.order_by("-pk"):
        cells = _cells(row)
        is_open = row.pk in concerned or row.disclosure == Disclosure.FULL
        yield [cells[f.key] if is_open or f.key not in FOR_PARTIES else "" for f in FIELDS]


def _cells(row: Suggestion) -> dict[str, Any]:
    now = [h for h in row.handlings.all() if h.round == row.handling_round]
    sent = next((h for h in now if h.mode != Mode.CO and h.state == HandlingState.DONE), None)
    others = [h.org.name for h in now if h.mode == Mode.SEPARATE and h.org_id != row.lead_org_id]
    return {
        "number": row.number_text, "title": row.title, "proposer": row.proposer.name,
        "cosigners": "、".join(s.deputy.name for s in row.signatures.all()), "period": row.get_period_display(),
        "session": str(row.session) if row.session else "", "category": Category(row.category).label,
        "need": Need(row.need).label if row.need else "", "problem": row.problem, "analysis": row.analysis,
        "asks": "\n".join(str(ask) for ask in row.asks), "hoped_unit": row.hoped_unit, "may_be_public": row.may_be_public,
        "is_researched": row.is_researched, "motion_paper": row.motion_paper, "state": S(row.state).label,
        "registered_on": row.registered_on, "ruling": row.ruling, "lead": row.lead_org.name if row.lead_org else "",
        "co": "、".join(h.org.name for h in now if h.mode == Mode.CO), "separate": "、".join(others),
        "assigned_on": row.assigned_on, "is_complex": row.is_complex, "is_key": row.is_key, "round": row.handling_round,
        "second_asked_on": row.second_asked_on, "replied_on": row.replied_on, "reply_class": row.reply_class,
        "reply_number": sent.paper_number if sent else "", "closed_on": row.closed_on, "published_on": row.published_on,
        "reply_text": "\n".join(" ".join(str(a.get("text", "")).split("\n")) for a in sent.answers) if sent else "",
        **_rating(row), **_disclosure(row),
    }  # fmt: skip


def _rating(row: Suggestion) -> dict[str, Any]:
    """The lead deputy's, of the last round."""
    last = [r for r in row.ratings.all() if r.round == row.handling_round and r.deputy_id == row.proposer_id]
    final = next((r for r in last if r.state == RatingState.FINAL), None)
    return {
        "process": Grade(final.process).label if final and final.process else "",
        "result": Grade(final.result).label if final and final.result else "",
        "rating_text": final.text if final else "", "rated_on": final.rated_on if final else None,
    }  # fmt: skip


def _disclosure(row: Suggestion) -> dict[str, Any]:
    reason = next((p.reason for p in row.publications.all() if p.extent == row.disclosure), "")
    extent = Disclosure(row.disclosure).label if row.disclosure else ""
    return {"disclosure": extent, "disclosure_reason": reason if extent else "", "summary": row.summary}
