"""What an act copies from its item when it begins."""

from typing import Any

from renda.ground.kernel.errors import Blocked
from renda.voice.pressing import rules
from renda.voice.suggestions.models import Suggestion


def bodies_of(item: Suggestion) -> dict[str, Any]:
    """The bodies and the stage of an act on this item. Raises Blocked if no unit has it yet."""
    if item.lead_org is None or not item.assigned_on:
        raise Blocked("这件还没有交办，没有单位可以督办。")
    return {
        "county_id": item.county_id, "suggestion": item, "congress": item.congress, "office": item.office,
        "committee": item.committee or item.office, "org": item.lead_org, "government": item.government,
        "stage": rules.stage_of(item.state),
    }  # fmt: skip
