"""Sorting, merging, assigning, pressing, answering: what the office, the towns and the units do."""

import pytest

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.services import lapse_due
from renda.voice.campaigns import services
from renda.voice.campaigns.models import Campaign, CampaignItem
from renda.voice.campaigns.tests.factories import (
    assigned,
    campaign_of,
    closed,
    collected,
    handled,
    rated,
    replied,
    sorted_item,
)


def holder_of(row):
    return Waiting.objects.of(row).get().holder


def test_an_item_waits_for_its_town_and_beyond_the_town_for_the_office(cast):
    row = collected(cast)
    assert holder_of(row) == f"township:{cast.orgs.presidium}"
    services.sort_campaign_item(row, actor=cast.township, category="farming", level="county")
    assert holder_of(row) == f"office:{cast.orgs.office}"


def test_sorting_asks_for_what_is_missing_only(cast):
    row = collected(cast, category="farming", actor=cast.deputy)
    with pytest.raises(Invalid, match="哪一级"):
        services.sort_campaign_item(row, actor=cast.township)
    assert services.sort_campaign_item(row, actor=cast.township, level="town").category == "farming"


def test_without_a_unit_named_it_goes_to_its_own_town(cast):
    row = services.assign_campaign_item(sorted_item(cast, level="town"), actor=cast.township)
    assert (row.handling_org_id, row.handling_level) == (cast.orgs.town_gov, "town")
    assert holder_of(row) == f"town_gov:{cast.orgs.town_gov}"


def test_a_county_unit_has_to_be_named_and_only_the_county_names_it(cast):
    row = sorted_item(cast)
    with pytest.raises(Invalid, match="请选承办单位"):
        services.assign_campaign_item(row, actor=cast.office)
    with pytest.raises(Invalid, match="代表工委交办"):
        services.assign_campaign_item(row, actor=cast.township, org_id=cast.orgs.water)
    assert services.assign_campaign_item(row, actor=cast.office, org_id=cast.orgs.water).state == "assigned"


def test_the_days_of_handling_go_by_level(cast):
    book = rule_book(cast.county.pk)
    for level, org_id in (("village", cast.orgs.village), ("town", cast.orgs.town_gov), ("county", cast.orgs.water)):
        row = services.assign_campaign_item(sorted_item(cast, level=level), actor=cast.office, org_id=org_id)
        assert Waiting.objects.of(row).get().due_on == book.due(f"campaign_{level}", today()).day


def test_every_deputy_of_merged_items_gets_the_answer(cast):
    main = assigned(cast)
    other = collected(cast, actor=cast.deputy2)
    services.merge_campaign_item(other, actor=cast.office, main_number=main.number_text)
    assert not Waiting.objects.of(other).exists()
    services.handle_campaign_item(main, actor=cast.clerk, outcome="solved", result="换好了。")
    services.reply_campaign_item(main, actor=cast.clerk)
    other.refresh_from_db()
    assert (other.state, other.reply_words, other.outcome) == ("replied", "换好了。", "solved")
    assert Message.objects.filter(user_id=cast.deputy2.user_id, title__contains="有答复了").count() == 1
    assert services.rate_campaign_item(other, actor=cast.deputy2, rating="basic").state == "rated"


def test_an_item_with_others_in_it_is_not_merged_itself(cast):
    main, other, third = collected(cast), collected(cast), collected(cast)
    services.merge_campaign_item(other, actor=cast.office, main_number=str(main.serial))
    with pytest.raises(Blocked, match="1件并入"):
        services.merge_campaign_item(main, actor=cast.office, main_number=str(third.serial))
    services.split_campaign_item(other, actor=cast.office, note="不是一回事")
    assert services.merge_campaign_item(main, actor=cast.office, main_number=str(third.serial)).state == "merged"


def test_nothing_goes_into_what_is_answered_or_into_itself(cast):
    done, row = replied(cast), collected(cast)
    with pytest.raises(Conflict, match="不能再并入"):
        services.merge_campaign_item(row, actor=cast.office, main_number=done.number_text)
    with pytest.raises(Invalid, match="自己"):
        services.merge_campaign_item(row, actor=cast.office, main_number=row.number_text)
    with pytest.raises(Invalid, match="没有找到"):
        services.merge_campaign_item(row, actor=cast.office, main_number="99999")


def test_only_the_unit_given_it_or_the_sorters_write_the_result(cast):
    row = assigned(cast)
    with pytest.raises(NotAllowed):
        services.handle_campaign_item(row, actor=cast.co_clerk, outcome="solved", result="好了。")
    assert services.handle_campaign_item(row, actor=cast.clerk, outcome="solved", result="好了。").state == "handled"


def test_the_answer_is_the_result_unless_other_words_are_given(cast):
    assert replied(cast).reply_words == "四盏路灯已换新，当晚亮了。"
    row = services.reply_campaign_item(handled(cast), actor=cast.office, reply="灯亮了，谢谢您。")
    assert row.reply_words == "灯亮了，谢谢您。"


def test_silence_is_no_grade(cast):
    row = replied(cast)
    due = Waiting.objects.of(row).get().due_on
    with clock.at(due.replace(year=due.year + 1)):
        assert lapse_due() == 1
    row.refresh_from_db()
    assert (row.state, row.rating) == ("rated", "")


def test_only_what_a_deputy_is_not_satisfied_with_is_handled_once_more(cast):
    with pytest.raises(Blocked, match="不满意的才再办"):
        services.handle_again_campaign_item(rated(cast), actor=cast.office, note="看看")
    row = services.handle_again_campaign_item(rated(cast, "dissatisfied"), actor=cast.office, note="还有一盏没亮")
    assert (row.state, row.handling_round, row.rating, row.reply_words) == ("sorted", 2, "", "")
    services.assign_campaign_item(row, actor=cast.office, org_id=cast.orgs.water)
    services.handle_campaign_item(row, actor=cast.clerk, outcome="solved", result="都亮了。")
    services.rate_campaign_item(
        services.reply_campaign_item(row, actor=cast.clerk), actor=cast.deputy, rating="dissatisfied"
    )
    with pytest.raises(Blocked, match="已经再办过一次"):
        services.handle_again_campaign_item(row, actor=cast.office, note="再看")


def test_a_campaign_does_not_end_while_an_item_is_open(cast):
    closed(cast)
    row = collected(cast)
    campaign = campaign_of(cast)
    with pytest.raises(Blocked, match="还有1件建议没有办结"):
        services.close_campaign(campaign, actor=cast.office)
    assert Campaign.objects.get(pk=campaign.pk).state == "open"
    services.withdraw_campaign_item(row, actor=cast.deputy, note="重复了")
    assert services.close_campaign(Campaign.objects.get(pk=campaign.pk), actor=cast.office).state == "closed"


def test_the_unit_hands_back_what_is_not_its_own(cast):
    row = services.hand_back_campaign_item(assigned(cast), actor=cast.clerk, note="归交通局管")
    assert (row.state, CampaignItem.objects.get(pk=row.pk).handling_org_id) == ("sorted", None)


def test_the_clock_alone_lets_a_rating_lapse(cast):
    with pytest.raises(NotAllowed):
        services.lapse_campaign_item(replied(cast), actor=cast.office)
    assert services.lapse_campaign_item(replied(cast), actor=clock_actor(cast.county.pk)).state == "rated"
