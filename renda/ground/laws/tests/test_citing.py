"""A source leads to its article where that is loaded, and costs no query."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from renda.ground.county import at_hand
from renda.ground.county.rules import Due
from renda.ground.kernel.clock import today
from renda.ground.kernel.law import Source
from renda.ground.laws.tests.factories import loaded

pytestmark = pytest.mark.django_db
HREF = "/laws/%E6%BC%94%E7%BB%83%E6%B3%95/"


@pytest.fixture
def shown(county):
    """What a template makes of a value within a request, after the laws were loaded."""
    loaded()

    def show(value, template="{{ value|cited }}"):
        county.refresh_from_db()
        with at_hand.keeping():
            at_hand.keep(county)
            return Template(template).render(Context({"value": value}))

    return show


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (Source("演练法", "第三条", 2020), ["3/"]),
        (Source("演练法", "第三条", 2010), ["2010-03-01/3/"]),
        (Source("演练法", "第三条", 1999), []),
        (Source("演练法", "第九条", 2020), []),
        (Source("演练法", "所定日期"), []),
        ("人数不够。依据：《演练法》第二条、第二条之一和第九条", ["2/", "2-1/"]),
        ("演练法实施办法第三条", []),
    ],
)
def test_a_citation_becomes_a_link_where_the_article_is_loaded(shown, text, links):
    html = shown(text)
    assert [part.split('"')[0] for part in html.split(f'href="{HREF}')[1:]] == links
    assert "".join(part.split(">", 1)[-1] for part in html.split("<")) == str(text)


def test_what_a_person_typed_is_escaped(shown):
    html = shown("<b>演练法第三条")
    assert html.startswith("&lt;b&gt;<a href=")


def test_a_due_day_leads_to_its_article_as_soon_as_it_is_loaded(county):
    due = Due(today(), ("组织者总结。",), Source("演练法", "第三条", 2020), today())
    drawn = "{% why value %}"
    with at_hand.keeping():
        at_hand.keep(county)
        assert "<a " not in Template(drawn).render(Context({"value": due}))
    loaded()
    county.refresh_from_db()
    with at_hand.keeping():
        at_hand.keep(county)
        assert f'<a href="{HREF}3/">' in Template(drawn).render(Context({"value": due}))


def test_a_refusal_leads_to_its_article_and_nothing_is_asked(shown, county, django_assert_num_queries):
    shown("演练法第三条")
    with django_assert_num_queries(0), at_hand.keeping():
        at_hand.keep(county)
        html = render_to_string("ui/errors/_message.html", {"text": "还差一人。依据：演练法（2020）第三条"})
    assert f'<a href="{HREF}3/">演练法（2020）第三条</a>' in html


def test_outside_a_request_nothing_is_linked(shown):
    shown("演练法第三条")
    assert Template("{{ value|cited }}").render(Context({"value": "演练法第三条"})) == "演练法第三条"
