import pytest

from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Rating, Suggestion
from renda.voice.suggestions.tests.factories import (
    GOOD,
    TEXT,
    accept,
    accepted,
    assigned,
    drafted,
    lead_of,
    published,
    registered,
    replied,
    reply,
    submitted,
)

EVERYBODY = (
    "resident", "liaison", "station_master", "deputy", "deputy2", "deputy3", "town_deputy", "office", "publisher",
    "chair", "committee", "gov", "clerk", "leader_of_unit", "co_clerk", "township", "village", "town_gov", "admin",
    "other_office",
)  # fmt: skip
CONGRESS = {"office", "publisher", "chair", "committee"}
OWN = {"deputy", "liaison", "station_master"}


def sees(cast, row):
    return {name for name in EVERYBODY if Suggestion.objects.visible_to(getattr(cast, name)).filter(pk=row.pk).exists()}


@pytest.mark.parametrize(
    ("make", "who"),
    [
        (drafted, OWN),
        (submitted, OWN | CONGRESS),
        (registered, OWN | CONGRESS),
        (assigned, OWN | CONGRESS | {"gov", "clerk", "leader_of_unit"}),
        (replied, OWN | CONGRESS | {"gov", "clerk", "leader_of_unit"}),
        (published, set(EVERYBODY) - {"other_office"}),
    ],
)
def test_who_sees_a_suggestion_at_each_stage(cast, make, who):
    assert sees(cast, make(cast)) == who


def test_who_is_asked_to_sign_sees_the_draft_until_he_declines(cast):
    row = drafted(cast)
    services.invite_signature(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    assert "deputy2" in sees(cast, row)
    services.decline_signature(row.signatures.get(), actor=cast.deputy2)
    assert "deputy2" not in sees(cast, row)


def test_the_government_office_sees_it_from_preassignment_on(cast):
    row = services.preassign_suggestion(registered(cast), actor=cast.office, lead_org_id=cast.orgs.water)
    assert "gov" in sees(cast, row)
    assert "clerk" not in sees(cast, row)


def test_a_unit_let_go_sees_it_no_more(cast):
    handling = accepted(cast)
    services.request_return_handling(handling, actor=cast.clerk, return_reason="不归我们")
    services.approve_return_handling(handling, actor=cast.gov, new_org_id=cast.orgs.roads)
    assert {"clerk", "co_clerk"} & sees(cast, handling.parent) == {"co_clerk"}


def test_a_towns_suggestion_is_the_towns(cast):
    row = services.draft_suggestion(actor=cast.town_deputy, **TEXT)
    services.submit_suggestion(row, actor=cast.town_deputy)
    assert sees(cast, row) == {"town_deputy", "township", "liaison", "station_master"}
    assert not Handling.objects.visible_to(cast.office).exists()


def test_a_deputy_whose_paper_was_merged_sees_and_rates_the_main_one(cast):
    main = registered(cast)
    other = services.draft_suggestion(actor=cast.deputy3, **TEXT)
    services.submit_suggestion(other, actor=cast.deputy3)
    services.merge_suggestion(other, actor=cast.office, main_id=main.pk)
    main.refresh_from_db()
    services.assign_suggestion(main, actor=cast.office, lead_org_id=cast.orgs.water)
    assert "deputy3" in sees(cast, main)
    reply(cast, accept(cast, lead_of(main)))
    rating = Rating.objects.visible_to(cast.deputy3).get()
    services.rate_rating(rating, actor=cast.deputy3, **GOOD)


@pytest.mark.parametrize("who", ["deputy", "deputy2", "clerk", "co_clerk", "gov", "office", "liaison", "resident"])
def test_what_concerns_one_is_visible_and_leaves_out_the_merely_public(cast, who):
    actor = getattr(cast, who)
    for make in (drafted, submitted, assigned, published):
        make(cast)
    visible = set(Suggestion.objects.visible_to(actor))
    assert set(Suggestion.objects.concerning(actor)) <= visible
    strangers = {"deputy2", "co_clerk"}
    assert bool(Suggestion.objects.concerning(actor).count()) == (who not in strangers)
