from datetime import date

import pytest

from renda.ground.kernel.clock import at
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.services import why
from renda.voice.opinions import services
from renda.voice.opinions.states import Outcome, S
from renda.voice.opinions.tests.factories import collected, in_town, taken

pytestmark = pytest.mark.django_db


def test_the_only_town_government_needs_no_choice(cast):
    opinion = in_town(cast)
    assert (opinion.state, opinion.target_org_id) == (S.TOWN, cast.orgs.town_gov)


def test_the_town_has_seven_working_days_and_the_page_says_why(cast):
    with at(date(2026, 5, 14)):
        waiting = waiting_for(in_town(cast)).get()
    assert (waiting.holder, waiting.due_on) == (f"town_gov:{cast.orgs.town_gov}", date(2026, 5, 25))
    assert why(waiting).lines


def test_a_village_matter_goes_to_a_village_of_the_town(cast):
    opinion = services.pass_to_village_opinion(collected(cast), actor=cast.liaison, target_org_id=cast.orgs.village)
    assert waiting_for(opinion).get().holder == f"village:{cast.orgs.village}"
    with pytest.raises(Invalid):
        services.pass_to_village_opinion(collected(cast), actor=cast.liaison, target_org_id=cast.orgs.water)


def test_the_village_passes_up_what_it_cannot_do(cast):
    opinion = services.pass_to_village_opinion(collected(cast), actor=cast.liaison, target_org_id=cast.orgs.village)
    assert services.pass_to_town_opinion(opinion, actor=cast.village, note="要县里立项").state == S.TOWN
    assert services.refer_to_county_opinion(opinion, actor=cast.town_gov, note="涉及县道").state == S.REFERRED


def test_the_office_chooses_the_unit_of_the_county(cast):
    opinion = services.refer_to_county_opinion(collected(cast), actor=cast.liaison, note="涉及县道")
    assert waiting_for(opinion).get().holder == f"office:{cast.orgs.office}"
    with pytest.raises(NotAllowed):
        services.pass_to_county_opinion(opinion, actor=cast.liaison, target_org_id=cast.orgs.water)
    assert services.pass_to_county_opinion(opinion, actor=cast.office, target_org_id=cast.orgs.water).state == S.COUNTY
    assert waiting_for(opinion).get().holder == f"clerk:{cast.orgs.water}"


def test_a_unit_declines_with_a_reason(cast):
    opinion = services.refer_to_county_opinion(collected(cast), actor=cast.liaison, note="涉及县道")
    services.pass_to_county_opinion(opinion, actor=cast.office, target_org_id=cast.orgs.water)
    with pytest.raises(NotAllowed):
        services.decline_county_opinion(opinion, actor=cast.co_clerk, note="不归我们")
    opinion = services.decline_county_opinion(opinion, actor=cast.clerk, note="归交通局")
    assert (opinion.state, opinion.target_org_id) == (S.REFERRED, None)


def test_a_town_declines_and_it_is_the_stations_again(cast):
    opinion = services.decline_opinion(in_town(cast), actor=cast.town_gov, note="不在本镇")
    assert (opinion.state, opinion.target_org_id) == (S.COLLECTED, None)


def test_a_taken_one_can_be_passed_on_by_its_deputy(cast):
    assert services.pass_to_town_opinion(taken(cast), actor=cast.deputy).state == S.TOWN


def test_an_extension_moves_the_day_and_says_why(cast):
    with at(date(2026, 5, 14)):
        opinion = services.extend_opinion(in_town(cast), actor=cast.township, days=3, note="等雨季过")
        waiting = waiting_for(opinion).get()
    assert waiting.due_on == date(2026, 5, 28)
    assert "等雨季过" in "".join(why(waiting).lines)


def test_a_pause_stops_the_light(cast):
    opinion = services.pause_opinion(in_town(cast), actor=cast.township, note="等批复")
    assert waiting_for(opinion).get().paused_on is not None
    assert waiting_for(services.resume_opinion(opinion, actor=cast.township)).get().paused_on is None


@pytest.mark.parametrize("outcome", [Outcome.LIVELIHOOD, Outcome.TOPIC, Outcome.LEGISLATION])
def test_the_office_keeps_it_for_another_use(cast, outcome):
    opinion = services.keep_for_opinion(collected(cast), actor=cast.office, outcome=outcome, result="已列入备选。")
    assert (opinion.state, opinion.outcome) == (S.HANDLED, outcome)


def test_no_other_outcome_is_kept_for(cast):
    with pytest.raises(Invalid):
        services.keep_for_opinion(collected(cast), actor=cast.office, outcome="town", result="……")
