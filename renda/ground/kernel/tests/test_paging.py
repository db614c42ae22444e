"""Pages by place, on days and on moments: every row once, nothing made of a place that is none."""

import pytest

from renda.chamber.deliberations.models import Deliberation
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.kernel.errors import Invalid

pytestmark = pytest.mark.django_db


def pages(size):
    seen, place = [], ""
    while True:
        rows, place = Meeting.objects.page(place, size)
        seen.append([row.pk for row in rows])
        if not place:
            return seen


def test_every_row_is_on_one_page_also_where_days_are_the_same(cast):
    for number, days in enumerate((30, 30, 30, 31, 29), 1):
        meetings.planned(cast, days=days, number=number)
    wanted = list(Meeting.objects.listed().values_list("pk", flat=True))
    assert pages(2) == [wanted[:2], wanted[2:4], wanted[4:]]
    assert pages(5) == [wanted]


@pytest.mark.parametrize("rows", [Meeting.objects, Deliberation.objects], ids=["days", "moments"])
@pytest.mark.parametrize(
    "text", ["", "x", "2026-01-01", "2026-01-01T00:00:00", "0001-01-01T00:00:00+23:59", "9999-99-99", "\0"]
)
@pytest.mark.parametrize("key", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_place_that_is_none_is_told_so(rows, text, key):
    is_day = rows is Meeting.objects and text == "2026-01-01" and len(key) == 36
    if is_day:
        assert rows.page(f"{text}_{key}", 5) == ([], "")
        return
    with pytest.raises(Invalid, match="从第一页看起"):
        rows.page(f"{text}_{key}", 5)
