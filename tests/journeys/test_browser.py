"""The main job in a real browser on a phone, with script and without; no network, two at once, pressed twice, looks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from renda.ground.kernel.clock import at, now
from renda.voice.opinions import services as opinions
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import collected
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Criterion
from renda.voice.suggestions.tests import factories
from tests.journeys.conftest import DESKTOP, Stage

pytestmark = pytest.mark.browser

PATIENCE_MS = 3300  # a form without script must have been open this long
TITLE = "关于给红岩路临水段装护栏的建议"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_residents_word_becomes_a_published_suggestion(stage: Stage, script: bool):
    resident, deputy = stage.page(script=script), stage.page("deputy", script=script)
    opinion = leave_opinion(stage, resident, script=script)
    opinions.screen_opinion(opinion, actor=stage.cast.liaison, category="infrastructure")

    take_up(stage, deputy, opinion)
    suggestion = draft(stage, deputy, opinion)
    handle(stage.cast, suggestion)
    rate(stage, deputy, suggestion)
    publish(stage.cast, suggestion)

    resident.goto(f"{stage.url}/r/{opinion.code}")
    expect(resident.locator("main")).to_contain_text("已经答复")
    suggestion.refresh_from_db()
    resident.goto(f"{stage.url}/published/congress/{suggestion.number_short}/")
    expect(resident.locator("main")).to_contain_text("八月前完工")


def leave_opinion(stage: Stage, page: Page, *, script: bool, text: str = "红岩路临水那段没有护栏，请装上。") -> Opinion:
    page.goto(f"{stage.url}/o/new?s={stage.cast.places.station.code}")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=place]", "红岩路")
    if not script:
        page.wait_for_timeout(PATIENCE_MS)
    page.click(".in-send")
    page.wait_for_url(re.compile(r"/r/[2-9A-Z-]+$"))
    return Opinion.objects.get(code=page.url.rsplit("/", 1)[1])


def take_up(stage: Stage, page: Page, opinion: Opinion) -> None:
    """From the desk to the opinion, and on to the step."""
    page.goto(f"{stage.url}/desk/")
    page.click(f"a[href*='{opinion.pk}']")
    page.goto(f"{stage.url}/opinions/{opinion.pk}/take_up/")
    page.click("#step-form button.btn-primary")
    page.wait_for_url(re.compile(f"/opinions/{opinion.pk}/$"))


def draft(stage: Stage, page: Page, opinion: Opinion) -> Suggestion:
    page.goto(f"{stage.url}/suggestions/new/?opinion={opinion.pk}")
    page.fill("[name=title]", TITLE)
    page.fill("[name=problem]", "红岩路临水路段约三百米没有护栏，学生天天经过，雨天路滑。")
    page.fill("[name=asks]", "今年雨季前装好护栏。\n对弯道加装反光镜。")
    choose(page, "category", "infrastructure")
    page.click("main form:has([name=title]) .btn-primary")
    page.wait_for_url(re.compile(r"/suggestions/[0-9a-f-]{36}/$"))
    row = Suggestion.objects.get(pk=page.url.rstrip("/").rsplit("/", 1)[1])
    page.goto(f"{stage.url}/suggestions/{row.pk}/submit/")
    page.click("#step-form button[class*=btn]:not([type=button])")
    page.wait_for_url(re.compile(f"/suggestions/{row.pk}/$"))
    row.refresh_from_db()
    return row


def choose(page: Page, name: str, value: str) -> None:
    if page.locator(f"select[name={name}]").count():
        page.select_option(f"select[name={name}]", value)
    else:
        page.check(f"[name={name}][value='{value}']", force=True)


def handle(cast: Any, row: Suggestion) -> None:
    """What office and unit do in between, by services."""
    row = suggestions.register_suggestion(row, actor=cast.office, criteria=Criterion.values)
    row = suggestions.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water, co_org_ids=[])
    factories.reply(cast, factories.accept(cast, factories.lead_of(row)))


def rate(stage: Stage, page: Page, row: Suggestion) -> None:
    rating = factories.rating_of(row)
    page.goto(f"{stage.url}/suggestions/rating/{rating.pk}/")
    for name in ("process", "result"):
        choose(page, name, "satisfied")
    page.click("main form .btn-primary")
    page.wait_for_load_state()
    rating.refresh_from_db()
    assert rating.result == "satisfied"


def publish(cast: Any, row: Suggestion) -> None:
    row.refresh_from_db()
    part = suggestions.propose_publication(row, actor=cast.office, extent="full")
    suggestions.approve_publication(part, actor=cast.publisher)


def test_what_is_written_without_network_arrives_once(stage: Stage):
    page = stage.page()
    text = "没有网络的时候写的一句话，路灯坏了三盏。"
    page.goto(f"{stage.url}/o/new?s={stage.cast.places.station.code}")
    before = Opinion.objects.count()
    page.context.set_offline(True)
    page.fill("textarea[name=text]", text)
    page.click(".in-send")
    expect(page.locator("[data-intake-state]")).to_contain_text("没有网络")
    expect(page.locator("[data-queue]")).to_contain_text("联网后自动发")
    assert Opinion.objects.count() == before
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_contain_text("已经发出", timeout=20000)
    page.reload()
    page.wait_for_timeout(500)
    assert Opinion.objects.count() == before + 1
    page.click("[data-queue] a")
    expect(page.locator("main")).to_contain_text("路灯坏了三盏")


def test_who_comes_second_is_told_and_keeps_what_was_typed(stage: Stage):
    opinion = collected(stage.cast)
    first, second = stage.page("liaison"), stage.page("station_master")
    for page in (first, second):
        page.goto(f"{stage.url}/opinions/{opinion.pk}/answer_on_spot/")
        page.fill("[name=result]", "当场说清楚了：井盖由镇里今天换。")
    first.click("#step-form button[class*=btn]:not([type=button])")
    first.wait_for_url(re.compile(f"/opinions/{opinion.pk}/$"))
    second.click("#step-form button[class*=btn]:not([type=button])")
    expect(second.locator("main")).to_contain_text("苏小满")
    expect(second.locator("main")).to_contain_text("井盖由镇里今天换")


def test_a_double_click_sends_once(stage: Stage):
    page = stage.page("liaison")
    before = Opinion.objects.count()
    page.goto(f"{stage.url}/opinions/enter/")
    page.fill("[name=text]", "老街的水管漏了，半条街没水。")
    choose(page, "entry", "visit")
    page.check("[name=is_read_back]")
    page.dblclick("main form:has([name=is_read_back]) .btn-primary >> nth=-1")
    page.wait_for_url(re.compile(r"/opinions/(?!enter)"))
    assert Opinion.objects.count() == before + 1


def test_pressing_submit_twice_leaves_one_opinion(stage: Stage):
    page = stage.page()
    before = Opinion.objects.count()
    page.goto(f"{stage.url}/o/new?s={stage.cast.places.station.code}")
    page.fill("textarea[name=text]", "桥头的灯不亮，晚上看不见台阶。")
    page.dblclick(".in-send")
    page.wait_for_url(re.compile(r"/r/[2-9A-Z-]+$"))
    assert Opinion.objects.count() == before + 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_large_type_is_one_press_away_and_stays(stage: Stage, script: bool):
    page = stage.page(script=script)
    page.goto(f"{stage.url}/")
    page.click("button[name=mode] >> visible=true")
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    page.goto(f"{stage.url}/stations/")
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")


def test_the_dark_look_is_one_press_away_and_stays(stage: Stage):
    page = stage.page("office", size=DESKTOP)
    page.goto(f"{stage.url}/desk/")
    page.click("details:has(button[data-look=theme]) > summary")
    page.click("button[data-look=theme] >> visible=true")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_form_left_open_for_a_day_loses_nothing(stage: Stage):
    """Without script: the page's token is too old, the words are still there, sending again works."""
    page = stage.page(script=False)
    with at(now() - timedelta(days=2)):
        page.goto(f"{stage.url}/o/new?s={stage.cast.places.station.code}")
    page.fill("textarea[name=text]", "写了一半去忙别的，回来接着交：井盖松了。")
    page.click(".in-send")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("井盖松了"))
    page.wait_for_timeout(PATIENCE_MS)
    page.click(".in-send")
    page.wait_for_url(re.compile(r"/r/[2-9A-Z-]+$"))
