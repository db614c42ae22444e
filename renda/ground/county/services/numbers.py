"""Numbers without gaps, for papers and registered suggestions only."""

from django.db import transaction
from django.db.models import F

from renda.ground.county.models import NumberSeries, VoidNumber
from renda.ground.kernel.actor import Actor


@transaction.atomic
def take_number(*, county_id: int, series: str, year: int) -> int:
    """The next number of the series in this year, from 1. Call it last: the row stays locked until the commit.

    Given back by a rollback of the caller's transaction, so no number is lost and none is given twice.
    """
    row = NumberSeries.objects.filter(county_id=county_id, series=series, year=year)
    if not row.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create(
            [NumberSeries(county_id=county_id, series=series, year=year)], ignore_conflicts=True
        )
        row.update(last=F("last") + 1)
    return row.values_list("last", flat=True).get()


@transaction.atomic
def raise_number(*, county_id: int, series: str, year: int, at_least: int) -> None:
    """Numbers up to `at_least` were given elsewhere (an imported list): the series goes on behind them. Call it last."""
    NumberSeries.objects.bulk_create(
        [NumberSeries(county_id=county_id, series=series, year=year)], ignore_conflicts=True
    )
    NumberSeries.objects.filter(county_id=county_id, series=series, year=year, last__lt=at_least).update(last=at_least)


def refuse_number(*, county_id: int, series: str, year: int, number: int, actor: Actor, reason: str) -> VoidNumber:
    """Mark a taken number 作废: it keeps its place in the book and is not given again. Repeating it changes nothing."""
    void, _ = VoidNumber.objects.get_or_create(
        county_id=county_id,
        series=series,
        year=year,
        number=number,
        defaults={"reason": reason[:200], "voided_by_id": actor.user_id},
    )
    return void
