"""A town's congress handles its own suggestions from end to end: few people, several jobs each."""

from datetime import timedelta

from renda.ground.kernel import clock
from renda.ground.workflow.queries import inbox
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import S
from renda.voice.suggestions.tests.factories import ANSWERS, GOOD, TEXT, lead_of, rating_of, rolled


def waits(actor):
    return {(w.kind, w.ask) for w in inbox(actor)}


def test_a_towns_suggestion_from_draft_to_closing(cast):
    row = services.draft_suggestion(actor=cast.town_deputy, **TEXT)
    services.submit_suggestion(row, actor=cast.town_deputy)
    assert waits(cast.township) == {("suggestion", "等您审核立案")}
    services.register_suggestion(row, actor=cast.township)
    services.assign_suggestion(row, actor=cast.township, lead_org_id=cast.orgs.town_gov)
    handling = lead_of(row)
    assert ("handling", "等您签收") in waits(cast.town_gov)
    services.accept_handling(
        handling, actor=cast.town_gov, leader_name="镇长", officer_name="白露", officer_phone="5550001"
    )
    services.consult_handling(
        handling, actor=cast.town_gov, way="talk", held_at=clock.now() - timedelta(hours=1), people="江晚舟",
        points="看了路", deputy_view="同意",
    )  # fmt: skip
    services.draft_reply_handling(handling, actor=cast.town_gov, answers=ANSWERS, disclosure="full")
    services.check_handling(handling, actor=cast.town_gov, signer_name="镇长")
    services.reply_handling(handling, actor=cast.town_gov)
    row = Suggestion.objects.get(pk=row.pk)
    services.rate_rating(rating_of(row), actor=cast.town_deputy, **GOOD)
    part = services.propose_publication(row, actor=cast.town_gov, extent="full")
    assert ("publication", "等您审定公开") in waits(cast.township)
    services.approve_publication(part, actor=cast.township)
    row = services.close_suggestion(rolled(cast, row, cast.township), actor=cast.township)
    assert row.state == S.CLOSED
    assert not Suggestion.objects.published().visible_to(cast.other_office).exists()


def test_numbers_of_town_and_county_are_counted_apart(cast):
    town = services.draft_suggestion(actor=cast.town_deputy, **TEXT)
    services.submit_suggestion(town, actor=cast.town_deputy)
    county = services.draft_suggestion(actor=cast.deputy, **TEXT)
    services.submit_suggestion(county, actor=cast.deputy)
    services.register_suggestion(town, actor=cast.township)
    services.register_suggestion(county, actor=cast.office)
    assert (town.number, county.number, town.number_text) == (1, 1, county.number_text)
