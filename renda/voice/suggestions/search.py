"""What can be found of suggestions with their replies: all of it by who has to do with it, the published words by everybody. A letter by its
number, by whom it went to and those who file it; it says what the suggestion says."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from renda.ground.kernel.actor import Actor, Role
from renda.ground.papers.models import Paper
from renda.ground.papers.search import papers
from renda.ground.papers.states import Audience
from renda.ground.people.models import Organisation
from renda.ground.search.declare import PUBLIC, Source, Text, held, seat
from renda.voice.suggestions.models import Handling, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.states import (
    GOVERNMENT_STATES,
    PRIVATE_STATES,
    SIGNED_STATES,
    Disclosure,
    HandlingState,
    Mode,
    S,
    SignatureState,
)

RELATED = (
    "proposer", "lead_org", "congress", "signatures__deputy", "merged_from__proposer", "merged_from__signatures__deputy",
    "handlings", "supplements",
)  # fmt: skip
CONGRESS_STAFF = (Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER)
UNITS = (Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE)


def rows() -> Any:
    return Suggestion.objects.prefetch_related(*RELATED)


def read(row: Suggestion) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title, "at": row.submitted_at or row.created_at, "href": row.get_absolute_url(),
        "number": row.number_text, "names": (row.proposer.name,), "org": row.lead_org.label if row.lead_org else "",
        "state": S(row.state).label,
    }  # fmt: skip
    yield Text(**facts, keys=frozenset(_parties(row)), text=_whole(row))
    if row.published_on:
        address = reverse("portal:suggestion", args=[row.congress.code, row.number_short]) if row.congress.code else ""
        text = _whole(row, with_supplements=False) if row.disclosure == Disclosure.FULL else row.summary
        yield Text(**facts, keys=frozenset({PUBLIC}), text=text, open_href=address, part="public")


def _whole(row: Suggestion, *, with_supplements: bool = True) -> str:
    sent = [one for one in row.handlings.all() if one.state == HandlingState.DONE and one.mode != Mode.CO]
    answers = [answer.get("text", "") for one in sent for answer in one.answers] + [one.closing for one in sent]
    later = [one.text for one in row.supplements.all()] if with_supplements else []
    parts = (row.problem, row.analysis, *row.asks, *later, *answers)
    return "\n".join(part for part in parts if part)


def _parties(row: Suggestion) -> set[str]:
    keys = _staff(row)
    for paper in (row, *row.merged_from.all()):
        keys |= seat(paper.proposer.user_id)
        for one in paper.signatures.all():
            keys |= seat(one.deputy.user_id) if one.state != SignatureState.DECLINED else set()
    return keys


def _staff(row: Suggestion) -> set[str]:
    """Of the parties those who have to do with it by a post that is none of a deputy."""
    keys = held((Role.LIAISON, Role.STATION_MASTER), row.helper_org_id)
    for part in row.handlings.all():
        keys |= held(UNITS, part.org_id) if part.state != HandlingState.RETURNED else set()
    if row.state not in PRIVATE_STATES:
        keys |= held(CONGRESS_STAFF, row.office_id) | {f"reader:{row.congress_id}"}
    if row.state in GOVERNMENT_STATES:
        keys |= held((Role.GOV_OFFICE, Role.TOWN_GOV), row.government_id)
    return keys


def _readers(row: Suggestion, paper: Paper, _: Text) -> set[str]:
    """Of those who open a paper those whom a key names: staff all, a signatory the original and the own letter."""
    if paper.audience == Audience.PUBLIC and row.published_on:
        return {PUBLIC}
    keys, whose = _staff(row), paper.purpose.rpartition("_")[2]
    signed = [one.deputy for one in row.signatures.all() if one.state in SIGNED_STATES]
    for deputy in (row.proposer, *signed) if paper.audience == Audience.PARTIES else ():
        keys |= seat(deputy.user_id) if whose in ("original", str(deputy.pk)) else set()
    return keys


def readers_of(actor: Actor) -> Iterable[str]:
    """Leaders and committees read what is of their congress."""
    bodies = actor.orgs(Role.LEADER, Role.COMMITTEE)
    if not bodies:
        return []
    rows = Organisation.objects.filter(county_id=actor.county_id, pk__in=bodies, congress__isnull=False)
    return [f"reader:{pk}" for pk in bodies.union(rows.values_list("congress_id", flat=True))]


def visible(actor: Actor) -> Any:
    return Suggestion.objects.visible_to(actor)


def parent_of(model: Any) -> Any:
    return lambda keys: model.objects.filter(pk__in=keys).values_list("parent_id", flat=True)


PARTS = {model.kind: parent_of(model) for model in (Handling, Signature, Rating, Publication)}
LETTERS = papers(_readers, with_text=False)
SOURCES = (
    Source(
        "suggestion",
        "代表建议",
        rows,
        read,
        visible,
        of=PARTS,
        keys_of=readers_of,
        is_request=True,
        is_steady=True,
        beside=(LETTERS,),
    ),
)
