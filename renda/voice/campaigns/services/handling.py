"""What the handling body and the deputy do: the result, the answer, the rating; handling it again."""

from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.engine import service
from renda.voice.campaigns.models import CampaignItem
from renda.voice.campaigns.services.sorting import answer_merged
from renda.voice.campaigns.services.telling import tell_of_step
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM


@service
def handle_campaign_item(
    row: CampaignItem, *, actor: Actor, outcome: str, result: str, seen: int | None = None, once: UUID | None = None,
    note: str = "", is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Write down what was done and what came of it."""
    CAMPAIGN_ITEM.apply(
        row, "handle", actor=actor, seen=seen, once=once, note=note, outcome=outcome, result=result,
        handled_on=clock.today(),
    )  # fmt: skip
    return row


@service
def reply_campaign_item(
    row: CampaignItem, *, actor: Actor, reply: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "", is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Answer the deputy, with the result's own words unless others are given; and every deputy whose item went into it."""
    CAMPAIGN_ITEM.apply(
        row, "reply", actor=actor, seen=seen, once=once, note=note, reply=reply, replied_on=clock.today()
    )
    answer_merged(row, actor=actor)
    tell_of_step(row, "reply", is_quiet=is_quiet)
    return row


@service
def rate_campaign_item(
    row: CampaignItem, *, actor: Actor, rating: str, rating_text: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> CampaignItem:  # fmt: skip
    """The deputy's word, or as it stands on the deputy's paper."""
    CAMPAIGN_ITEM.apply(
        row, "rate", actor=actor, seen=seen, once=once, note=note, rating=rating, rating_text=rating_text
    )
    return row


@service
def lapse_campaign_item(row: CampaignItem, *, actor: Actor) -> CampaignItem:
    """The days for the rating are over: 未反馈, never 满意."""
    CAMPAIGN_ITEM.apply(row, "lapse", actor=actor)
    return row


@service
def handle_again_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignItem:
    """A deputy is not satisfied: once more from the assignment on. The first answer stays in the history."""
    CAMPAIGN_ITEM.apply(
        row, "handle_again", actor=actor, seen=seen, once=once, note=note, handling_round=row.handling_round + 1,
        rating="", rating_text="", reply="", outcome="", result="", replied_on=None, handled_on=None, assigned_on=None,
        handling_org_id=None,
    )  # fmt: skip
    row.handling_org = None
    return row
