import pytest

from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Disclosure, PublicationState, S
from renda.voice.suggestions.tests.factories import BAD, assigned, published, rated, rolled


def test_a_second_person_publishes_in_full(cast):
    row = published(cast)
    assert (row.disclosure, bool(row.published_on)) == (Disclosure.FULL, True)
    assert list(Suggestion.objects.published()) == [row]


def test_who_proposed_does_not_decide(cast):
    part = services.propose_publication(rated(cast), actor=cast.office, extent="full")
    with pytest.raises(NotAllowed):
        services.approve_publication(part, actor=cast.office)
    with pytest.raises(NotAllowed):
        services.approve_publication(part, actor=cast.clerk)


def test_not_published_has_a_reason_and_stays_in(cast):
    row = rated(cast)
    with pytest.raises(Invalid, match="理由"):
        services.propose_publication(row, actor=cast.clerk, extent="none")
    part = services.propose_publication(row, actor=cast.clerk, extent="none", reason="涉及未公开的规划")
    with pytest.raises(Blocked):
        services.approve_publication(part, actor=cast.publisher)
    services.withhold_publication(part, actor=cast.publisher, note="同意")
    row.refresh_from_db()
    assert (row.disclosure, row.published_on) == (Disclosure.NONE, None)
    assert not Suggestion.objects.visible_to(cast.resident).exists()


def test_a_summary_needs_its_text(cast):
    with pytest.raises(Invalid, match="摘要"):
        services.propose_publication(rated(cast), actor=cast.office, extent="summary", reason="内容复杂")


def test_one_proposal_at_a_time_and_only_after_the_reply(cast):
    with pytest.raises(Blocked, match="答复以后"):
        services.propose_publication(assigned(cast), actor=cast.office, extent="full")
    row = rated(cast)
    services.propose_publication(row, actor=cast.office, extent="full")
    with pytest.raises(Blocked, match="第二人"):
        services.propose_publication(row, actor=cast.clerk, extent="full")


def test_a_proposal_sent_back_can_come_again(cast):
    row = rated(cast)
    part = services.propose_publication(row, actor=cast.office, extent="full")
    assert services.drop_publication(part, actor=cast.publisher, note="隐去电话").state == PublicationState.DROPPED
    services.propose_publication(row, actor=cast.office, extent="full", redactions="电话")


def test_closing_waits_for_publication_and_second_handling(cast):
    with pytest.raises(Blocked, match="公开方式"):
        services.close_suggestion(rated(cast), actor=cast.office)
    with pytest.raises(Blocked, match="二次办理"):
        services.close_suggestion(rated(cast, BAD), actor=cast.office)
    row = services.close_suggestion(rolled(cast, published(cast)), actor=cast.office)
    assert row.state == S.CLOSED


def test_archiving_orders_one_file(cast, settings):
    row = services.close_suggestion(rolled(cast, published(cast)), actor=cast.office)
    services.archive_suggestion(row, actor=cast.office)
    assert row.state == S.ARCHIVED
    with pytest.raises(WrongState):
        services.archive_suggestion(row, actor=cast.office)
