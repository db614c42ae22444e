"""Makes the pictures of the README from the demo county: `.venv/bin/python -m tests.journeys.screenshots`."""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
CHROMIUM = os.environ.get("RENDA_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
# name, who is signed in, address (or the name of a function that finds it), size of the window
PICTURES = [
    ("portal", "", "/", DESKTOP),
    ("inbox", "office", "/desk/", DESKTOP),
    ("matter", "office", "a_suggestion", DESKTOP),
    ("deputy", "deputy", "/desk/", PHONE),
    ("leave", "", "a_station", PHONE),
    ("receipt", "", "a_receipt", PHONE),
]


def main() -> None:
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        os.environ.update(RENDA_DATA=data, DATABASE_URL="", DJANGO_SETTINGS_MODULE="renda.config.settings")
        from renda.config import demo

        if complaint := demo.load("gaoxian"):
            sys.exit(complaint)
        from bench.servers import PRODUCT, environment, serving

        server = stack.enter_context(serving(environment(PRODUCT, Path(data), ""), "--no-worker", path="/"))
        addresses = {"a_suggestion": a_suggestion(), "a_station": a_station(), "a_receipt": a_receipt()}
        take(f"http://127.0.0.1:{server.port}", addresses)


def take(base: str, addresses: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    from bench.prepare import sign_in

    IMAGES.mkdir(parents=True, exist_ok=True)
    sessions = {who: sign_in(user_of(who)) for _, who, _, _ in PICTURES if who}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, who, address, size in PICTURES:
            context = browser.new_context(
                viewport=size, locale="zh-CN", device_scale_factor=1 if size is DESKTOP else 1.5
            )
            if who:
                context.add_cookies([{"name": "sessionid", "value": sessions[who], "url": base}])
            page = context.new_page()
            page.goto(base + addresses.get(address, address), wait_until="networkidle")
            page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
            print(f"{name}.png  {page.title()}", flush=True)
            context.close()
        browser.close()


def user_of(login: str) -> int:
    from renda.ground.people.models import User

    return int(User.objects.get(login=login).pk)


def a_suggestion() -> str:
    from renda.voice.suggestions.models import Suggestion

    row = Suggestion.objects.filter(state="replied").order_by("-pk").first() or Suggestion.objects.latest("pk")
    return str(row.get_absolute_url())


def a_station() -> str:
    from renda.network.stations.models import Station

    return f"/o/new?s={Station.objects.filter(org__code='station').get().code}"


def a_receipt() -> str:
    from renda.voice.opinions.models import Opinion

    row = Opinion.objects.filter(state="told").order_by("-pk").first() or Opinion.objects.latest("pk")
    return f"/r/{row.code}"


if __name__ == "__main__":
    main()
