"""Co-signing (联名): by invitation, or on paper with its scan."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.voice.suggestions.models import Signature, Suggestion
from renda.voice.suggestions.services.scans import keep_scan
from renda.voice.suggestions.services.telling import tell_people
from renda.voice.suggestions.workflow import SIGNATURE


@service
def invite_signature(
    parent: Suggestion, *, actor: Actor, deputy_ids: Iterable[int], once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Ask deputies to co-sign; who was asked before is left as he is."""
    for deputy in _others(parent, deputy_ids):
        row = Signature(county_id=parent.county_id, parent=parent, deputy=deputy)
        SIGNATURE.start(row, "invite", actor=actor, once=once, note=note)
        once = None
        tell_people([deputy.user_id], "suggestions/invited", parent)
    return parent


@service
def record_signature(
    parent: Suggestion, *, actor: Actor, deputy_ids: Iterable[int], scan: Any, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Note signatures given on paper, with the scan that shows them."""
    deputies = _others(parent, deputy_ids)
    stored = keep_scan(parent, scan, actor=actor, purpose="signatures")
    for deputy in deputies:
        row = Signature(county_id=parent.county_id, parent=parent, deputy=deputy, signed_at=clock.now(), scan=stored)
        SIGNATURE.start(row, "record", actor=actor, once=once, note=note)
        once = None
    return parent


@service
def sign_signature(
    row: Signature, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Signature:
    SIGNATURE.apply(row, "sign", actor=actor, seen=seen, once=once, note=note, signed_at=clock.now())
    return row


@service
def decline_signature(
    row: Signature, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Signature:
    SIGNATURE.apply(row, "decline", actor=actor, seen=seen, once=once, note=note)
    return row


def carried_signers(parent: Suggestion, deputy_ids: Iterable[int]) -> list[Deputy]:
    """Those who signed the motion that became this suggestion, without its proposer."""
    wanted = set(deputy_ids) - {parent.proposer_id}
    return list(Deputy.objects.filter(county_id=parent.county_id, pk__in=wanted).order_by("pk"))


def carry_signatures(parent: Suggestion, deputies: Iterable[Deputy], *, actor: Actor) -> None:
    """They signed elsewhere, which stands in that record; here they count as signatories."""
    for deputy in deputies:
        row = Signature(county_id=parent.county_id, parent=parent, deputy=deputy, signed_at=clock.now())
        SIGNATURE.start(row, "carry", actor=actor)


def _others(parent: Suggestion, deputy_ids: Iterable[int]) -> list[Deputy]:
    """Serving deputies named, without the proposer and those already asked. Raises Invalid if none is left."""
    asked = set(parent.signatures.values_list("deputy_id", flat=True)) | {parent.proposer_id}
    found = Deputy.objects.filter(county_id=parent.county_id, pk__in=set(deputy_ids) - asked, serving=True)
    deputies = list(found.order_by("pk"))
    if not deputies:
        raise Invalid("请选还没有邀请过的在任代表。", field="deputy_ids")
    return deputies
