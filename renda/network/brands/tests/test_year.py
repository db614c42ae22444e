"""The demo county's year of brands and cases: what it says adds up, and every history is whole."""

from django.db.models import Count, F

from renda.demo.brands import BrandYear
from renda.demo.year import People
from renda.ground.workflow.testing import check_history, check_waits
from renda.network.brands.models import Brand, MethodCase
from renda.network.brands.workflow import BRAND, METHOD_CASE


def test_the_year_adds_up_and_is_loaded_once(cast):
    for _ in range(2):
        BrandYear(cast.county, People(cast.county), cast).load()
    brand = Brand.objects.get(sort="town")
    assert (brand.state, brand.town) == ("named", "庆符镇")
    cases = MethodCase.objects.all()
    assert {case.state for case in cases} >= {"published", "open", "finished"}
    assert not cases.annotate(ticked=Count("ticks")).exclude(ticked=F("passed")).exists()
    for workflow, rows in ((BRAND, Brand.objects.all()), (METHOD_CASE, cases)):
        for row in rows:
            check_history(workflow, row)
            check_waits(workflow, row)
    published = cases.get(state="published")
    assert published.brand == brand and published.published_on >= published.finished_on >= published.begun_on
