"""Reads of campaigns: QuerySets with `visible_to`, filters of lists, the bodies of a county."""

from renda.voice.campaigns.queries.bodies import Home, Town, home_of, homes_in, office_of, town_of, towns_of, units_of
from renda.voice.campaigns.queries.rows import (
    ActionQuerySet,
    CampaignQuerySet,
    ItemQuerySet,
    ItemSheetQuerySet,
    RunQuerySet,
)

__all__ = [
    "ActionQuerySet", "CampaignQuerySet", "Home", "ItemQuerySet", "ItemSheetQuerySet", "RunQuerySet", "Town", "home_of",
    "homes_in", "office_of", "town_of", "towns_of", "units_of",
]  # fmt: skip
