"""Key suggestions and the three supervisors: leader, committee, units."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion, Tracking
from renda.voice.suggestions.tests.factories import assigned, registered

PAPER = {"key_paper": "高人常主〔2026〕3号", "key_on": today()}


def name(row, cast, **more):
    return services.name_key_suggestion(row, actor=cast.office, **{**PAPER, **more})


def test_naming_keeps_the_paper_and_tells_leader_and_committee(cast):
    row = name(registered(cast), cast, leader_id=cast.chair.user_id, committee_id=cast.orgs.committee)
    assert (row.is_key, row.key_paper, row.leader_id) == (True, PAPER["key_paper"], cast.chair.user_id)
    told = set(Message.objects.filter(title__contains="重点督办").values_list("user_id", flat=True))
    assert {cast.chair.user_id, cast.committee.user_id} <= told


def test_a_key_suggestion_is_not_assigned_before_it_has_a_leader(cast):
    row = name(registered(cast), cast)
    with pytest.raises(Blocked, match="领衔领导"):
        services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    services.supervise_suggestion(
        row, actor=cast.office, leader_id=cast.chair.user_id, committee_id=cast.orgs.committee
    )
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    assert row.state == "assigned"


def test_the_database_too_refuses_a_key_suggestion_without_supervisors(cast):
    row = assigned(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=row.pk).update(is_key=True, **PAPER)


def test_one_assigned_already_needs_its_leader_at_once(cast):
    row = assigned(cast)
    with pytest.raises(Invalid) as refusal:
        name(row, cast)
    assert refusal.value.field == "leader_id"
    assert name(row, cast, leader_id=cast.chair.user_id).is_key


def test_the_council_decides_not_later_than_today(cast):
    with pytest.raises(Invalid):
        name(registered(cast), cast, key_on=today() + timedelta(days=1))


def test_only_the_office_names(cast):
    with pytest.raises(NotAllowed):
        services.name_key_suggestion(registered(cast), actor=cast.chair, **PAPER)


def test_a_leader_is_one_of_the_standing_committee(cast):
    with pytest.raises(Invalid, match="常委会领导"):
        name(registered(cast), cast, leader_id=cast.clerk.user_id)


def test_a_key_suggestion_keeps_a_leader(cast):
    row = name(registered(cast), cast, leader_id=cast.chair.user_id)
    with pytest.raises(Invalid):
        services.supervise_suggestion(row, actor=cast.office, committee_id=cast.orgs.committee)


def test_taking_it_off_the_list_says_why_and_clears_the_paper(cast):
    row = name(registered(cast), cast, leader_id=cast.chair.user_id)
    services.unname_key_suggestion(row, actor=cast.office, note="已经并入另一件。")
    assert (row.is_key, row.key_paper, row.key_on) == (False, "", None)


def test_the_committee_goes_with_the_category_by_its_name(cast):
    Suggestion.objects.filter(pk=(row := registered(cast)).pk).update(category="farming")
    row.refresh_from_db()
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    assert row.committee_id == cast.orgs.committee


def test_without_a_committee_for_it_the_office_follows(cast):
    assert assigned(cast).committee_id == cast.orgs.office


def test_the_county_sets_its_own_committee(cast):
    services.set_tracking(
        cast.county.pk, actor=cast.office, committees={"infrastructure": cast.orgs.committee, "farming": None}
    )
    assert assigned(cast).committee_id == cast.orgs.committee
    assert Tracking.objects.count() == 1


def test_others_do_not_set_it(cast):
    with pytest.raises(NotAllowed):
        services.set_tracking(cast.county.pk, actor=cast.clerk, committees={"farming": cast.orgs.committee})


def test_the_page_of_committees_saves_a_choice(client_of, cast):
    client = client_of("office")
    assert "建议值，可修改" in client.get("/suggestions/committees/").content.decode()
    assert client.post("/suggestions/committees/", {"farming": cast.orgs.committee}).status_code == 302
    assert Tracking.objects.get().committee_id == cast.orgs.committee
    assert client.post("/suggestions/committees/", {"farming": "999"}).status_code == 422


def test_the_matter_page_names_the_supervisors(client_of, cast):
    row = name(assigned(cast), cast, leader_id=cast.chair.user_id)
    text = client_of("clerk").get(row.get_absolute_url()).content.decode()
    assert "领衔" in text and "岳鸣山" in text and PAPER["key_paper"] in text
