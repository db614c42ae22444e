"""Numbers without gaps, also when several take at once and some give up."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from renda.ground.county.models import County, NumberSeries
from renda.ground.county.queries import void_numbers
from renda.ground.county.services import refuse_number, take_number


class GivenUp(Exception):
    pass


def test_numbers_count_from_one(county):
    taken = [take_number(county_id=county.pk, series="suggestion", year=2026) for _ in range(3)]
    assert taken == [1, 2, 3]


def test_each_county_series_and_year_counts_for_itself(county, cast):
    take_number(county_id=county.pk, series="suggestion", year=2026)
    assert take_number(county_id=county.pk, series="suggestion", year=2027) == 1
    assert take_number(county_id=county.pk, series="letter", year=2026) == 1
    assert take_number(county_id=cast.other_office.county_id, series="suggestion", year=2026) == 1


def _take_and_give_up(county):
    with transaction.atomic():
        take_number(county_id=county.pk, series="suggestion", year=2026)
        raise GivenUp


def test_a_transaction_that_fails_gives_its_number_back(county):
    with pytest.raises(GivenUp):
        _take_and_give_up(county)
    assert take_number(county_id=county.pk, series="suggestion", year=2026) == 1


def test_a_refused_number_stays_and_is_not_given_again(county, cast):
    number = take_number(county_id=county.pk, series="suggestion", year=2026)
    for _ in range(2):
        refuse_number(
            county_id=county.pk, series="suggestion", year=2026, number=number, actor=cast.office, reason="并案"
        )
    assert void_numbers(county.pk, "suggestion", 2026) == {1: "并案"}
    assert take_number(county_id=county.pk, series="suggestion", year=2026) == 2


def test_many_at_once_leave_no_gap_and_no_double(copied_db):
    county = County.objects.create(code="000001", name="争号县")

    def take(seed):
        try:
            with transaction.atomic():
                number = take_number(county_id=county.pk, series="suggestion", year=2026)
                if random.Random(seed).random() < 0.3:
                    raise GivenUp
                return number
        except GivenUp:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        taken = [number for number in pool.map(take, range(40)) if number]
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert NumberSeries.objects.get().last == len(taken)
