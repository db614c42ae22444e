"""How items come in: two fields for a deputy, by others for a deputy, once and not twice."""

from datetime import timedelta

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.voice.campaigns import services
from renda.voice.campaigns.models import CampaignItem
from renda.voice.campaigns.services.numbers import take_serials
from renda.voice.campaigns.tests.factories import TEXT, collected, prepared, running


def test_a_deputy_enters_two_fields_and_gets_a_number(cast):
    row = services.collect_campaign_item(running(cast), actor=cast.deputy, text=TEXT, place="三组晒坝旁")
    assert row.number_text == f"高{today().year}-00001"
    assert (row.state, row.entry, row.deputy, row.deputy_level) == ("collected", "self", cast.seats.deputy, 2)
    assert row.presidium_id == cast.orgs.presidium and row.helper_org_id == cast.orgs.station
    assert collected(cast).number_text == f"高{today().year}-00002"


def test_a_table_takes_its_own_numbers_and_nobody_waits_for_it(cast):
    campaign = running(cast)
    services.collect_campaign_item(campaign, actor=cast.deputy, text=TEXT)
    assert list(take_serials(cast.county.pk, today().year, 3)) == [21, 22, 23]
    assert collected(cast).serial == 2


@pytest.mark.parametrize("who", ["liaison", "township", "office"])
def test_others_enter_for_a_deputy(cast, who):
    row = collected(cast, actor=getattr(cast, who), deputy_id=cast.seats.deputy2.pk)
    assert (row.deputy, row.entry) == (cast.seats.deputy2, "proxy")
    assert row.entered_by_id == getattr(cast, who).user_id


def test_a_unit_does_not_enter_for_a_deputy(cast):
    with pytest.raises(NotAllowed):
        collected(cast, actor=cast.clerk)


def test_a_campaign_that_does_not_run_takes_nothing(cast):
    with pytest.raises(Blocked, match="现在不收"):
        services.collect_campaign_item(prepared(cast), actor=cast.deputy, text=TEXT)
    assert not CampaignItem.objects.exists()


def test_the_same_words_of_a_deputy_are_one_item(cast):
    first = collected(cast, TEXT)
    with pytest.raises(Conflict, match=first.number_text):
        collected(cast, TEXT.replace("，", ", "))
    assert collected(cast, TEXT, actor=cast.deputy2).pk != first.pk


def test_the_same_call_again_is_the_same_item(cast):
    once, campaign = uuid7(), running(cast)
    first = services.collect_campaign_item(campaign, actor=cast.deputy, text=TEXT, once=once)
    assert services.collect_campaign_item(campaign, actor=cast.deputy, text=TEXT, once=once).pk == first.pk
    assert CampaignItem.objects.count() == 1


def test_what_was_withdrawn_may_be_said_again(cast):
    services.withdraw_campaign_item(collected(cast, TEXT), actor=cast.deputy, note="先问清楚")
    assert collected(cast, TEXT).state == "collected"


def test_the_days_of_a_campaign_are_in_order(cast):
    from renda.ground.kernel.errors import Invalid

    with pytest.raises(Invalid, match="不能早于"):
        prepared(cast, until_on=today() - timedelta(days=1))
