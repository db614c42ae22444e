"""Random walks over each of the three workflows: no illegal move, history whole, somebody waited for."""

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk
from renda.voice.campaigns.tests.factories import collected, handled, planned, prepared, replied, reported
from renda.voice.campaigns.workflow import CAMPAIGN, CAMPAIGN_ACTION, CAMPAIGN_ITEM


@pytest.fixture
def actors(cast):
    names = (
        "deputy",
        "deputy2",
        "liaison",
        "office",
        "township",
        "town_gov",
        "village",
        "clerk",
        "co_clerk",
        "resident",
    )
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields_of(cast):
    def fields(row, name):
        day = row.created_at.date()
        known = {
            "sort": {"category": "farming", "handling_level": "county"},
            "assign": {"handling_org_id": cast.orgs.water, "handling_level": "county", "assigned_on": day},
            "merge": {"merged_into_id": main_of(cast).pk},
            "split": {"merged_into_id": None},
            "reply": {"replied_on": day},
            "explain": {"replied_on": day, "reply": "已说明"},
            "reply_along": {"replied_on": day},
            "rate": {"rating": "dissatisfied"},
            "handle_again": {"handling_round": getattr(row, "handling_round", 1) + 1, "rating": ""},
        }
        return known.get(name, {})

    return fields


def main_of(cast):
    from renda.voice.campaigns.models import CampaignItem

    return CampaignItem.objects.order_by("pk")[0]


def test_walks_of_the_campaign(cast, actors):
    walk(CAMPAIGN, lambda: prepared(cast), actors, examples=8, steps=6)


def test_walks_of_an_item(cast, actors):
    collected(cast)
    walk(CAMPAIGN_ITEM, lambda: collected(cast), actors, fields=fields_of(cast), examples=6)
    walk(CAMPAIGN_ITEM, lambda: handled(cast), actors, fields=fields_of(cast), examples=6)
    walk(CAMPAIGN_ITEM, lambda: replied(cast), actors, fields=fields_of(cast), examples=6)


def test_walks_of_a_deed(cast, actors):
    walk(CAMPAIGN_ACTION, lambda: planned(cast), actors, examples=5)
    walk(CAMPAIGN_ACTION, lambda: reported(cast), actors, examples=5)
