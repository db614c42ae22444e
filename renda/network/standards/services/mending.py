"""What was lacking and is put right after the check (整改): when and how; or not, as who oversees it finds."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.standards import rules
from renda.network.standards.models import Check
from renda.network.standards.services.checking import keep_photos
from renda.network.standards.workflow import CHECK


@service
def rectify_station_check(
    row: Check, *, actor: Actor, item: str, on: date, text: str, photos: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Check:  # fmt: skip
    """An item that lacked something has it now. on: the day it was done. Raises Blocked, Invalid."""
    if row.gaps and item not in row.gaps:
        raise Invalid("请在还缺的项目里选。", field="item")
    if on > clock.today():
        raise Invalid("整改的日子不能晚于今天。", field="on")
    fixes = {**row.fixes, item: {"on": on.isoformat(), "text": text}}
    CHECK.apply(row, "rectify", actor=actor, seen=seen, once=once, note=note, **_mended(row, fixes))
    keep_photos(row, photos, actor)
    return row


@service
def dispute_station_check(
    row: Check, *, actor: Actor, item: str, note: str, seen: int | None = None, once: UUID | None = None
) -> Check:
    """What was said to be put right is not: the gap is open again, with the reason. Raises Blocked, Invalid."""
    if row.fixes and item not in row.fixes:
        raise Invalid("请在记了整改的项目里选。", field="item")
    fixes = {name: fix for name, fix in row.fixes.items() if name != item}
    CHECK.apply(row, "dispute", actor=actor, seen=seen, once=once, note=note, **_mended(row, fixes))
    return row


def _mended(row: Check, fixes: dict[str, Any]) -> dict[str, Any]:
    gaps = rules.open_gaps(row.checklist.items, row.current, fixes)
    return {"fixes": fixes, "gaps": gaps, "gap_count": len(gaps)}
