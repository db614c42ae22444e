"""The gallery in a real browser: policy holds, nothing sticks out, axe finds nothing, drafts and drawings work."""

import os
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[4]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
KEYS = ["01a20538-38a3-7309-8b95-70bda2f1692b", "01a20538-3d09-76e8-b78d-485a6d87a9a5"]
PUT_TWO = f"""() => new Promise((done) => {{
  const open = indexedDB.open('renda', 1);
  open.onsuccess = () => {{
    const change = open.result.transaction('intake', 'readwrite');
    for (const key of {KEYS}) change.objectStore('intake').put({{key, at: Date.now(), state: 'waiting',
      action: '/queue-test/', page: location.href, challenges: '', pairs: [['text', '写的话'], ['once', key]]}});
    change.oncomplete = () => {{ open.result.close(); done(); }};
  }};
}})"""


@pytest.fixture
def browser(live_url, monkeypatch):
    if not CHROMIUM.exists() or not AXE.exists() or not (ROOT / "renda/ground/ui/static/ui/dist/renda.js").exists():
        pytest.skip("no browser, or front end not bundled")
    from playwright.sync_api import sync_playwright

    from renda.ground.county.models import County

    County.objects.get_or_create(
        code="511525", defaults={"name": "高县", "short": "高", "is_default": True, "is_demo": True}
    )
    # The browser's driver keeps an event loop in this thread; the tests read the database beside it.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser, url, *, width=1280, mode="", theme=""):
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", service_workers="block")
    for name, value in (("rd_mode", mode), ("rd_theme", theme)):
        context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda line: page.said.append(line.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(f"{url}/ui/components/")
    page.wait_for_selector("[data-chart] svg")
    return page


@pytest.mark.parametrize(
    ("width", "mode", "theme"), [(1280, "", ""), (360, "", ""), (360, "elder", ""), (1280, "", "dark")]
)
def test_the_gallery_is_sound_in_every_mode(browser, live_url, width, mode, theme):
    page = opened(browser, live_url, width=width, mode=mode, theme=theme)
    assert [line for line in page.said if "Content Security Policy" in line or "Error" in line] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id))")
    assert found == []


def test_a_draft_is_kept_and_put_back(browser, live_url):
    page = opened(browser, live_url)
    page.fill("#id_title", "护栏")
    page.wait_for_selector(".rd-saved:has-text('已自动保存')")
    page.reload()
    assert page.input_value("#id_title") == "护栏"


def test_a_selection_says_how_many_rows_a_step_fits(browser, live_url):
    page = opened(browser, live_url)
    assert page.is_hidden("#batch")
    for key in "jxjx":
        page.keyboard.press(key)
    assert page.inner_text("[data-batch-count]") == "已选2件"
    assert page.is_disabled("[data-batch-step=warn]")


def test_the_size_changes_at_once_and_stays(browser, live_url):
    page = opened(browser, live_url, width=360)
    page.goto(f"{live_url}/ui/offline/")
    page.click("button[data-look=mode]")
    assert page.get_attribute("html", "data-mode") == "elder"
    page.reload()
    assert page.get_attribute("html", "data-mode") == "elder"


def test_what_is_written_without_network_is_sent_once_when_it_is_back(browser, live_url):
    """The queue itself: two entries kept, sent under their own keys, nothing twice."""
    page = opened(browser, live_url, width=360)
    sent = []
    page.route(
        "**/queue-test/",
        lambda route: (sent.append(route.request.headers["idempotency-key"]), route.fulfill(status=200, body="ok")),
    )
    page.goto(f"{live_url}/ui/offline/")
    page.evaluate(PUT_TWO)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-queue] p:nth-child(2):has-text('已经发出')")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert sent == KEYS
