"""Shape, words, colour: what a wait looks like on a day."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from renda.ground.ui.show import Light, Stage, Weekdays, day_words, light_of, line_of

MONDAY = date(2026, 5, 25)


def wait(due=None, amber=None, paused=None, **more):
    return SimpleNamespace(due_on=due, amber_on=amber, paused_on=paused, **more)


@pytest.mark.parametrize(
    ("waiting", "light"),
    [
        (wait(), Light("none", "不限期")),
        (None, Light("none", "不限期")),
        (wait(date(2026, 6, 1), date(2026, 5, 29)), Light("green", "还有5个工作日")),
        (wait(date(2026, 5, 27), date(2026, 5, 22)), Light("amber", "还有2个工作日")),
        (wait(MONDAY, MONDAY), Light("amber", "今天到期")),
        (wait(date(2026, 5, 20), date(2026, 5, 15)), Light("red", "超期5天")),
        (wait(date(2026, 5, 27), date(2026, 5, 22), date(2026, 5, 13)), Light("paused", "已暂停12天")),
        (wait(date(2027, 1, 4), None, is_provisional=True), Light("green", "还有160个工作日（暂定）")),
    ],
)
def test_a_light_says_how_long_is_left(waiting, light):
    assert light_of(waiting, MONDAY) == light


def test_a_light_counts_the_days_of_the_county():
    calendar = SimpleNamespace(workdays_between=lambda start, end: 3)
    assert light_of(wait(date(2026, 6, 5)), MONDAY, calendar).words == "还有3个工作日"


def test_a_due_day_after_a_weekend_only_is_counted_in_days():
    assert light_of(wait(date(2026, 5, 31)), date(2026, 5, 29)).words == "还有2天"


def test_calendar_days_are_counted_if_asked():
    assert light_of(wait(date(2026, 6, 2)), MONDAY, unit="天").words == "还有8天"


@pytest.mark.parametrize("days", range(30))
def test_weekdays_are_counted_like_by_hand(days):
    end = MONDAY + timedelta(days)
    by_hand = sum((MONDAY + timedelta(n)).weekday() < 5 for n in range(1, days + 1))
    assert Weekdays().workdays_between(MONDAY, end) == by_hand


def test_another_year_is_written_out():
    assert day_words(date(2026, 5, 27), 2026) == "5月27日"
    assert day_words(date(2025, 5, 27), 2026) == "2025年5月27日"


def test_a_line_of_an_explanation_is_taken_apart():
    line = line_of("加三个月：2026年5月27日（普通件；星期三）")
    assert (line.what, line.value, line.remark) == ("加三个月", "2026年5月27日", "普通件；星期三")
    assert line_of("不用顺延").value == ""


def draw(source, **context):
    return Template(source).render(Context(context))


def test_the_tags_draw_shape_and_words():
    html = draw("{% light waiting tag=True %}", waiting=wait(date(2026, 5, 20), MONDAY), today=MONDAY)
    assert "rd-light--red rd-light--tag" in html
    assert "#s-red" in html
    assert "超期5天" in html
    assert "超期2个工作日" in draw('{% light "red" words="超期2个工作日" %}')


def test_stages_say_what_is_now():
    stages = [Stage("交办", "done", date(2026, 2, 27)), Stage("办理", "now", note="5月18日已面商"), Stage("答复")]
    html = draw("{% stages stages %}{% trail stages %}", stages=stages)
    assert html.count('aria-current="step"') == 2
    assert "2月27日" in html
    assert "5月18日已面商" in html


def test_the_history_escapes_what_people_wrote():
    html = draw("{% hist rows %}", rows=[{"at": None, "label": "签收", "note": "<script>", "hash": "abcdef1234"}])
    assert "&lt;script&gt;" in html
    assert "1234" in html
    assert draw("{{ text|prose }}", text="<b>一\n\n二") == "<p>&lt;b&gt;一</p>\n\n<p>二</p>"


def test_bars_are_attributes_of_a_drawing():
    html = draw("{% meter 58 126 %}")
    assert 'width="58"' in html
    assert "style" not in html


def test_the_address_keeps_its_other_filters(rf):
    request = rf.get("/desk/?light=red&year=2026&after=9")
    assert draw('{% query light="amber" %}', request=request) == "?year=2026&amp;light=amber"
    assert draw("{% query light=None year=None %}", request=request) == "?"


def test_a_list_of_lights_asks_no_query_for_each(county, django_assert_max_num_queries):
    waits = [wait(MONDAY + timedelta(n)) for n in range(1, 40)]
    seen = type(county).objects.get(pk=county.pk)
    source = "{% for waiting in waits %}{% light waiting %}{% endfor %}"
    draw(source, waits=waits, county=seen, today=MONDAY)
    with django_assert_max_num_queries(0):
        assert "还有1个工作日" in draw(source, waits=waits, county=seen, today=MONDAY)
