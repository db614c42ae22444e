"""What every page brings: policy, look, manifest, worker, gallery."""

from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404

from renda.ground.ui import views

pytestmark = [pytest.mark.urls("renda.ground.ui.tests.urls"), pytest.mark.django_db]


def test_no_inline_script_or_style_is_allowed(client, county):
    policy = client.get("/ui/components/")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["default-src"] == "'self'"
    assert "unsafe" not in policy


def test_the_gallery_shows_every_component(client, county):
    page = client.get("/ui/components/").content.decode()
    for word in (
        "超期5天",
        "还有2个工作日",
        "暂不能解决",
        "未反馈",
        "为什么是5月27日",
        "没有等您办的事",
        "您填的",
        "看数据表",
    ):
        assert word in page


def test_the_gallery_is_not_in_a_real_county(rf, settings):
    settings.DEBUG = False
    request = rf.get("/ui/components/")
    request.county = SimpleNamespace(is_demo=False)
    with pytest.raises(Http404):
        views.components(request)


def test_the_size_is_remembered_on_the_device_without_script(client, county):
    answer = client.post("/ui/look/", {"mode": "elder", "next": "/ui/components/"})
    assert answer.headers["Location"] == "/ui/components/"
    assert 'data-mode="elder"' in client.get("/ui/components/").content.decode()
    client.post("/ui/look/", {"mode": "plain"})
    assert "data-mode" not in client.get("/ui/components/").content.decode().split("<head>")[0]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(client, county, target):
    assert client.post("/ui/look/", {"theme": "dark", "next": target}).headers["Location"] == "/"


def test_an_unknown_look_is_the_plain_one(client, county):
    client.cookies["rd_mode"] = '"><script>'
    assert "<script>" not in client.get("/ui/components/").content.decode().split("<head>")[0]


def test_a_phone_can_install_the_platform(client, county):
    body = client.get("/manifest.webmanifest").json()
    assert body["start_url"] == "/"
    assert county.name in body["name"]


def test_the_worker_is_served_from_the_root(client, county):
    if not finders.find("ui/dist/sw.js"):
        pytest.skip("front end not bundled")
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert b"/ui/offline/" in answer.content


def test_the_page_for_no_network_names_nobody(client, county):
    assert "没有网络" in client.get("/ui/offline/").content.decode()


def test_every_page_has_skip_link_language_and_complaints(client, county):
    page = client.get("/ui/components/", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert 'lang="zh-CN"' in page
    assert 'class="rd-skip" href="#main"' in page
    assert "投诉建议" in page
    assert "演示县：人物和事项均为虚构" in page
