"""Materials of a meeting on a member's phone without network, and that they go again. Needs a browser."""

from typing import Any

from playwright.sync_api import expect

from renda.chamber.meetings import services
from renda.chamber.meetings.tests import factories as made
from renda.ground.files.tests.factories import pdf


def test_materials_are_read_without_network_and_go_with_the_sign_out(stage: Any) -> None:
    row = made.convened(stage.cast)
    services.add_material_meeting(row, actor=stage.cast.office, position=1, papers=[pdf("供水报告.pdf")], is_clean=True)
    page = stage.page("deputy")
    address = f"{stage.url}{row.get_absolute_url()}materials/"
    page.goto(address)
    page.wait_for_timeout(2000)  # the service worker takes over
    page.click("[data-read-keep]")
    expect(page.locator("[data-read-state]")).to_contain_text("1份材料存在这部手机里")
    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("供水报告")
    with page.expect_download() as download:
        page.click("[data-read-file]")
    assert download.value.suggested_filename == "供水报告.pdf" and download.value.path().stat().st_size
    page.context.set_offline(False)
    page.goto(address)
    page.evaluate("document.querySelector('form[action$=\"/sign-out/\"]').requestSubmit()")
    page.wait_for_url(f"{stage.url}/")
    assert page.evaluate("caches.keys().then((keys) => keys.filter((key) => key.startsWith('renda-read')))") == []


def test_materials_go_when_the_meeting_is_over(stage: Any) -> None:
    row = made.opened(stage.cast, present=3)
    services.add_material_meeting(row, actor=stage.cast.office, position=1, papers=[pdf("决算.pdf")], is_clean=True)
    page = stage.page("deputy")
    page.goto(f"{stage.url}{row.get_absolute_url()}")
    page.click("[data-read-keep]")
    expect(page.locator("[data-read-state]")).to_contain_text("1份材料存在这部手机里")
    services.close_meeting(row, actor=stage.cast.office)
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate("caches.keys().then((keys) => keys.filter((key) => key.startsWith('renda-read')))") == []
