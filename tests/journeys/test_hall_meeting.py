"""A vote on the screen of the hall and on a member's phone, in a real browser: both follow it without being touched."""

import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from renda.chamber.ballots import services
from renda.chamber.ballots.tests import makers as votes
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.live import process
from renda.ground.live.hub import Hub
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.browser

SCREEN = {"width": 1920, "height": 1080}
LITTLE = """() => [...document.querySelectorAll('#hall *')].filter(e => e.childNodes.length && [...e.childNodes].some(
  n => n.nodeType === 3 && n.data.trim()) && e.tagName !== 'SCRIPT' && parseFloat(getComputedStyle(e).fontSize) < 28)
  .map(e => e.outerHTML.slice(0, 80))"""
FAR = 15_000


@contextmanager
def told(tell, settings):
    """The process of live screens, in a thread of this one; yields its port."""
    listener = process.listen("127.0.0.1", 0)
    server = process.server_of(Hub({"ballots": tell}))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    settings.LIVE_PORT = listener.getsockname()[1]
    yield
    server.should_exit = True
    thread.join(10)


def test_screen_and_phone_follow_a_vote(stage: Stage):
    """Without the process of streams: both ask by themselves."""
    meeting = meetings.opened(stage.cast, members=7, present=5)
    row = votes.put(stage.cast, meeting=meeting)
    screen, phone = stage.page(size=SCREEN), stage.page("deputy")
    screen.goto(f"{stage.url}/halls/{meeting.pk}/")
    phone.goto(f"{stage.url}{row.get_absolute_url()}")
    expect(screen.get_by_role("heading", level=1)).to_have_text("现在没有表决")
    row = services.open_ballot(row, actor=stage.cast.office)
    expect(screen.get_by_role("heading", level=1)).to_have_text(row.question, timeout=FAR)
    phone.get_by_role("button", name="赞成").click(timeout=FAR)
    expect(screen.locator("[data-live-text='ballot.cast']")).to_have_text("1", timeout=FAR)
    assert screen.evaluate(LITTLE) == []
    assert screen.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]
    services.close_ballot(row, actor=stage.cast.office)
    expect(screen.locator(".hl-pass")).to_contain_text("未通过", timeout=FAR)
    expect(phone.locator("#ballot")).to_contain_text("结果", timeout=FAR)
    assert screen.evaluate(LITTLE) == []
    assert screen.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]
    assert screen.locator("button, input, form").count() == 0


def test_a_stream_tells_the_screen_at_once(stage: Stage, settings):
    meeting = meetings.opened(stage.cast, members=7, present=5)
    now = {"meeting": str(meeting.pk), "ballot": None}
    with told(lambda key: now, settings):
        page = stage.page(size=SCREEN)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{stage.url}/halls/{meeting.pk}/")
        page.wait_for_timeout(500)
        services.open_ballot(votes.put(stage.cast, meeting=meeting), actor=stage.cast.office)
        now = {**now, "ballot": "another"}
        expect(page.get_by_role("heading", level=1)).to_have_text("批准2025年决算", timeout=FAR)
        assert [url for url in asked if "/ballots/now/" in url] == []
        stage.faults[:] = [
            one for one in stage.faults if f":{settings.LIVE_PORT}/live/" not in one
        ]  # our own other port


def test_the_screen_goes_on_without_script(stage: Stage):
    meeting = meetings.opened(stage.cast, members=7, present=5)
    page = stage.page(size=SCREEN, script=False)
    page.goto(f"{stage.url}/halls/{meeting.pk}/")
    services.open_ballot(votes.put(stage.cast, meeting=meeting), actor=stage.cast.office)
    expect(page.get_by_role("heading", level=1)).to_have_text("批准2025年决算", timeout=FAR)
