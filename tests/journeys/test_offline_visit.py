"""A visit without network on a phone: what is typed stays there, goes out by itself, once. Needs a browser."""

from datetime import date
from typing import Any

from playwright.sync_api import expect

from renda.readings.assessments.models import Candidacy, VisitSheet
from renda.readings.assessments.tests import factories as make


def _fill(page: Any, row: Candidacy) -> None:
    for key, value in make.points(row).items():
        page.fill(f"[name=points_{key}]", value)
    page.fill("[name=words_c1]", "标牌是新换的")


def test_a_sheet_without_network_goes_out_by_itself_and_once(stage: Any) -> None:
    row = make.self_scored(stage.cast, cycle=make.opened(stage.cast, first=date(2023, 1, 1)))
    page = stage.page("committee")
    page.goto(f"{stage.url}/assessments/places/{row.pk}/visit/")
    page.wait_for_timeout(3000)  # the service worker takes over and keeps the blank page
    page.context.set_offline(True)
    page.reload()  # the kept page is blank and nobody's, and works
    _fill(page, row)
    page.click("main form[data-offline-intake] .btn-primary")
    expect(page.locator("[data-intake-state]")).to_contain_text("没有网络")
    expect(page.locator("[data-queue]")).to_contain_text("的评分：还没发出，联网后自动发")
    assert not VisitSheet.objects.filter(candidacy=row).exists()
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_contain_text("已经发出", timeout=20000)
    page.reload()
    page.wait_for_timeout(500)
    sheet = VisitSheet.objects.get(candidacy=row)
    assert (sheet.words, sheet.is_adopted) == ({"c1": "标牌是新换的"}, True)


def test_the_sheet_works_without_script(stage: Any) -> None:
    row = make.self_scored(stage.cast, cycle=make.opened(stage.cast, first=date(2021, 1, 1)))
    page = stage.page("committee", script=False)
    page.goto(f"{stage.url}/assessments/places/{row.pk}/visit/")
    _fill(page, row)
    page.click("main form[data-offline-intake] .btn-primary")
    expect(page.locator("main")).to_contain_text("标牌是新换的")
    assert VisitSheet.objects.filter(candidacy=row).count() == 1


def test_a_sheet_that_was_sent_signed_out_waits_for_the_sign_in(stage: Any) -> None:
    row = make.self_scored(stage.cast, cycle=make.opened(stage.cast, first=date(2019, 1, 1)))
    page = stage.page("committee")
    page.goto(f"{stage.url}/assessments/places/{row.pk}/visit/")
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    _fill(page, row)
    page.click("main form[data-offline-intake] .btn-primary")
    expect(page.locator("[data-queue]")).to_contain_text("登录以后自动发")
    assert not VisitSheet.objects.filter(candidacy=row).exists()
    page.context.add_cookies(session)
    page.reload()  # whatever page is opened next sends what waits
    expect(page.locator("[data-queue]")).to_contain_text("已经发出", timeout=20000)
    assert VisitSheet.objects.filter(candidacy=row).count() == 1
