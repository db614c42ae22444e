"""A campaign that takes items does not close meanwhile: who enters holds a shared lock, who closes the whole row."""

from django.db import connection

from renda.ground.kernel.errors import Blocked, NotFound
from renda.voice.campaigns.models import Campaign
from renda.voice.campaigns.states import CampaignState

SHARED = "SELECT id FROM campaigns_campaign WHERE id = %s FOR SHARE"


def hold_open(campaign: Campaign) -> Campaign:
    """The campaign as it is now, held open until this transaction ends. Many may hold it at once. Raises Blocked.

    An embedded database has one writer at a time and needs no lock.
    """
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(SHARED, [campaign.pk])
    found = Campaign.objects.filter(pk=campaign.pk, county_id=campaign.county_id).select_related("office").first()
    if found is None:
        raise NotFound("没有找到这项活动。")
    if found.state != CampaignState.OPEN:
        raise Blocked("这项活动现在不收，请看活动的起止日期。")
    return found


def locked(campaign: Campaign) -> Campaign:
    """The campaign's row for whoever closes it: waits for those who are entering."""
    return Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk, county_id=campaign.county_id)
