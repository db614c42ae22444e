"""Within a request the county is read once; a change within it is seen by what follows."""

import pytest

from renda.ground.county import at_hand
from renda.ground.county.services import rule_book
from renda.ground.county.services.books import renew


@pytest.fixture
def in_request(county):
    with at_hand.keeping():
        at_hand.keep(county)
        yield county


def test_the_rule_book_asks_nothing_while_nothing_changed(in_request, django_assert_num_queries):
    rule_book(in_request.pk)
    with django_assert_num_queries(0):
        rule_book(in_request.pk)


def test_a_change_within_the_request_is_seen(in_request):
    before = rule_book(in_request.pk)
    renew(in_request.pk)
    assert rule_book(in_request.pk) is not before


def test_nothing_is_kept_after_the_request(county, django_assert_num_queries):
    with at_hand.keeping():
        at_hand.keep(county)
    with django_assert_num_queries(1):
        at_hand.county_at_hand(county.pk)
