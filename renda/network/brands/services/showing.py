"""A finished case as a model (案例): proposed under a brand with its own words for the public, published by a second person."""

from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.network.brands.models import MethodCase
from renda.network.brands.queries import brands_for
from renda.network.brands.services.working import refuse_numbers
from renda.network.brands.workflow import METHOD_CASE, liaison


@service
def propose_method_case(
    row: MethodCase, *, actor: Actor, brand: UUID, summary: str, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> MethodCase:  # fmt: skip
    """Under which brand, and what the public is to read: lines and photos of the steps never are. Raises Invalid."""
    refuse_numbers(summary=summary)
    if not brands_for(row).filter(pk=brand).exists():
        raise Invalid("请选本镇或者本站已经命名的品牌。", field="brand")
    said: dict[str, Any] = {"brand_id": brand, "summary": summary.strip(), "proposed_by": actor.user_id}
    METHOD_CASE.apply(row, "propose", actor=actor, seen=seen, once=once, note=note, **said)
    return row


@service
def publish_method_case(
    row: MethodCase, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> MethodCase:
    """Everybody may read it, at an address that stays."""
    METHOD_CASE.apply(row, "publish", actor=actor, seen=seen, once=once, note=note, published_on=clock.today())
    tell(liaison(row), "brands/published", row)
    return row


@service
def decline_method_case(
    row: MethodCase, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> MethodCase:
    """Not as a model, or not in these words; the reason goes to the station."""
    METHOD_CASE.apply(row, "decline", actor=actor, seen=seen, once=once, note=note)
    tell(liaison(row), "brands/declined", row, extra={"reason": note})
    return row


@service
def take_down_method_case(
    row: MethodCase, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> MethodCase:
    """No longer public; the address says that there is nothing. It may be proposed again."""
    METHOD_CASE.apply(row, "take_down", actor=actor, seen=seen, once=once, note=note, published_on=None)
    tell(liaison(row), "brands/taken_down", row, extra={"reason": note})
    return row
