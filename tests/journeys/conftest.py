"""A real browser before a server of its own, with the cast and one row of everything behind it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
BUNDLE = ROOT / "renda/ground/ui/static/ui/dist/renda.js"
CHROMIUM = Path(os.environ.get("RENDA_CHROMIUM", "/usr/bin/chromium"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
FAULTS = ("Content Security Policy", "TypeError", "ReferenceError", "SyntaxError", "Refused to")


@dataclass
class Stage:
    """A server over a database of its own, and browsers that may do nothing but what the product allows."""

    url: str
    cast: Any
    chromium: Any
    rows: Any = None
    contexts: list[Any] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def page(self, who: str = "resident", *, size: dict[str, int] = PHONE, script: bool = True, **more: Any) -> Any:
        """A page of a browser of its own, signed in as one of the cast. What it must not do is kept in `faults`."""
        context = self.chromium.new_context(viewport=size, locale="zh-CN", java_script_enabled=script, **more)
        context.set_default_timeout(15000)
        self.contexts.append(context)
        user_id = getattr(self.cast, who).user_id
        if user_id:
            context.add_cookies([{"name": "sessionid", "value": session_of(user_id), "url": self.url}])
        page = context.new_page()
        page.on("request", lambda request: self._note_request(request.url))
        page.on("console", lambda line: self._note_words(page.url, line.text))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.faults.append(f"asked another host: {url}")

    def _note_words(self, url: str, words: str) -> None:
        if any(fault in words for fault in FAULTS):
            self.faults.append(f"{url}: {words}")


def session_of(user_id: int) -> str:
    """The cookie of a browser that has signed in."""
    from django.test import Client

    from renda.ground.people.models import User

    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client.cookies["sessionid"].value


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    missing = [path.name for path in (CHROMIUM, AXE, BUNDLE) if not path.exists()]
    if missing:
        pytest.skip(f"no browser journey without {', '.join(missing)}: run bin/setup")
    from django.db import connections
    from playwright.sync_api import sync_playwright

    # The driver keeps an event loop in this thread; the tests read the database beside it, by connections of the loop's
    # own. One that was opened before would stay open unseen, and keep the database from being copied.
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def module_stage(django_db_setup: None, django_db_blocker: Any, chromium: Any) -> Iterator[Stage]:
    """One database and one server for all journeys of a file: a fresh one for each would take longer than they do."""
    from django.conf import settings

    from renda.demo.cast import build_cast
    from renda.ground.county.models import County
    from tests.copies import copied_database, serving
    from tests.journeys.rows import make_rows

    with django_db_blocker.unblock(), copied_database(settings.DATA), serving() as url:
        facts = {"name": "高县", "short": "高", "is_default": True, "is_demo": True}
        cast = build_cast(County.objects.get_or_create(code="511525", defaults=facts)[0])
        yield Stage(url, cast, chromium, make_rows(cast))


@pytest.fixture
def stage(module_stage: Stage) -> Iterator[Stage]:
    """The same for one test: its browsers are closed after it, and none may have done what it must not."""
    module_stage.contexts.clear()
    module_stage.faults.clear()
    yield module_stage
    for context in module_stage.contexts:
        context.close()
    assert module_stage.faults == []


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, Any]]:
    """The cast and one row of everything for all tests of a file: to make them anew for each kind took longer than the tests."""
    from django.db import transaction

    from renda.demo.cast import build_cast
    from renda.ground.county.models import County
    from tests.journeys.rows import make_rows

    with django_db_blocker.unblock(), transaction.atomic():
        facts = {"name": "高县", "short": "高", "is_default": True, "is_demo": True}
        cast = build_cast(County.objects.get_or_create(code="511525", defaults=facts)[0])
        yield cast, make_rows(cast)
        transaction.set_rollback(True)
