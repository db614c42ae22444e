"""Who is told what. Notices are written to the outbox in the same transaction; nothing is sent here."""

from collections.abc import Iterable

from renda.ground.kernel.actor import person_key
from renda.ground.notices.services import tell
from renda.ground.people.models import Organisation
from renda.voice.motions.models import Motion
from renda.voice.motions.workflow import author, committee, key_at, office, unit


def tell_people(user_ids: Iterable[int | None], template: str, row: Motion) -> None:
    if keys := [person_key(user_id) for user_id in user_ids if user_id]:
        tell(keys, template, row)


def tell_movers(row: Motion, template: str) -> None:
    """The lead deputy and all who signed, or the moving body. Source: 代表法 (2025) art. 50"""
    signed = row.cosignings.given().values_list("deputy__user_id", flat=True)
    keys = [*author(row), *(person_key(user_id) for user_id in signed if user_id)]
    tell(list(dict.fromkeys(keys)), template, row)


def tell_office(row: Motion, template: str) -> None:
    tell(list(office(row)), template, row)


def tell_committee(row: Motion, template: str) -> None:
    tell(list(committee(row)), template, row)


def tell_unit(row: Motion, template: str) -> None:
    tell(list(unit(row)), template, row)


def tell_body(org: Organisation, template: str, row: Motion) -> None:
    tell([key_at(org)], template, row)
