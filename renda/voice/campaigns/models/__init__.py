"""Campaigns: the campaign, its items and deeds, uploaded tables, jobs over many items."""

from renda.voice.campaigns.models.action import CampaignAction
from renda.voice.campaigns.models.campaign import Campaign, NumberBlock, SheetForm, Totals
from renda.voice.campaigns.models.item import CampaignItem, Similar
from renda.voice.campaigns.models.lots import BatchRun, BatchTrouble, ItemSheet, SheetRow

__all__ = [
    "BatchRun", "BatchTrouble", "Campaign", "CampaignAction", "CampaignItem", "ItemSheet", "NumberBlock", "SheetForm",
    "SheetRow", "Similar", "Totals",
]  # fmt: skip
