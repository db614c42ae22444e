"""The rule book as subjects get it: packaged defaults, the county's own over them, cached until something changes."""

from datetime import date

import pytest

from renda.ground.county.models import Holiday, HolidayDraft, HolidayYear, RuleSet
from renda.ground.county.services import (
    book_with_rule,
    confirm_holidays,
    draft_book,
    draft_holidays,
    drop_draft,
    rule_book,
    set_rule,
)
from renda.ground.county.tests.test_holiday_files import GOOD
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed

KINDS = {
    "opinion_screening", "opinion_take_up", "opinion_town", "opinion_village", "opinion_county", "opinion_tell",
    "opinion_rating", "opinion_retention", "suggestion_form_check", "suggestion_assign", "suggestion_preassign",
    "handling_accept", "handling_return", "co_opinion", "reply_check", "rating_days", "second_handling", "publication",
    "session_assign",
}  # fmt: skip
OWN = {
    "kind": "opinion_screening",
    "number": 1,
    "unit": "workday",
    "source_name": "高县家站意见办理办法",
    "source_article": "第六条",
    "valid_from": date(2026, 6, 1),
}


def test_every_packaged_rule_names_a_source(county):
    book = rule_book(county.pk)
    assert {rule.kind for rule in book.rules} >= KINDS
    assert all(rule.source.name and rule.label for rule in book.rules)


def test_a_proposal_of_ours_is_marked(county):
    source = rule_book(county.pk).source("opinion_take_up", date(2026, 5, 1))
    assert source.is_inferred
    assert "可修改" in str(source)


def test_a_book_that_did_not_change_costs_one_query(county, django_assert_num_queries):
    rule_book(county.pk)
    with django_assert_num_queries(1):
        rule_book(county.pk)


def test_the_countys_own_rule_counts_from_its_day_on(county, cast):
    set_rule(county.pk, actor=cast.office, **OWN)
    book = rule_book(county.pk)
    assert book.due("opinion_screening", date(2026, 5, 29)).day == date(2026, 6, 3)
    assert book.due("opinion_screening", date(2026, 6, 1)).day == date(2026, 6, 2)
    assert not book.source("opinion_screening", date(2026, 6, 1)).is_inferred


def test_a_later_rule_ends_the_one_before(county, cast):
    set_rule(county.pk, actor=cast.office, **OWN)
    set_rule(county.pk, actor=cast.office, **{**OWN, "number": 2, "valid_from": date(2026, 9, 1)})
    first, second = RuleSet.objects.filter(county=county).order_by("valid_from")
    assert first.valid_to == date(2026, 8, 31)
    assert second.valid_to is None


def test_a_rule_set_between_two_ends_before_the_next(county, cast):
    set_rule(county.pk, actor=cast.office, **{**OWN, "valid_from": date(2026, 9, 1)})
    set_rule(county.pk, actor=cast.office, **OWN)
    assert RuleSet.objects.get(county=county, valid_from=date(2026, 6, 1)).valid_to == date(2026, 8, 31)


def test_a_rule_of_the_same_day_is_replaced(county, cast):
    set_rule(county.pk, actor=cast.office, **OWN)
    set_rule(county.pk, actor=cast.office, **{**OWN, "number": 2})
    assert RuleSet.objects.get(county=county).number == 2


@pytest.mark.parametrize("name", ["liaison", "deputy", "clerk", "other_office", "resident"])
def test_only_the_countys_office_sets_rules(county, cast, name):
    with pytest.raises(NotAllowed):
        set_rule(county.pk, actor=getattr(cast, name), **OWN)
    assert not RuleSet.objects.filter(county=county).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "nothing"}, "kind"),
        ({"number": 0}, "number"),
        ({"number": 501}, "number"),
        ({"source_name": " "}, "source_name"),
        ({"unit": "year"}, "number"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(county, cast, change, field):
    with pytest.raises(Invalid) as caught:
        set_rule(county.pk, actor=cast.office, **{**OWN, **change})
    assert caught.value.field == field


def test_a_rule_can_be_tried_before_it_is_set(county, cast):
    tried = book_with_rule(county.pk, **OWN)
    assert tried.due("opinion_screening", date(2026, 6, 1)).day == date(2026, 6, 2)
    assert rule_book(county.pk).due("opinion_screening", date(2026, 6, 1)).day == date(2026, 6, 4)


def test_a_draft_moves_nothing_until_it_is_confirmed(county, cast):
    draft = draft_holidays(county.pk, actor=cast.office, year=2027, text=GOOD)
    start = date(2026, 12, 31)
    assert rule_book(county.pk).due("opinion_screening", start).is_provisional
    after = draft_book(draft).due("opinion_screening", start)
    assert after.day == date(2027, 1, 6)
    assert not after.is_provisional
    assert rule_book(county.pk).due("opinion_screening", start).day == date(2027, 1, 5)
    confirm_holidays(draft, actor=cast.office)
    assert rule_book(county.pk).due("opinion_screening", start) == after


def test_a_draft_is_confirmed_once(county, cast):
    draft = draft_holidays(county.pk, actor=cast.office, year=2027, text=GOOD)
    confirm_holidays(draft, actor=cast.office)
    with pytest.raises(Conflict):
        confirm_holidays(draft, actor=cast.office)
    assert HolidayYear.objects.get(county=county).year == 2027


def test_a_corrected_year_takes_the_national_days_out(county, cast):
    text = GOOD.replace("2027", "2026")
    assert not rule_book(county.pk).calendar.is_workday(date(2026, 10, 5))
    confirm_holidays(draft_holidays(county.pk, actor=cast.office, year=2026, text=text), actor=cast.office)
    assert rule_book(county.pk).calendar.is_workday(date(2026, 10, 5))
    assert not rule_book(cast.other_office.county_id).calendar.is_workday(date(2026, 10, 5))


def test_a_dropped_draft_is_gone(county, cast):
    draft = draft_holidays(county.pk, actor=cast.office, year=2027, text=GOOD)
    drop_draft(draft, actor=cast.office)
    assert not HolidayDraft.objects.exists()


def test_only_the_office_loads_and_sees_drafts(county, cast):
    with pytest.raises(NotAllowed):
        draft_holidays(county.pk, actor=cast.liaison, year=2027, text=GOOD)
    draft_holidays(county.pk, actor=cast.office, year=2027, text=GOOD)
    assert HolidayDraft.objects.visible_to(cast.office).count() == 1
    assert not HolidayDraft.objects.visible_to(cast.other_office).exists()
    assert not HolidayDraft.objects.visible_to(cast.liaison).exists()


def test_three_years_of_national_days_are_packaged(county):
    assert set(HolidayYear.objects.confirmed_for(county.pk).values_list("year", flat=True)) == {2024, 2025, 2026}
    assert Holiday.objects.applying_to(county.pk).count() == 36 + 33 + 39
