import pytest

from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import S
from renda.voice.suggestions.tests.factories import TEXT, drafted


def test_a_deputy_drafts_for_his_own_congress(cast):
    row = drafted(cast)
    assert (row.state, row.proposer, row.congress_id) == (S.DRAFT, cast.seats.deputy, cast.orgs.congress)
    assert (row.office_id, row.government_id) == (cast.orgs.office, cast.orgs.gov_office)


def test_a_town_deputys_suggestion_goes_to_the_presidium_and_the_towns_government(cast):
    row = services.draft_suggestion(actor=cast.town_deputy, **TEXT)
    assert (row.office_id, row.government_id) == (cast.orgs.presidium, cast.orgs.town_gov)


def test_a_liaison_officer_drafts_for_a_deputy_of_the_station(cast):
    row = services.draft_suggestion(actor=cast.liaison, deputy_id=cast.seats.deputy2.pk, **TEXT)
    assert (row.proposer, row.entered_by_id) == (cast.seats.deputy2, cast.liaison.user_id)


def test_nobody_else_drafts(cast):
    with pytest.raises(NotAllowed):
        services.draft_suggestion(actor=cast.clerk, **TEXT)
    with pytest.raises(NotAllowed):
        services.draft_suggestion(actor=cast.office, deputy_id=cast.seats.deputy.pk, **TEXT)
    assert not Suggestion.objects.exists()


def test_the_same_call_twice_makes_one_draft(cast):
    once = uuid7()
    first, second = (services.draft_suggestion(actor=cast.deputy, once=once, **TEXT) for _ in range(2))
    assert first.pk == second.pk


def test_editing_changes_the_text_until_it_is_handed_in(cast):
    row = services.edit_suggestion(drafted(cast), actor=cast.deputy, title="关于护学岗的建议", asks=["安排护学岗。"])
    assert (row.title, row.asks) == ("关于护学岗的建议", ["安排护学岗。"])
