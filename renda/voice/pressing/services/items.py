"""What an act copies from its item when it begins."""

from typing import Any

from renda.ground.kernel.errors import Blocked
from renda.voice.motions.models import Motion
from renda.voice.motions.queries import government_of
from renda.voice.pressing import rules
from renda.voice.pressing.queries.items import Item, phase_of


def bodies_of(item: Item) -> dict[str, Any]:
    """The bodies and the stage of an act on this item. Raises Blocked if no unit has it yet."""
    if isinstance(item, Motion):
        return _of_motion(item)
    if item.lead_org is None or not item.assigned_on:
        raise Blocked("这件还没有交办，没有单位可以督办。")
    return {
        "county_id": item.county_id, "suggestion": item, "congress": item.congress, "office": item.office,
        "committee": item.committee or item.office, "org": item.lead_org, "government": item.government,
        "stage": rules.stage_of(item.state),
    }  # fmt: skip


def _of_motion(item: Motion) -> dict[str, Any]:
    if item.unit is None:
        raise Blocked("这件议案还没有交政府办理，没有单位可以督办。")
    return {
        "county_id": item.county_id, "motion": item, "congress": item.congress, "office": item.office,
        "committee": item.committee or item.office, "org": item.unit, "government": government_of(item.congress),
        "stage": rules.stage_of(phase_of(item)),
    }  # fmt: skip
