"""Who sorts an opinion sees what is like it, with one press that takes a step there is."""

import re

import pytest
from django.test import Client

from renda.ground.search.declare import sources
from renda.ground.search.services import put
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import TEXT, collected, screened, told

pytestmark = pytest.mark.django_db
AGAIN = "学校后门到老车站的路一下雨就积水，娃娃上学绕路，请把暗沟清一清。"
MOST = 14


def put_in(*rows):
    put(sources()["opinion"], [row.pk for row in rows])


def test_the_same_matter_goes_to_the_same_deputy_with_one_press(cast, client_of, django_assert_max_num_queries):
    first = services.screen_opinion(collected(cast), actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
    again = collected(cast, text=AGAIN)
    put_in(first, again)
    client, address = client_of("liaison"), again.get_absolute_url()
    assert f'hx-get="{address}alike/"' in client.get(address).content.decode()
    with django_assert_max_num_queries(MOST):
        page = client.get(f"{address}alike/", headers={"HX-Request": "true"}).content.decode()
    assert first.get_absolute_url() in page and address not in re.findall('href="([^"]+)"', page)
    assert "都说到：" in page and "学校" in page and first.get_state_display() in page
    form = dict(re.findall(r'<input type="hidden" name="(deputy_id|category|seen|once)" value="([^"]*)"', page))
    assert client.post(f"{address}screen/", form).status_code == 302
    moved = Opinion.objects.get(pk=again.pk)
    assert (moved.state, moved.deputy_id) == (S.SCREENED, cast.seats.deputy.pk)


def test_a_deputy_writes_both_into_one_suggestion(cast, client_of):
    first, again = screened(cast), screened(cast, text=AGAIN)
    put_in(first, again)
    page = client_of("deputy").get(f"{again.get_absolute_url()}alike/").content.decode()
    assert f"/suggestions/new/?opinion={again.pk}&amp;opinion={first.pk}" in page


def test_what_is_done_is_shown_but_nothing_is_offered_and_nobody_else_is_asked(cast, client_of):
    first, again = told(cast), collected(cast, text=AGAIN)
    put_in(first, again)
    page = client_of("liaison").get(f"{again.get_absolute_url()}alike/").content.decode()
    assert first.get_absolute_url() in page and "<form" not in page.split("可能是同一件事")[-1].split("</section>")[0]
    assert client_of("clerk").get(f"{again.get_absolute_url()}alike/").status_code == 404


def test_a_resident_sees_nothing_of_other_residents(cast, client):
    put_in(collected(cast))
    page = client.post("/search/alike/", {"text": TEXT, "phone": "13800136021"}, headers={"HX-Request": "true"})
    assert page.content.decode().strip() == ""
    form = Client().get(f"/o/new?s={cast.places.station.code}").content.decode()
    assert 'hx-params="text,csrfmiddlewaretoken"' in form and "看看有没有人说过" in form
