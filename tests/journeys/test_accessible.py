"""Every main page on a phone and on a desktop: axe finds nothing, nothing sticks out, nothing is asked elsewhere."""

from typing import Any

import pytest

from tests.journeys.conftest import AXE, DESKTOP, PHONE, Stage

pytestmark = [pytest.mark.browser, pytest.mark.once]

PUBLIC = [
    "/", "/published/", "/published/congress/{published.number_short}/", "/stations/", "/stations/{station.code}/",
    "/stations/{station.code}/hall/", "/stations/{station.code}/cards/",
    "/halls/{meeting.pk}/",
    "/stations/{station.code}/poster/", "/our-deputies/", "/deputies/", "/deputies/{deputy.code}/", "/o/new",
    "/o/new?s={station.code}", "/o/form/{station.code}/", "/o/privacy", "/r/", "/r/{opinion.code}", "/r/{opinion.code}/add_word/",
    "/r/{opinion.code}/erase/", "/accessibility/", "/complain/", "/complain/{complaint.code}/", "/sign-in/",
    "/sign-in/first/", "/workflow/", "/workflow/suggestion/", "/workflow/seals/", "/county/", "/county/holidays/",
    "/county/terms/", "/search/", "/laws/", "/laws/演练法/", "/laws/演练法/3/", "/laws/演练法/2020-06-01/3/changes/",
    "/ui/offline/", "/api/v1/docs", "/no-such-page/",
]  # fmt: skip
PAGES = {
    "resident": PUBLIC,
    "deputy": [
        "/desk/", "/opinions/", "/opinions/{opinion.pk}/", "/suggestions/", "/suggestions/new/", "/suggestions/{draft.pk}/",
        "/suggestions/{draft.pk}/edit/", "/suggestions/{draft.pk}/invite/", "/suggestions/{draft.pk}/submit/",
        "/suggestions/rating/{rating.pk}/", "/suggestions/{published.pk}/", "/notices/", "/account/", "/account/second/",
    ],
    "liaison": [
        "/desk/", "/opinions/", "/opinions/enter/", "/opinions/{opinion.pk}/", "/opinions/paper/", "/opinions/paper/{scan.pk}/",
        "/opinions/{opinion.pk}/screen/", "/opinions/{opinion.pk}/guide_away/",
        "/stations/{station.code}/change/",
        "/activities/{activity.pk}/", "/activities/station/{station.code}/month/", "/activities/station/{station.code}/plan/",
        "/activities/station/{station.code}/roster/", "/activities/calendar/",
    ],
    "office": [
        "/desk/", "/suggestions/", "/suggestions/{suggestion.pk}/", "/suggestions/{publication.parent.pk}/publish/",
        "/suggestions/{submitted.pk}/register/", "/suggestions/{registered.pk}/assign/", "/county/rules/opinion_town/",
        "/activities/words/", "/activities/four/",
        "/workflow/try/holidays/{holidays.pk}/", "/deputies/import/", "/deputies/import/{roll.pk}/",
        "/deputies/{deputy.code}/change/", "/stations/unplaced/", "/stations/open/", "/complaints/", "/complaints/{complaint.pk}/",
    ],
    "clerk": [
        "/desk/", "/suggestions/", "/suggestions/{suggestion.pk}/", "/suggestions/handling/{handling.pk}/draft_reply/",
        "/suggestions/handling/{handling.pk}/consult/", "/suggestions/handling/{handling.pk}/request_return/",
        "/participations/request/", "/participations/{participation.pk}/",
    ],
    "admin": [
        "/people/", "/people/new/", "/people/{person.pk}/", "/people/orgs/",
        "/people/orgs/{org.pk}/", "/people/stand-ins/", "/people/rosters/", "/people/rosters/{roster.pk}/", "/notices/outbox/",
    ],
}  # fmt: skip
PAGES["office"] += ["/topics/", "/topics/{topic.pk}/", "/topics/{topic.pk}/propose/"]
PAGES["deputy"] += ["/contacts/mine/", "/contacts/{pair.pk}/", "/contacts/{pair.pk}/complete/", "/contacts/begin/3/"]
PAGES["deputy"] += ["/ballots/meeting/{meeting.pk}/vote/"]
PAGES["resident"] += ["/ballots/secrecy/", "/ballots/issuing/{issuing.pk}/", "/ballots/{secret_ballot.pk}/"]
PAGES["office"] += ["/contacts/", "/contacts/sheet/", "/contacts/words/", "/contacts/begin/1/"]
PAGES["deputy"] += [
    "/elections/",
    "/elections/nominations/{nomination.pk}/",
    "/elections/nominations/{nomination.pk}/invite/",
]
PAGES["office"] += [
    "/elections/{election.pk}/",
    "/elections/{election.pk}/nominate/",
    "/ballots/{paper_ballot.pk}/tell/",
]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360", "1280"])
@pytest.mark.parametrize("who", PAGES)
def test_axe_finds_nothing_on_any_page(stage: Stage, who: str, size: dict[str, int]):
    page = stage.page(who, size=size, service_workers="block")
    found = [fault for address in PAGES[who] for fault in faults_of(page, stage, address, size["width"])]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("look", ["mode=elder", "theme=dark"])
def test_the_large_and_the_dark_look_are_as_good(stage: Stage, look: str):
    name, value = look.split("=")
    for who in ("resident", "deputy"):
        page = stage.page(who, service_workers="block")
        page.context.add_cookies([{"name": f"rd_{name}", "value": value, "url": stage.url}])
        found = [fault for address in PAGES[who][:8] for fault in faults_of(page, stage, address, 360)]
        assert found == []
        assert page.get_attribute("html", f"data-{name}") == value


def faults_of(page: Any, stage: Stage, address: str, width: int) -> list[str]:
    """What is wrong with one page, in words that lead to the place."""
    answer = page.goto(stage.url + address.format(**vars(stage.rows)), wait_until="load")
    is_right = answer.status == (404 if "no-such" in address else 200)
    sticks_out = page.evaluate("document.documentElement.scrollWidth") - width
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150)).join(' | ')))"
    )
    return [
        *([] if is_right else [f"{address}: {answer.status}"]),
        *([f"{address}: {sticks_out} px wider than the screen"] if sticks_out > 0 else []),
        *(f"{address}: {fault}" for fault in found),
    ]
