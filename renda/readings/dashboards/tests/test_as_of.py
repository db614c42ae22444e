"""A cut-off gives the figures of that day, whatever happened since."""

from datetime import date

import pytest
from django.db import connection

from renda.ground.kernel import clock
from renda.readings.dashboards.queries.as_of import ReplyDue
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Publication, Suggestion
from renda.voice.suggestions.rules import reply_due
from renda.voice.suggestions.tests.factories import BAD, GOOD, registered


def n(counted):
    return counted.n, counted.d


def test_a_reply_counts_from_its_day(year):
    row = year.replied(year.assigned(3, 2), 4, 1)
    assert n(year.totals(3, 31)["replied"]) == (0, 1)
    assert n(year.totals(4, 1)["replied"]) == (1, 1)
    assert row.state == "replied"


def test_a_reply_is_kept_late_or_early_by_its_last_day(year):
    year.replied(year.assigned(3, 2), 6, 2)
    year.replied(year.assigned(3, 2), 6, 3)
    year.replied(year.assigned(3, 2), 5, 18)
    found = year.totals(6, 30)
    assert (n(found["on_time"]), n(found["late"]), n(found["early"])) == ((2, 3), (1, 3), (1, 3))


def test_nobody_is_late_on_the_last_day_itself(year):
    year.assigned(3, 2)
    assert n(year.totals(6, 2)["overdue"]) == (0, 0)
    assert n(year.totals(6, 3)["overdue"]) == (1, 1)


def test_six_months_count_from_the_day_they_were_given(year):
    row = year.assigned(3, 2)
    with year.on(6, 10):
        services.lengthen_suggestion(Suggestion.objects.get(pk=row.pk), actor=year.cast.office)
    assert n(year.totals(6, 9)["overdue"]) == (1, 1)
    assert n(year.totals(6, 10)["overdue"]) == (0, 0)


def test_what_was_refused_counts_until_that_day(year):
    with year.on(3, 2):
        row = registered(year.cast)
    with year.on(3, 9):
        services.refuse_suggestion(row, actor=year.cast.office, ruling="不属于本级职权。")
    assert year.totals(3, 8)["registered"].n == 1
    assert year.totals(3, 9)["registered"].n == 0


def test_what_was_merged_counts_until_that_day(year):
    with year.on(3, 2):
        row, main = registered(year.cast), registered(year.cast)
    with year.on(3, 9):
        services.merge_suggestion(row, actor=year.cast.office, main_id=main.pk)
    assert (year.totals(3, 8)["registered"].n, year.totals(3, 9)["registered"].n) == (2, 1)


def test_a_word_counts_from_its_day_and_silence_is_no_word(year):
    said = year.rated(year.replied(year.assigned(3, 2), 4, 1), 4, 5, **GOOD)
    silent = year.replied(year.assigned(3, 2), 4, 1)
    year.lapsed(silent, 4, 20)
    before, between, after = year.totals(4, 4), year.totals(4, 5), year.totals(4, 20)
    assert n(before["result_open"]) == (2, 2)
    assert (n(between["result_satisfied"]), n(between["result_open"])) == ((1, 2), (1, 2))
    assert (n(after["result_satisfied"]), n(after["result_silent"]), n(after["result_open"])) == (
        (1, 2),
        (1, 2),
        (0, 2),
    )
    assert said.state == "rated"


def test_the_second_handling_keeps_the_first_reply(year):
    row = year.rated(year.replied(year.assigned(3, 2), 4, 1), 4, 5, **BAD)
    with year.on(4, 10):
        services.second_handling_suggestion(row, actor=year.cast.office)
    year.rated(year.replied(Suggestion.objects.get(pk=row.pk), 5, 4), 5, 8, **GOOD)
    asked = year.totals(4, 20)
    assert (n(asked["replied"]), n(asked["second"]), n(asked["result_dissatisfied"])) == ((1, 1), (1, 1), (1, 1))
    again = year.totals(5, 8)
    assert (n(again["result_satisfied"]), n(again["result_dissatisfied"]), n(again["early"])) == (
        (1, 1),
        (0, 1),
        (1, 1),
    )
    assert n(year.totals(4, 9)["second"]) == (0, 1)


def test_done_is_solved_and_confirmed_by_the_deputy(year):
    rows = [year.replied(year.assigned(3, 2), 4, 1) for _ in range(2)]
    Handling.objects.filter(parent__in=[r.pk for r in rows]).update(reply_class="A")
    year.rated(Suggestion.objects.get(pk=rows[0].pk), 4, 5, **GOOD)
    found = year.totals(4, 6)
    assert (n(found["class_a"]), n(found["done"])) == ((2, 2), (1, 2))


def test_publication_counts_from_its_day(year):
    row = year.replied(year.assigned(3, 2), 4, 1)
    with year.on(4, 8):
        services.propose_publication(row, actor=year.cast.office, extent="full")
        services.approve_publication(Publication.objects.get(parent=row), actor=year.cast.publisher)
    assert (n(year.totals(4, 7)["published"]), n(year.totals(4, 8)["published"])) == ((0, 1), (1, 1))


def test_a_part_given_back_is_no_longer_the_units(year):
    cast, row = year.cast, year.assigned(3, 2)
    part = Handling.objects.get(parent=row)
    with year.on(3, 4):
        services.request_return_handling(part, actor=cast.clerk, return_reason="不属于我局职责。")
    with year.on(3, 6):
        services.approve_return_handling(part, actor=cast.gov, new_org_id=cast.orgs.roads)
    assert n(year.units(3, 5)[cast.orgs.water]["returned"]) == (0, 1)
    after = year.units(3, 6)
    assert (n(after[cast.orgs.water]["returned"]), after[cast.orgs.water]["handled"].n) == ((1, 1), 0)
    assert after[cast.orgs.roads]["handled"].n == 1


def test_a_talk_counts_for_the_unit_that_held_it(year):
    year.replied(year.assigned(3, 2, co=True), 4, 1)
    found = year.units(4, 1)
    assert n(found[year.cast.orgs.water]["consulted"]) == (1, 1)
    assert n(found[year.cast.orgs.roads]["co_given"]) == (0, 1)


@pytest.mark.parametrize("months", [3, 6])
@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 15),
        date(2026, 11, 30),
        date(2026, 8, 31),
        date(2027, 11, 29),
        date(2026, 5, 31),
        date(2026, 12, 31),
    ],
)
def test_the_database_adds_months_as_the_rule_does(year, day, months):
    row = year.assigned(3, 2)
    Suggestion.objects.filter(pk=row.pk).update(assigned_on=day, is_complex=months == 6)
    row = Suggestion.objects.annotate(last=ReplyDue("assigned_on", months)).get(pk=row.pk)
    from renda.ground.county.services import rule_book

    assert row.last == reply_due(row, day, rule_book(row.county_id)).day, connection.vendor


def test_the_figures_of_a_day_stay_when_more_happens(year):
    row = year.assigned(3, 2)
    before = year.whole(4, 15)
    year.rated(year.replied(row, 6, 20), 6, 25, **GOOD)
    with clock.at(date(2026, 11, 1)):
        after = year.whole(4, 15)
    assert {k: n(f) for k, f in before.totals.items()} == {k: n(f) for k, f in after.totals.items()}
