"""Who is told what. A single step tells at once; a run over many rows tells each person once, with the number."""

from collections.abc import Mapping

from renda.ground.notices.services import tell
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem
from renda.voice.campaigns.workflow import author, sorter, unit

# Which holders a step tells, and by which notice; `_many` stands for a run's.
TOLD = {
    "assign": (unit, "campaigns/assigned"),
    "press": (unit, "campaigns/pressed"),
    "reply": (author, "campaigns/replied"),
    "explain": (author, "campaigns/replied"),
}


def tell_of_step(item: CampaignItem, step: str, *, is_quiet: bool) -> None:
    """In a run nobody is told of each row."""
    if not is_quiet:
        holders, template = TOLD[step]
        tell(list(holders(item)), template, item)


def holders_of(item: CampaignItem, step: str) -> list[str]:
    """Whom a run has to tell of this row."""
    return list(TOLD[step][0](item)) if step in TOLD else []


def tell_of_run(campaign: Campaign, step: str, counts: Mapping[str, int]) -> None:
    """Each holder once, with how many rows it was."""
    template = f"{TOLD[step][1]}_many" if step in TOLD else ""
    for holder, count in counts.items():
        tell([holder], template, campaign, extra={"count": count})


def tell_author(row: CampaignItem | CampaignAction, template: str) -> None:
    tell(list(author(row)), template, row)


def tell_sorter(row: CampaignItem | CampaignAction, template: str) -> None:
    tell(list(sorter(row)), template, row)
