from datetime import datetime

import pytest

from renda.ground.county.models import VoidNumber
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed, WrongState
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import make_paper
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Criterion, S
from renda.voice.suggestions.tests.factories import assigned, registered, replied, submitted


def test_registering_takes_numbers_without_gaps(cast):
    numbers = [registered(cast).number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_a_number_of_the_session_and_one_between_sessions(cast):
    with clock.at(datetime(2026, 1, 12, 10)):
        assert registered(cast).number_text == "第十九届人大第五次会议第001号"
    with clock.at(datetime(2026, 3, 1, 10)):
        assert registered(cast).number_text == "闭会2026-001号"


def test_the_paper_as_handed_in_is_made_under_its_number(cast):
    row = registered(cast)
    paper = papers_of(row).get(purpose="original")
    assert (paper.number, paper.audience) == (row.number_text, "parties")
    assert row.frozen["problem"] in paper.source and row.frozen["proposer"] in paper.source
    assert [ask in paper.source for ask in row.frozen["asks"]] == [True] * len(row.frozen["asks"])
    assert make_paper(paper.pk).pages >= 1


def test_a_criterion_not_ticked_stops_it_and_costs_no_number(cast):
    row = submitted(cast)
    with pytest.raises(Invalid, match="一事一议"):
        services.register_suggestion(
            row, actor=cast.office, criteria=[c for c in Criterion.values if c != "one_matter"]
        )
    assert registered(cast).number == 1


def test_only_the_office_of_its_congress_registers(cast):
    row = submitted(cast)
    for other in (cast.gov, cast.deputy, cast.township, cast.other_office):
        with pytest.raises(NotAllowed):
            services.register_suggestion(row, actor=other)


def test_sending_back_says_why_and_it_comes_again(cast):
    row = services.send_back_suggestion(submitted(cast), actor=cast.office, ruling="一件事一件建议，请分开写。")
    assert (row.state, row.ruling) == (S.RETURNED, "一件事一件建议，请分开写。")
    services.submit_suggestion(row, actor=cast.deputy)
    assert (row.state, row.ruling) == (S.SUBMITTED, "")


def test_refusing_a_registered_one_voids_its_number_for_ever(cast):
    row = registered(cast)
    services.refuse_suggestion(row, actor=cast.office, ruling="属于个人事项。")
    assert (row.state, row.number_text) == (S.REFUSED, Suggestion.objects.get(pk=row.pk).number_text)
    assert VoidNumber.objects.get(county=cast.county).number == row.number
    assert registered(cast).number == row.number + 1


def test_merging_keeps_the_deputies_as_signatories_of_the_main_one(cast):
    main, other = assigned(cast), submitted(cast)
    Suggestion.objects.filter(pk=other.pk).update(proposer=cast.seats.deputy3)
    other.refresh_from_db()
    services.merge_suggestion(other, actor=cast.office, main_id=main.pk)
    assert (other.state, other.merged_into_id) == (S.MERGED, main.pk)
    from renda.voice.suggestions.queries import signatories

    assert {d.pk for d in signatories(main)} == {cast.seats.deputy.pk, cast.seats.deputy3.pk}


def test_nothing_is_merged_into_what_is_answered(cast):
    main, other = replied(cast), submitted(cast)
    with pytest.raises(WrongState):
        services.merge_suggestion(other, actor=cast.office, main_id=main.pk)
    with pytest.raises(Invalid):
        services.merge_suggestion(other, actor=cast.office, main_id=other.pk)


def test_a_motion_is_entered_as_a_suggestion_with_its_paper(cast):
    from renda.voice.suggestions.tests.factories import TEXT

    with clock.at(datetime(2026, 3, 2, 10)):  # long after the session's deadline: it is still the session's paper
        row = services.convert_suggestion(
            actor=cast.office, deputy_id=cast.seats.deputy.pk, motion_paper="主席团〔2026〕3号", **TEXT
        )
        assert (row.state, row.motion_paper) == (S.SUBMITTED, "主席团〔2026〕3号")
        assert services.register_suggestion(row, actor=cast.office).number_text.startswith("第十九届人大第五次会议")
