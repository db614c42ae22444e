from datetime import datetime

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.workflow.queries import waiting_for
from renda.voice.suggestions import services
from renda.voice.suggestions.states import Period, S
from renda.voice.suggestions.tests.factories import drafted, registered, submitted


def test_submitting_freezes_the_text_with_its_signatories(cast):
    row = drafted(cast)
    services.invite_signature(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    services.sign_signature(row.signatures.get(), actor=cast.deputy2)
    services.submit_suggestion(row, actor=cast.deputy)
    assert row.frozen["title"] == row.title
    assert row.frozen["signatories"] == [{"name": "严守田", "on_paper": False}]
    assert waiting_for(row).get().holder == f"office:{cast.orgs.office}"


def test_after_submission_there_are_only_supplements(cast):
    row = submitted(cast)
    with pytest.raises(WrongState):
        services.edit_suggestion(row, actor=cast.deputy, title="另一个标题")
    services.supplement_suggestion(row, actor=cast.deputy, text="又发生一起剐蹭。")
    assert row.supplements.get().text == "又发生一起剐蹭。"


def test_a_draft_without_asks_is_not_taken(cast):
    with pytest.raises(Blocked, match="具体建议"):
        services.submit_suggestion(drafted(cast, asks=[]), actor=cast.deputy)


def test_a_liaison_officer_hands_in_only_with_the_signed_paper(cast):
    with pytest.raises(Invalid, match="扫描件"):
        services.submit_suggestion(drafted(cast), actor=cast.liaison)


def test_another_deputy_does_not_hand_it_in(cast):
    with pytest.raises((NotAllowed, Invalid)):
        services.submit_suggestion(drafted(cast), actor=cast.deputy2)


def test_it_belongs_to_the_session_that_still_takes_suggestions(cast):
    with clock.at(datetime(2026, 1, 12, 10)):
        row = submitted(cast)
    assert (row.period, row.session.number) == (Period.SESSION, 5)
    with clock.at(datetime(2026, 3, 1, 10)):
        later = submitted(cast)
    assert (later.period, later.session) == (Period.BETWEEN, None)


def test_withdrawing_ends_it_before_registration(cast):
    row = services.withdraw_suggestion(submitted(cast), actor=cast.deputy, note="已经解决了")
    assert row.state == S.WITHDRAWN
    with pytest.raises(WrongState):
        services.withdraw_suggestion(registered(cast), actor=cast.deputy)
