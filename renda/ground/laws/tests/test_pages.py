"""Addresses of laws: what is in force, an earlier version by day, what changed, by page and by JSON."""

from datetime import date

import pytest
from django.test import Client

from renda.ground.kernel import clock
from renda.ground.laws.tests.factories import loaded

pytestmark = pytest.mark.django_db
BASE = "/laws/演练法/"


@pytest.fixture
def browser(county):
    loaded()
    return Client()


def text_of(browser, address):
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_article_is_that_in_force_today_or_on_a_day(browser):
    assert "六个月内书面总结" in text_of(browser, f"{BASE}3/")
    for address in (f"{BASE}3/?at=2018-01-01", f"{BASE}2010-03-01/3/"):
        shown = text_of(browser, address)
        assert "三个月内总结" in shown and "这是2010年的文本" in shown
    with clock.at(date(2015, 1, 1)):
        assert "三个月内总结" in text_of(browser, f"{BASE}3/")


def test_every_name_and_way_of_writing_leads_to_one_address(browser):
    for address in (f"{BASE}第二条之一/", "/laws/中华人民共和国演练法/2-1/"):
        answer = browser.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/laws/%E6%BC%94%E7%BB%83%E6%B3%95/2-1/")
    assert "《中华人民共和国演练法》第二条之一" in text_of(browser, f"{BASE}2-1/")


def test_what_changed_is_found_though_the_number_moved(browser):
    assert "对照看改了什么" in text_of(browser, f"{BASE}2-1/")
    shown = text_of(browser, f"{BASE}2020-06-01/2-1/changes/")
    assert "第二条" in shown and "<del>一次</del>" in shown and "<ins>两次</ins>" in shown
    assert "这一条是新写的" in text_of(browser, f"{BASE}2020-06-01/2/changes/")


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        (f"{BASE}9/", 404, "《演练法》（2020）没有第九条"),
        (f"{BASE}x/", 404, "没有这一条"),
        (f"{BASE}3/?at=昨天", 422, "日期要写成2018-01-01这样"),
        (f"{BASE}3/?at=2009-01-01", 404, "最早的一版从2010-05-01起施行"),
        (f"{BASE}2011-01-01/", 404, "没有装入2011-01-01通过的"),
        (f"{BASE}2010-03-01/3/changes/", 404, "没有更早的可以对照"),
        ("/laws/没有的法/", 404, "没有装入这部法律"),
        ("/laws/" + "长" * 3000 + "/", 404, "没有装入这部法律"),
        (f"{BASE}99999999999999999999/", 404, "没有这一条"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(browser, address, status, told):
    answer = browser.get(address)
    assert answer.status_code == status and told in answer.content.decode()


def test_pages_ask_a_fixed_number_of_times(browser, django_assert_max_num_queries):
    browser.get(BASE)
    for address, most in (("/laws/", 3), (BASE, 5), (f"{BASE}3/", 6), (f"{BASE}2020-06-01/3/changes/", 6)):
        with django_assert_max_num_queries(most):
            assert browser.get(address).status_code == 200


def test_the_same_by_json(browser):
    assert [law["short"] for law in browser.get("/api/v1/laws/").json()] == ["演练法"]
    whole = browser.get("/api/v1/laws/演练法").json()
    assert [one["label"] for one in whole["articles"]][2] == "第二条之一"
    one = browser.get("/api/v1/laws/演练法/2?at=2018-01-01").json()
    assert one["paragraphs"][1]["items"] == ["（一）下雨的；", "（二）刮风的。"]
    assert browser.get("/api/v1/laws/演练法/9").status_code == 404


def test_without_laws_the_page_says_how_to_load_them(county):
    assert "还没有装入法律文本" in Client().get("/laws/").content.decode()
