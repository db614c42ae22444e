"""Co-signing (联名): by invitation on the phone, or on paper with its scan."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, Invalid
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.services.files import keep_scan
from renda.voice.motions.services.locking import locked
from renda.voice.motions.services.telling import tell_people
from renda.voice.motions.states import SIGNED_STATES, CosigningState, M
from renda.voice.motions.workflow import COSIGNING, MOTION


@service
def invite_cosigning(
    parent: Motion, *, actor: Actor, deputy_ids: Iterable[int], once: UUID | None = None, note: str = ""
) -> Motion:
    """Ask deputies of the same congress to co-sign; who was asked before is left as he is."""
    for deputy in _others(parent, deputy_ids):
        row = Cosigning(county_id=parent.county_id, parent=parent, deputy=deputy)
        COSIGNING.start(row, "invite", actor=actor, once=once, note=note)
        once = None
        tell_people([deputy.user_id], "motions/invited", parent)
    return _gather(parent, actor)


@service
def record_cosigning(
    parent: Motion, *, actor: Actor, deputy_ids: Iterable[int], scan: Any, once: UUID | None = None, note: str = ""
) -> Motion:
    """Note signatures given on paper, with the scan that shows them."""
    deputies = _others(parent, deputy_ids)
    stored = keep_scan(parent, scan, actor=actor, purpose="signatures")
    for deputy in deputies:
        row = Cosigning(county_id=parent.county_id, parent=parent, deputy=deputy, signed_at=clock.now(), scan=stored)
        COSIGNING.start(row, "record", actor=actor, once=once, note=note)
        once = None
    return _gather(parent, actor)


@service
def sign_cosigning(
    row: Cosigning, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Cosigning:
    row.parent = locked(row.parent)
    COSIGNING.apply(row, "sign", actor=actor, seen=seen, once=once, note=note, signed_at=clock.now())
    return row


@service
def decline_cosigning(
    row: Cosigning, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Cosigning:
    COSIGNING.apply(row, "decline", actor=actor, seen=seen, once=once, note=note)
    return row


def renew_signatures(parent: Motion, *, actor: Actor) -> None:
    """Who signed the text as it was is asked whether he signs it as it is."""
    for row in _in_states(parent, SIGNED_STATES):
        COSIGNING.apply(row, "renew", actor=actor, signed_at=None)
        tell_people([row.deputy.user_id], "motions/changed", parent)


def lapse_invitations(parent: Motion, *, actor: Actor) -> None:
    """Who has not answered when the motion goes on waits for it no longer."""
    for row in _in_states(parent, [CosigningState.INVITED]):
        COSIGNING.apply(row, "lapse", actor=actor)


def _in_states(parent: Motion, states: Iterable[str]) -> list[Cosigning]:
    rows = list(parent.cosignings.filter(state__in=list(states)).select_related("deputy").order_by("pk"))
    for row in rows:
        row.parent = parent
    return rows


def _gather(parent: Motion, actor: Actor) -> Motion:
    if parent.state == M.DRAFT:
        MOTION.apply(parent, "gather", actor=actor)
    return parent


def _others(parent: Motion, deputy_ids: Iterable[int]) -> list[Deputy]:
    """Serving deputies of this congress, without the lead deputy and those already asked. Raises Invalid if none is left."""
    if not parent.is_by_deputies:
        raise Blocked("机关提出的议案不用联名。")
    asked = set(parent.cosignings.values_list("deputy_id", flat=True)) | {parent.mover_id}
    found = Deputy.objects.filter(
        county_id=parent.county_id, congress_id=parent.congress_id, pk__in=set(deputy_ids) - asked, serving=True
    )
    deputies = list(found.order_by("pk"))
    if not deputies:
        raise Invalid("请选还没有邀请过的、同一个人大的在任代表。", field="deputy_ids")
    return deputies
