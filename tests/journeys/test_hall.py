"""The hall screen in a real browser: it fetches itself, and keeps what it shows while the network is away."""

import pytest
from playwright.sync_api import expect

from renda.network.activities.tests import factories
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.browser

SCREEN = {"width": 1920, "height": 1080}
LITTLE = """() => [...document.querySelectorAll('#hall *')].filter(e => e.childNodes.length && [...e.childNodes].some(
  n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 28).map(e => e.outerHTML.slice(0, 80))"""


def test_the_screen_goes_on_when_the_network_comes_back(stage: Stage):
    factories.announced(stage.cast, days=1)
    page = stage.page(size=SCREEN)
    page.clock.install()
    page.goto(f"{stage.url}/stations/{stage.cast.places.station.code}/hall/")
    days = page.locator(".hl-days li")
    before = days.count()
    assert before >= 1
    page.context.set_offline(True)
    page.clock.fast_forward(61_000)
    page.wait_for_timeout(500)
    expect(days).to_have_count(before)
    factories.announced(stage.cast, days=2, title="加一次接待")
    page.wait_for_timeout(6000)  # the screen's own last answer is no longer kept
    page.context.set_offline(False)
    page.clock.fast_forward(61_000)
    expect(days).to_have_count(before + 1)


def test_nothing_on_the_screen_is_small_and_it_fits(stage: Stage):
    page = stage.page(size=SCREEN)
    for address in (f"/stations/{stage.cast.places.station.code}/hall/", "/hall/"):
        page.goto(f"{stage.url}{address}")
        assert page.evaluate(LITTLE) == []
        assert page.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]
        assert page.locator("button, input, form").count() == 0
