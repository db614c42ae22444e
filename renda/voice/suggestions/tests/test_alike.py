"""While a deputy writes and while the office checks: what was asked for before, merged by the step there is."""

import re

import pytest

from renda.ground.search.declare import sources
from renda.ground.search.services import put
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import S
from renda.voice.suggestions.tests.factories import TEXT, assigned, registered, submitted

pytestmark = pytest.mark.django_db
AGAIN = {**TEXT, "title": "关于修通滨江路断头路的建议", "problem": "滨江路北段到小学后门就断了，学生每天要绕行很远。"}
MOST = 24


def put_in(*rows):
    put(sources()["suggestion"], [row.pk for row in rows])


def test_the_office_merges_with_one_press(cast, client_of, django_assert_max_num_queries):
    first, again = registered(cast), submitted(cast, **AGAIN)
    put_in(first, again)
    client, address = client_of("office"), again.get_absolute_url()
    assert f'hx-get="{address}alike/"' in client.get(address).content.decode()
    with django_assert_max_num_queries(MOST):
        page = client.get(f"{address}alike/", headers={"HX-Request": "true"}).content.decode()
    assert first.get_absolute_url() in page and "滨江路" in page and "并入这一件" in page
    form = dict(re.findall(r'<input type="hidden" name="(main_id|seen|once)" value="([^"]*)"', page))
    assert client.post(f"{address}merge/", form).status_code == 302
    merged = Suggestion.objects.get(pk=again.pk)
    assert (merged.state, merged.merged_into_id) == (S.MERGED, first.pk)


def test_only_who_may_merge_is_shown_what_is_alike(cast, client_of):
    first, again = registered(cast), submitted(cast, **AGAIN)
    put_in(first, again)
    assert "并入这一件" not in client_of("deputy").get(f"{again.get_absolute_url()}alike/").content.decode()


def test_a_deputy_who_writes_it_again_is_told(cast, client_of):
    row = assigned(cast)
    put_in(row)
    client = client_of("deputy")
    assert 'hx-params="title,problem,csrfmiddlewaretoken"' in client.get("/suggestions/new/").content.decode()
    typed = {"title": AGAIN["title"], "problem": AGAIN["problem"]}
    page = client.post("/search/alike/", typed, headers={"HX-Request": "true"}).content.decode()
    assert row.get_absolute_url() in page and "办理中" in page
    assert row.get_absolute_url() not in client_of("township").post("/search/alike/", typed).content.decode()
