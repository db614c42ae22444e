"""A member's phone in a secret vote: it takes its papers by itself, one tap votes, it checks its slip and forgets it."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Slip
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.tests.factories import fresh
from renda.ground.county.services import set_rule
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.browser
SHOTS = Path(os.environ["RENDA_SHOTS"]) if "RENDA_SHOTS" in os.environ else None


def shoot(page, name):
    if SHOTS:
        page.screenshot(path=str(SHOTS / f"{name}.png"), full_page=True)


def state(page, words):
    expect(page.locator("[data-vote=state]")).to_contain_text(words, timeout=20000)


def set_wait(stage, kind, seconds):
    cast = stage.cast
    set_rule(cast.county.pk, actor=cast.admin, kind=kind, number=seconds, unit="second", source_name="试",
             valid_from=makers.SINCE)  # fmt: skip


def test_a_vote_on_the_phone_from_papers_to_check(stage: Stage):
    cast = stage.cast
    ballot = makers.put_secret(cast)
    asked: list[tuple[str, bool]] = []
    page = stage.page("deputy")
    page.on("request", lambda call: asked.append((call.url, "cookie" in call.all_headers())))
    page.goto(f"{stage.url}/ballots/meeting/{ballot.meeting_id}/")
    page.get_by_role("link", name="打开无记名表决页").click()
    state(page, "还没有开始发票")
    shoot(page, "1-before")
    row = makers.issuing(cast, ballot)
    state(page, "您的票领好了，1张")
    shoot(page, "2-papers")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert json.loads(json.loads(kept)[f"renda-papers:{cast.deputy.user_id}:{ballot.meeting_id}"])[str(ballot.pk)][
        "paper"
    ]
    services.end_issuing(row, actor=cast.office)
    state(page, "等主持人宣布表决")
    set_wait(stage, "ballot_choosing", 0)
    services.open_ballot(fresh(ballot), actor=cast.office)
    expect(page.get_by_role("button", name="赞成")).to_be_visible()
    shoot(page, "3-buttons")
    asked.clear()
    page.get_by_role("button", name="赞成").click()
    state(page, "您的票送到了")
    shoot(page, "4-sent")
    assert Slip.objects.get(ballot=ballot).choice == "yes"
    page.wait_for_timeout(3000)
    assert asked and not any(has_cookie for _, has_cookie in asked)
    services.close_ballot(fresh(ballot), actor=cast.office)
    state(page, "已计入且一致")
    shoot(page, "5-checked")
    left = page.evaluate("JSON.stringify(localStorage)")
    assert "yes" not in left and "holder" not in left and "slip" not in left


def test_before_it_is_sent_the_choice_may_be_changed(stage: Stage):
    cast = stage.cast
    ballot = makers.put_secret(cast)
    row = makers.issuing(cast, ballot)
    page = stage.page("deputy2")
    page.goto(f"{stage.url}/ballots/meeting/{ballot.meeting_id}/vote/")
    state(page, "您的票领好了")
    services.end_issuing(row, actor=cast.office)
    set_wait(stage, "ballot_choosing", 6)
    page.reload()
    services.open_ballot(fresh(ballot), actor=cast.office)
    page.get_by_role("button", name="赞成").click()
    state(page, "您选了赞成")
    shoot(page, "6-chosen")
    page.get_by_role("button", name="反对").click()
    state(page, "您选了反对")
    assert not Slip.objects.filter(ballot=ballot).exists()
    state(page, "您的票送到了")
    assert Slip.objects.get(ballot=ballot).choice == "no"


def test_a_phone_without_papers_and_one_without_script_are_told(stage: Stage):
    cast = stage.cast
    ballot = makers.put_secret(cast)
    row = makers.issuing(cast, ballot)
    services.end_issuing(row, actor=cast.office)
    services.open_ballot(fresh(ballot), actor=cast.office)
    page = stage.page("deputy")
    page.goto(f"{stage.url}/ballots/meeting/{ballot.meeting_id}/vote/")
    state(page, "没有这一项的票")
    shoot(page, "7-none")
    plain = stage.page("deputy", script=False)
    plain.goto(f"{stage.url}/ballots/meeting/{ballot.meeting_id}/vote/")
    state(plain, "请向工作人员要纸质票")
    shoot(plain, "8-no-script")
    plain.goto(f"{stage.url}/ballots/secrecy/")
    shoot(plain, "9-secrecy")
