"""What a task at a station costs on a phone: taps and typed characters, counted from the browser's own events.

The counter hears every trusted press and every trusted input, in capture, on each page the task opens. What a script sets without a
finger is heard too and fails the task: nothing can be had for less than it costs. The table is docs/burden.md.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from renda.ground.kernel import clock
from renda.network.activities import services
from renda.network.activities.models import Activity
from renda.network.activities.tests import factories
from renda.voice.opinions.models import Opinion
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.browser

TABLE = Path(__file__).resolve().parents[2] / "docs" / "burden.md"
COUNTER = """
addEventListener('pointerdown', e => { if (e.isTrusted) rendaHeard('tap', 1) }, true)
addEventListener('input', e => {
  if (!e.isTrusted) rendaHeard('made', 1)
  else if ((e.inputType || '').startsWith('insert')) rendaHeard('typed', [...(e.data || '')].length)
}, true)
"""
MATTER = "石门村路口井盖松了走路绊脚请修好"
RESULT = "群众说了一件事，已记下。"


@dataclass
class Cost:
    taps: int = 0
    typed: int = 0


@dataclass
class Hand:
    """One hand on one phone. What it does is not added up here: only what the page hears is."""

    page: Any
    cost: Cost = field(default_factory=Cost)
    made: int = 0

    @classmethod
    def of(cls, stage: Stage, who: str) -> "Hand":
        hand = cls(stage.page(who, has_touch=True, is_mobile=True))
        hand.page.context.expose_binding("rendaHeard", hand.hear)
        hand.page.context.add_init_script(COUNTER)
        return hand

    def hear(self, _source: Any, what: str, many: int) -> None:
        if what == "tap":
            self.cost.taps += many
        elif what == "typed":
            self.cost.typed += many
        else:
            self.made += many

    def tap(self, selector: str) -> None:
        self.page.locator(f"{selector} >> visible=true").first.tap()

    def tap_on(self, selector: str) -> None:
        """A tap that opens another page."""
        with self.page.expect_navigation():
            self.tap(selector)

    def write(self, selector: str, words: str) -> None:
        self.tap(selector)
        self.page.keyboard.type(words)


def written() -> dict[str, Cost]:
    """The table as it stands."""
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| (\d+) \| (\d+) \|$", TABLE.read_text(encoding="utf-8"), re.M)
    return {name: Cost(int(taps), int(typed)) for name, taps, typed in rows}


def dearer(name: str, now: Cost, then: Cost) -> list[str]:
    """What has become dearer, in words; empty if nothing."""
    found = []
    if now.taps > then.taps:
        found.append(f"“{name}”贵了：要点{now.taps}下，表里是{then.taps}下。")
    if now.typed > then.typed:
        found.append(f"“{name}”贵了：要打{now.typed}个字，表里是{then.typed}个字。")
    return found


def announce_reception(stage: Stage) -> Hand:
    hand, before = Hand.of(stage, "liaison"), Activity.objects.filter(state="announced").count()
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(".rd-tabs a[href='/activities/']")
    hand.tap_on("a[href$='/plan/']")
    hand.tap_on("main form .btn-primary")
    row = Activity.objects.latest("pk")
    assert Activity.objects.filter(state="announced").count() == before + 1
    assert row.is_reception and row.day > clock.today() and row.attendances.count() == 2
    return hand


def plan_quarter(stage: Stage) -> Hand:
    hand, before = Hand.of(stage, "liaison"), Activity.objects.filter(state="announced").count()
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(".rd-tabs a[href='/activities/']")
    hand.tap_on("a[href$='/month/']")
    hand.tap_on("a[href$='/roster/']")
    hand.tap_on("main form .btn-primary")
    assert Activity.objects.filter(state="announced").count() >= before + 3
    return hand


def sign_up(stage: Stage) -> Hand:
    row, hand = _announced(stage, days=2), Hand.of(stage, "deputy")
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(f"a[href*='{row.pk}']")
    hand.tap_on("form[action$='/sign_up/'] button")
    assert row.attendances.get(deputy=stage.cast.seats.deputy).answer == "going"
    return hand


def ask_leave(stage: Stage) -> Hand:
    row, hand = _announced(stage, days=2), Hand.of(stage, "deputy2")
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(f"a[href*='{row.pk}']")
    hand.tap_on("form[action$='/ask_leave/'] button")
    mine = row.attendances.get(deputy=stage.cast.seats.deputy2)
    assert (mine.answer, mine.reason) == ("leave", "出差")
    return hand


def call_in(stage: Stage) -> Hand:
    row, hand = _announced(stage, days=2), Hand.of(stage, "liaison")
    services.ask_leave_activity(row, actor=stage.cast.deputy2, note="出差")
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(f"a[href*='{row.pk}']")
    hand.tap_on("a[href$='/call_in/']")
    hand.tap_on("#step-form .btn-primary, #step-form .rd-btn")
    assert row.attendances.count() == 3
    return hand


def note_matter(stage: Stage) -> Hand:
    row, hand = _announced(stage, days=0), Hand.of(stage, "liaison")
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(f"a[href*='{row.pk}']")
    hand.tap_on("a[href*='/opinions/enter/']")
    hand.write("textarea[name=text]", MATTER)
    hand.tap("[name=is_read_back]")
    hand.tap_on("main form .btn-primary")
    assert Opinion.objects.get(activity=row).text == MATTER
    return hand


def record(stage: Stage) -> Hand:
    row, hand = _announced(stage, days=0), Hand.of(stage, "liaison")
    hand.page.goto(f"{stage.url}/desk/")
    hand.tap_on(f"a[href*='{row.pk}']")
    hand.tap_on("a[href$='/record/']")
    hand.write("[name=visitors]", "3")
    hand.write("[name=result]", RESULT)
    hand.tap_on("#step-form .btn-primary, #step-form .rd-btn")
    row.refresh_from_db()
    assert (row.state, row.visitors, row.result) == ("recorded", 3, RESULT)
    assert row.attendances.filter(came=True).count() == 2
    return hand


def _announced(stage: Stage, *, days: int) -> Activity:
    """A reception of its own for each task, the nearest of the desk."""
    return factories.announced(stage.cast, days=days, title=f"接待{Activity.objects.count()}")


TASKS: dict[str, Callable[[Stage], Hand]] = {
    "公告下一个接待日": announce_reception,
    "排三个月的值班表并公告": plan_quarter,
    "值班代表报名": sign_up,
    "值班代表请假，说明原因": ask_leave,
    "有人请假，另请一位": call_in,
    "接待时代群众记一件事": note_matter,
    "记录接待日，到场一次勾好": record,
}


@pytest.mark.parametrize("name", TASKS)
def test_no_task_has_become_dearer(stage: Stage, name: str):
    hand = TASKS[name](stage)
    print(f"{name}: {hand.cost}")
    assert hand.made == 0, "a script filled something in: count what a person would have done"
    assert hand.cost.taps > 0
    assert not dearer(name, hand.cost, written()[name])


def test_the_table_names_each_task_and_no_other():
    assert list(written()) == list(TASKS)


def test_the_counter_hears_what_a_hand_does_and_what_it_does_not(stage: Stage):
    hand = Hand.of(stage, "resident")
    hand.page.goto(f"{stage.url}/o/new?s={stage.cast.places.station.code}")
    hand.write("textarea[name=text]", "路灯坏了a")
    assert hand.cost == Cost(taps=1, typed=5) and hand.made == 0
    hand.page.evaluate("document.querySelector('[name=text]').dispatchEvent(new Event('input', {bubbles: true}))")
    hand.page.evaluate("document.querySelector('.in-send').focus()")
    assert hand.cost == Cost(taps=1, typed=5) and hand.made == 1


def test_what_has_become_dearer_is_named():
    assert dearer("报名", Cost(2, 0), Cost(2, 0)) == dearer("报名", Cost(1, 0), Cost(2, 3)) == []
    assert dearer("报名", Cost(3, 9), Cost(2, 8)) == [
        "“报名”贵了：要点3下，表里是2下。",
        "“报名”贵了：要打9个字，表里是8个字。",
    ]
