"""What can be found of supervision: tours, what they found, letters. None of it is public."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import Source, Text, held, moment_of, seat
from renda.voice.pressing.models import Finding, Inquiry, Tour
from renda.voice.pressing.queries.rows import UNIT_ROLES
from renda.voice.pressing.states import UNSEEN_LETTERS, UNSEEN_TOURS, FindingState
from renda.voice.suggestions.search import CONGRESS_STAFF, readers_of

ITEM = ("suggestion__proposer", "motion__mover", "org")


def tours() -> Any:
    items = [f"findings__{name}" for name in ITEM[:2]]
    return Tour.objects.prefetch_related("invitees__deputy", *items)


def read_tour(row: Tour) -> Iterator[Text]:
    keys = _congress(row)
    if row.state not in UNSEEN_TOURS:
        for finding in row.findings.all():
            keys |= _guests(finding) if finding.state != FindingState.LEFT else set()
        keys |= _invited(row)
    yield Text(
        title=row.title, at=moment_of(row.on), href=row.get_absolute_url(), keys=frozenset(keys),
        text="\n".join((row.route, row.report)), number=row.number_text, state=row.get_state_display(),
    )  # fmt: skip


def findings() -> Any:
    return Finding.objects.select_related("tour", *ITEM).prefetch_related("tour__invitees__deputy")


def read_finding(row: Finding) -> Iterator[Text]:
    open_to = _guests(row) | _invited(row.tour) if row.tour.state not in UNSEEN_TOURS else set()
    yield Text(
        title=row.title_line(), at=moment_of(row.tour.on), href=row.get_absolute_url(), org=row.org.label if row.org else "",
        keys=frozenset(_congress(row) | open_to), text="\n".join((row.text, row.demand, row.answer)),
        state=row.get_state_display(),
    )  # fmt: skip


def letters() -> Any:
    return Inquiry.objects.select_related(*ITEM)


def read_letter(row: Inquiry) -> Iterator[Text]:
    open_to = _guests(row) if row.state not in UNSEEN_LETTERS else set()
    words = (*row.reasons, row.questions, row.answer, row.conclusion)
    yield Text(
        title=row.title_line(), at=row.created_at, href=row.get_absolute_url(), number=row.number_text,
        keys=frozenset(_congress(row) | open_to), text="\n".join(str(word) for word in words if word),
        org=row.org.label if row.org else "", state=row.get_state_display(),
    )  # fmt: skip


def _congress(row: Any) -> set[str]:
    return held(CONGRESS_STAFF, row.office_id) | {f"reader:{row.congress_id}"}


def _guests(row: Any) -> set[str]:
    """The unit and the government office above it, and the deputy whose suggestion or motion it is about."""
    keys = held(UNIT_ROLES, row.org_id) | held((Role.GOV_OFFICE, Role.TOWN_GOV), row.government_id)
    keys |= seat(row.suggestion.proposer.user_id) if row.suggestion else set()
    return keys | (seat(row.motion.mover.user_id) if row.motion and row.motion.mover else set())


def _invited(tour: Tour) -> set[str]:
    return {key for one in tour.invitees.all() for key in seat(one.deputy.user_id)}


def visible_tours(actor: Actor) -> Any:
    return Tour.objects.visible_to(actor)


def visible_findings(actor: Actor) -> Any:
    return Finding.objects.visible_to(actor)


def visible_letters(actor: Actor) -> Any:
    return Inquiry.objects.visible_to(actor)


def _tours_of(keys: list[Any]) -> Any:
    return Finding.objects.filter(pk__in=keys).values_list("tour_id", flat=True)


def _findings_of(keys: list[Any]) -> Any:
    return Finding.objects.filter(tour_id__in=keys).values_list("pk", flat=True)


SOURCES = (
    Source("tour", "督查", tours, read_tour, visible_tours, of={"finding": _tours_of}, keys_of=readers_of),
    Source(
        "finding", "督查发现", findings, read_finding, visible_findings, of={"tour": _findings_of}, keys_of=readers_of
    ),
    Source("inquiry", "督办函", letters, read_letter, visible_letters, keys_of=readers_of),
)
