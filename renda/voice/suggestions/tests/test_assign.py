from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import HandlingState, Mode, S
from renda.voice.suggestions.tests.factories import assigned, co_of, lead_of, registered


def test_assigning_sets_the_reply_date(cast):
    with clock.at(datetime(2026, 11, 30, 9)):
        row = assigned(cast)
    assert waiting_for(row).get().due_on == date(2027, 2, 28)
    assert lead_of(row).state == HandlingState.PENDING


def test_a_complex_one_has_six_months_from_the_same_day(cast):
    with clock.at(datetime(2026, 2, 27, 9)):
        row = assigned(cast, is_complex=True)
        assert waiting_for(row).get().due_on == date(2026, 8, 27)


def test_lengthening_counts_from_the_day_of_assignment_for_all_units(cast):
    with clock.at(datetime(2026, 2, 27, 9)):
        row = assigned(cast)
        handling = lead_of(row)
        services.accept_handling(
            handling, actor=cast.clerk, leader_name="闻道平", officer_name="易川", officer_phone="5550000"
        )
    with clock.at(datetime(2026, 4, 1, 9)):
        services.lengthen_suggestion(row, actor=cast.office, note="涉及三个部门")
    assert waiting_for(row).get().due_on == date(2026, 8, 27)
    assert waiting_for(handling).get().due_on == date(2026, 8, 27)
    with pytest.raises(Blocked):
        services.lengthen_suggestion(row, actor=cast.office, note="再来一次")


def test_only_the_office_assigns(cast):
    row = registered(cast)
    for other in (cast.deputy, cast.gov, cast.clerk, cast.other_office):
        with pytest.raises(NotAllowed):
            services.assign_suggestion(row, actor=other, lead_org_id=cast.orgs.water)
    assert Suggestion.objects.get(pk=row.pk).state == S.REGISTERED


def test_co_units_have_a_month_and_separate_units_answer_themselves(cast):
    with clock.at(datetime(2026, 3, 2, 9)):
        row = assigned(cast, co=True)
        assert co_of(row).mode == Mode.CO
        other = services.assign_suggestion(
            registered(cast), actor=cast.office, lead_org_id=cast.orgs.water, separate_org_ids=[cast.orgs.roads]
        )
    assert {h.mode for h in other.handlings.all()} == {Mode.SEPARATE}


@pytest.mark.parametrize("days", [1, -400])
def test_the_day_is_neither_to_come_nor_before_registration(cast, days):
    on = clock.today() + timedelta(days=days)
    with pytest.raises(Invalid, match="交办之日"):
        services.assign_suggestion(registered(cast), actor=cast.office, lead_org_id=cast.orgs.water, on=on)


def test_a_station_is_no_handling_unit(cast):
    with pytest.raises(Invalid, match="承办单位"):
        services.assign_suggestion(registered(cast), actor=cast.office, lead_org_id=cast.orgs.station)


def test_preassignment_goes_to_the_government_and_back(cast):
    row = services.preassign_suggestion(registered(cast), actor=cast.office, lead_org_id=cast.orgs.roads)
    assert waiting_for(row).get().holder == f"gov_office:{cast.orgs.gov_office}"
    services.propose_suggestion(row, actor=cast.gov, lead_org_id=cast.orgs.water, note="水利局的事")
    assert row.proposed["lead"] == cast.orgs.water
    services.assign_suggestion(row, actor=cast.office, lead_org_id=row.proposed["lead"])
    assert row.state == S.ASSIGNED


def test_the_database_refuses_an_assigned_row_without_a_lead(cast):
    row = assigned(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=row.pk).update(lead_org=None)


def test_urging_tells_the_units_that_owe_a_reply(cast):
    row = services.urge_suggestion(assigned(cast), actor=cast.gov)
    from renda.ground.notices.models import Message

    assert Message.objects.filter(user_id=cast.clerk.user_id, title__contains="催办").count() == 1
    assert row.state == S.ASSIGNED
