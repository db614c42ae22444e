"""Promises: opened by the reply itself, answered again, confirmed or disputed, carried over, settled before closing."""

from datetime import date, timedelta

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor, holder_key, person_key
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.sealing import verify_history
from renda.ground.workflow.services import lapse_due, take_on_selection, why
from renda.voice.suggestions import queries, services
from renda.voice.suggestions.models import Promise, Suggestion
from renda.voice.suggestions.states import PromiseState, S
from renda.voice.suggestions.tests.factories import (
    BAD,
    accept,
    accepted,
    again,
    answered,
    lead_of,
    promised,
    published,
    rated,
    rating_of,
    replied,
    reply,
    talk,
)
from renda.voice.suggestions.workflow import PROMISE

DAY = date(2027, 8, 25)  # of the planned point in the reply


def test_a_reply_opens_a_promise_for_each_planned_point_and_asks_nothing_again(cast):
    row = promised(cast)
    assert (row.point, row.promised_on, row.section, row.state) == (2, DAY, "建设股", PromiseState.OPEN)
    assert (row.ask, row.org_id) == ("列入明年农村公路建设计划。", cast.orgs.water)
    waiting = waiting_for(row).get()
    assert (waiting.holder, waiting.due_on) == (holder_key("clerk", cast.orgs.water), DAY)
    assert any("2027年8月25日" in line for line in why(waiting).lines)


def test_a_solved_point_with_a_day_is_a_promise_and_the_class_stays(cast):
    handling = talk(cast, accepted(cast))
    answers = [
        {"ask": "一", "text": "十月补齐路灯。", "reply_class": "A", "promised_on": "2027-10-01", "section": "建设股"},
        {"ask": "二", "text": "另有说明。", "reply_class": "C", "promised_on": "2027-12-01", "section": ""},
    ]
    services.draft_reply_handling(handling, actor=cast.clerk, answers=answers, disclosure="full")
    services.check_handling(handling, actor=cast.leader_of_unit, signer_name="闻道平")
    services.reply_handling(handling, actor=cast.clerk)
    assert [(p.point, p.first_class) for p in Promise.objects.all()] == [(1, "A")]
    assert Suggestion.objects.get().reply_class == "C"


def test_answering_again_turns_b_into_a_with_a_new_letter_and_the_old_one_kept(cast):
    row = promised(cast)
    parent = row.parent
    assert parent.reply_class == "B"
    old = {p.pk for p in papers_of(parent)}
    answered(cast, row)
    parent = again(parent)
    assert (parent.reply_class, again(row).state) == ("A", PromiseState.ANSWERED)
    letters = papers_of(parent)
    assert old < {p.pk for p in letters}
    new = letters.exclude(pk__in=old).get()
    assert new.number == row.paper_number and new.number != row.handling.paper_number
    assert "公路已经列入并完工" in new.source
    assert lead_of(parent).answers[1]["reply_class"] == "B"
    taken = StepTaken.objects.of(parent).last()
    assert (taken.step, taken.changed, taken.seen_by) == ("reclass", {"reply_class": "A"}, "public")


def test_only_the_promising_unit_answers(cast):
    row = promised(cast)
    for other in (cast.co_clerk, cast.office, cast.gov, cast.deputy):
        with pytest.raises(NotAllowed):
            services.answer_promise(row, actor=other, answer="办成了。")
    assert again(row).state == PromiseState.OPEN


def test_the_proposer_is_asked_and_confirms(cast):
    row = answered(cast, promised(cast))
    assert waiting_for(row).get().holder == person_key(cast.deputy.user_id)
    services.confirm_promise(again(row), actor=cast.deputy, grade="satisfied")
    kept = again(row)
    assert (kept.state, kept.is_confirmed, kept.grade, kept.is_by_proxy) == (
        PromiseState.KEPT,
        True,
        "satisfied",
        False,
    )
    assert not waiting_for(kept).exists()


@pytest.mark.parametrize(("on", "words"), [(DAY, "按期兑现"), (DAY + timedelta(days=3), "晚3天兑现")])
def test_kept_on_the_day_is_kept_and_after_it_is_late(cast, on, words):
    row = answered(cast, promised(cast), on=on)
    with clock.at(on):
        services.confirm_promise(again(row), actor=cast.deputy)
    assert again(row).words() == words


def test_who_is_not_the_proposer_or_his_helper_does_not_confirm(cast):
    row = answered(cast, promised(cast))
    for other in (cast.deputy2, cast.clerk, cast.office, cast.resident):
        with pytest.raises(NotAllowed):
            services.confirm_promise(again(row), actor=other)
    services.confirm_promise(again(row), actor=cast.liaison)
    assert again(row).is_by_proxy


def test_the_office_enters_it_when_the_proposer_no_longer_serves(cast):
    row = promised(cast)
    seat = cast.seats.deputy
    seat.serving = False
    seat.save()
    row = answered(cast, again(row))
    assert person_key(cast.deputy.user_id) not in {w.holder for w in waiting_for(row)}
    assert waiting_for(row).exists()
    services.confirm_promise(again(row), actor=cast.office)
    assert again(row).state == PromiseState.KEPT


def test_a_dispute_takes_the_class_back_and_the_office_goes_and_looks(cast):
    row = answered(cast, promised(cast))
    services.dispute_promise(again(row), actor=cast.deputy, note="只铺了一半。")
    assert (again(row).state, again(row.parent).reply_class) == (PromiseState.DISPUTED, "B")
    assert waiting_for(row).get().holder == holder_key("office", cast.orgs.office)
    services.uphold_promise(again(row), actor=cast.office, note="确实只铺了一半。")
    row = again(row)
    assert (row.state, row.answered_on, again(row.parent).reply_class) == (PromiseState.OPEN, None, "B")
    assert waiting_for(row).get().due_on == DAY
    answered(cast, row)
    services.dispute_promise(again(row), actor=cast.deputy)
    services.verify_promise(again(row), actor=cast.office, note="现场看过，全部完工。")
    assert (again(row).state, again(row).is_confirmed) == (PromiseState.KEPT, False)
    assert again(row).words() == "按期兑现，经核实"
    assert again(row.parent).reply_class == "A"
    assert verify_history(row.county_id) is None


def test_the_deputys_silence_is_no_consent(cast):
    row = answered(cast, promised(cast))
    last = waiting_for(row).get().due_on
    assert last == clock.today() + timedelta(days=15)
    with clock.at(last + timedelta(days=1)):
        lapse_due()
    assert again(row).state == PromiseState.SILENT
    assert again(row).words() == "代表未反馈"
    with pytest.raises(NotAllowed):
        services.lapse_promise(again(row), actor=cast.office)


def test_progress_is_told_without_moving_the_day(cast):
    row = promised(cast)
    services.progress_promise(row, actor=cast.clerk, progress="路基完成七成。")
    assert (again(row).progress, waiting_for(row).get().due_on) == ("路基完成七成。", DAY)


def test_carrying_over_keeps_number_history_and_the_first_day(cast):
    row = promised(cast)
    number, steps = row.parent.number_text, StepTaken.objects.of(row).count()
    with clock.at(date(2027, 12, 20)):
        assert waiting_for(row).get() in Waiting.objects.overdue(clock.today())
        services.carry_over_promise(again(row), actor=cast.office, note="征地没有完。", promised_on=date(2028, 6, 30))
    row = again(row)
    assert (row.carried_to_year, row.first_promised_on, row.promised_on) == (2028, DAY, date(2028, 6, 30))
    assert (row.state, again(row.parent).number_text) == (PromiseState.OPEN, number)
    assert StepTaken.objects.of(row).count() == steps + 1
    waiting = waiting_for(row).get()
    assert waiting.due_on == date(2028, 6, 30)
    assert any("滚动到2028年" in line for line in why(waiting).lines)
    answered(cast, row, on=date(2028, 6, 1))
    assert again(row).is_on_time is False


def test_a_new_term_is_noted_when_it_has_begun(cast):
    from renda.ground.county.models import Term

    row = promised(cast)
    parent = row.parent
    Suggestion.objects.filter(pk=parent.pk).update(term_id=cast.seats.deputy.term_id)
    new = Term.objects.create(county=cast.county, congress_key="congress", number=20, starts_on=date(2027, 1, 8))
    with clock.at(date(2026, 12, 20)):
        services.carry_over_promise(again(row), actor=cast.office, note="届满，滚动办理。")
    assert (again(row).carried_to_term_id, again(row).carried_to_year) == (new.pk, 2027)


@pytest.mark.parametrize("wrong", [{"promised_on": date(2027, 8, 24)}, {"year": 2031}])
def test_a_carry_over_to_a_day_or_year_that_can_not_be_is_refused(cast, wrong):
    row = promised(cast)
    with pytest.raises(Invalid), clock.at(date(2027, 12, 20)):
        services.carry_over_promise(row, actor=cast.office, note="没办完。", **wrong)


def test_a_selection_is_carried_over_and_what_does_not_fit_says_why(cast):
    first, second = promised(cast), answered(cast, promised_again(cast))
    done = take_on_selection(PROMISE, [first.pk, second.pk], "carry_over", actor=cast.office, note="年底滚动。")
    assert [bool(o.error) for o in done] == [False, True]
    assert "待代表确认" in done[1].error
    refused = take_on_selection(PROMISE, [again(first).pk], "carry_over", actor=cast.clerk, note="我来滚动。")
    assert refused[0].error


def promised_again(cast):
    known = set(Promise.objects.values_list("pk", flat=True))
    replied(cast)
    return Promise.objects.exclude(pk__in=known).get()


def test_a_suggestion_is_not_closed_over_an_open_promise(cast):
    row = published(cast)
    promise = Promise.objects.get(parent=row)
    with pytest.raises(Blocked, match="还有1项承诺没有了结"):
        services.close_suggestion(again(row), actor=cast.office)
    services.carry_over_promise(promise, actor=cast.office, note="年底滚动。")
    assert services.close_suggestion(again(row), actor=cast.office).state == S.CLOSED
    assert services.archive_suggestion(again(row), actor=cast.office).state == S.ARCHIVED
    answered(cast, again(promise))
    services.confirm_promise(again(promise), actor=cast.deputy)
    assert again(row).reply_class == "A"


def test_a_suggestion_with_its_promise_kept_is_closed(cast):
    row = published(cast)
    promise = answered(cast, Promise.objects.get(parent=row))
    services.confirm_promise(again(promise), actor=cast.deputy)
    assert services.close_suggestion(again(row), actor=cast.office).state == S.CLOSED


def test_a_promise_that_can_not_be_kept_ends_with_its_reason(cast):
    row = promised(cast)
    services.end_promise(row, actor=cast.office, note="规划已经调整，不再修这条路。")
    assert (again(row).state, again(row.parent).reply_class) == (PromiseState.ENDED, "C")
    with pytest.raises(WrongState):
        services.answer_promise(again(row), actor=cast.clerk, answer="办成了。")


def test_the_second_reply_replaces_what_the_first_promised(cast):
    row = rated(cast, BAD)
    first = Promise.objects.get(parent=row)
    services.second_handling_suggestion(row, actor=cast.deputy)
    assert again(first).state == PromiseState.OPEN
    reply(cast, accept(cast, lead_of(again(row))))
    assert again(first).state == PromiseState.SUPERSEDED
    assert Promise.objects.unfinished().filter(parent=row).count() == 1


def test_a_reply_that_is_answered_again_while_it_is_handled_a_second_time_leaves_the_class(cast):
    row = rated(cast, BAD)
    services.second_handling_suggestion(row, actor=cast.deputy)
    answered(cast, Promise.objects.get(parent=row))
    assert again(row).reply_class == "B"


def test_figures_count_by_the_day_first_promised(cast):
    kept, late, moved = promised(cast), promised_again(cast), promised_again(cast)
    answered(cast, kept, on=DAY)
    answered(cast, late, on=DAY + timedelta(days=9))
    for row in (kept, late):
        services.confirm_promise(again(row), actor=cast.deputy)
    with clock.at(DAY):
        services.carry_over_promise(moved, actor=cast.office, note="没办完。", promised_on=date(2028, 1, 5))
    found = queries.promise_figures(Promise.objects.all(), DAY + timedelta(days=10))
    assert (found["whole"], found["due"], found["due_kept"], found["due_late"], found["carried"]) == (3, 3, 1, 1, 1)
    assert queries.promise_figures(Promise.objects.all(), DAY - timedelta(days=1))["due"] == 0
    assert queries.carried_out(Suggestion.objects.all(), cast.county.pk).count() == 2


def test_dissatisfied_twice_goes_to_the_leaders_and_never_to_a_third_handling(cast):
    row = rated(cast, BAD)
    services.second_handling_suggestion(row, actor=cast.office)
    reply(cast, accept(cast, lead_of(row)))
    services.rate_rating(rating_of(again(row)), actor=cast.deputy, **BAD)
    part = services.propose_publication(again(row), actor=cast.office, extent="full")
    services.approve_publication(part, actor=cast.publisher)
    for promise in Promise.objects.unfinished():
        services.carry_over_promise(promise, actor=cast.office, note="年底滚动。")
    with pytest.raises(Blocked, match="提请领导督办"):
        services.close_suggestion(again(row), actor=cast.office)
    with pytest.raises(Blocked, match="不再办第三次"):
        services.second_handling_suggestion(again(row), actor=cast.office)
    assert Suggestion.objects.twice_dissatisfied().get() == row
    until = clock.today() + timedelta(days=40)
    services.refer_suggestion(again(row), actor=cast.office, promised_on=until, note="人行道仍没有贯通。")
    pressed = Promise.objects.get(origin="supervision")
    assert (pressed.promised_on, pressed.org_id, pressed.point) == (until, cast.orgs.water, 0)
    with pytest.raises(Blocked, match="承诺没有了结"):
        services.close_suggestion(again(row), actor=cast.office)
    services.confirm_promise(answered(cast, pressed), actor=cast.deputy)
    assert services.close_suggestion(again(row), actor=cast.office).state == S.CLOSED


def test_leaders_press_only_after_the_second_handling(cast):
    with pytest.raises(Blocked, match="二次办理以后"):
        services.refer_suggestion(
            rated(cast, BAD), actor=cast.office, promised_on=clock.today() + timedelta(days=9), note="不满意"
        )


def test_the_clock_confirms_nothing(cast):
    row = answered(cast, promised(cast))
    with pytest.raises(NotAllowed):
        services.confirm_promise(again(row), actor=clock_actor(cast.county.pk))
