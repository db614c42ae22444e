"""Units are assessed by the county's scheme of the day; what was made is fixed and counts again to the same."""

from datetime import date

import pytest

from renda.ground.county.services import rule_book, set_rule
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.readings.dashboards import services
from renda.readings.dashboards.models import Assessment
from renda.readings.dashboards.tests.factories import five
from renda.voice.suggestions.tests.factories import GOOD

TODAY = date(2026, 11, 25)


@pytest.fixture
def made(year, cast):
    rows = five(year)
    year.rated(rows[0], 4, 5, **GOOD)
    with clock.at(TODAY):
        return services.make_assessment(actor=cast.office, phase="midyear", year=2026)


def line(row, figure):
    return next(one for one in row.units[0]["lines"] if one["figure"] == figure)


def test_an_item_is_its_weight_by_n_of_d(made):
    assert line(made, "on_time") == {"figure": "on_time", "n": 4, "d": 5, "weight": 25, "points": 2000}
    assert made.cut_on == date(2026, 6, 30)


def test_an_item_with_few_cases_gives_no_points_and_takes_none(made):
    assert line(made, "done")["points"] is None
    assert made.units[0]["full"] == 25


def test_a_record_that_was_changed_behind_it_shows(made, year):
    year.replied(year.assigned(3, 3), 4, 9)
    assert services.recount(made) != made.units


def test_later_steps_leave_it_the_same(made, year, cast):
    from renda.voice.suggestions.models import Suggestion

    late = Suggestion.objects.filter(state="assigned").get()
    year.rated(year.replied(late, 8, 1), 8, 3, **GOOD)
    assert services.recount(made) == made.units


def test_a_new_scheme_counts_from_its_day_and_leaves_the_made_one(made, cast):
    with clock.at(TODAY):
        set_rule(cast.county.pk, actor=cast.office, kind="assess_on_time", number=40, unit="point", source_name="高县办理评估办法",
                 valid_from=date(2026, 7, 1))  # fmt: skip
        again = services.make_assessment(actor=cast.office, phase="yearend", year=2026)
    assert line(again, "on_time")["weight"] == 40
    assert services.recount(made) == made.units
    assert services.scheme_on(rule_book(cast.county.pk), date(2026, 6, 30)).items[0].weight == 25


def test_an_item_of_no_weight_is_left_out(made, cast):
    with clock.at(TODAY):
        set_rule(
            cast.county.pk,
            actor=cast.office,
            kind="assess_published",
            number=0,
            unit="point",
            source_name="甲",
            valid_from=TODAY,
        )
    figures = [item.figure for item in services.scheme_on(rule_book(cast.county.pk), TODAY).items]
    assert "published" not in figures and "on_time" in figures


def test_weights_stay_points_and_within_a_hundred(cast):
    for number, unit in ((101, "point"), (3, "day")):
        with pytest.raises(Invalid):
            set_rule(
                cast.county.pk,
                actor=cast.office,
                kind="assess_done",
                number=number,
                unit=unit,
                source_name="甲",
                valid_from=TODAY,
            )


def test_the_same_assessment_is_not_made_twice(made, cast):
    with clock.at(TODAY), pytest.raises(Conflict):
        services.make_assessment(actor=cast.office, phase="midyear", year=2026)


@pytest.mark.parametrize("name", ["clerk", "deputy", "chair", "gov"])
def test_only_the_office_makes_one(cast, name):
    with pytest.raises(NotAllowed):
        services.make_assessment(actor=getattr(cast, name), phase="midyear", year=2026)


def test_a_unit_sees_its_own_line(made, client_of, cast):
    own = client_of("clerk").get(made.get_absolute_url()).content.decode()
    assert "县水利局" in own and "重新计算" not in own
    other = client_of("co_clerk").get(made.get_absolute_url()).content.decode()
    assert "县水利局" not in other and "没有您的单位" in other


def test_the_page_opens_each_figure_and_recounts(made, client_of):
    page = client_of("office").get(made.get_absolute_url() + "?again=1").content.decode()
    assert "一个数也不差" in page and "figure=on_time" in page and "不算分" in page


def test_pressing_the_button_makes_it(year, client_of):
    five(year)
    with clock.at(TODAY):
        answer = client_of("office").post("/dashboards/assessments/make/", {"phase": "yearend", "year": 2026})
    assert answer.status_code == 302 and Assessment.objects.get().phase == "yearend"


def test_what_cannot_be_made_is_said_in_the_page(client_of, cast):
    with clock.at(TODAY):
        answer = client_of("office").post("/dashboards/assessments/make/", {"phase": "yearend", "year": 2026})
        wrong = client_of("office").post("/dashboards/assessments/make/", {"phase": "x", "year": ""})
    assert answer.status_code == 422 and "没有可以评估的" in answer.content.decode()
    assert wrong.status_code == 422
