"""Five hundred real messages come in, are sorted, put together, written into suggestions and given to units: once by hand, once with advice.

Keys are counted as a person needs them at the pages: a choice in a list is reached with the arrow keys, an advised answer with one press, an
earlier matter that nobody shows is found by four characters typed into the search, Enter and a press. What is right is what the labels say.
"""

import csv
import os
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from renda.ground.insight import services as insight
from renda.ground.kernel.clock import today
from renda.ground.kernel.text import tidy_text
from renda.ground.people.models import Organisation, User
from renda.ground.search import services as index
from renda.ground.search.advice.alike import groups
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Criterion

FILE = Path(os.environ.get("RENDA_REAL_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
LETTERS = FILE / "qunzhong-liuyan" / "labelled_raw_dev.csv"
CLASSES = {
    "交通运输": "infrastructure", "劳动和社会保障": "security", "卫生计生": "health", "商贸旅游": "business",
    "城乡建设": "construction", "教育文体": "education", "环境保护": "environment",
}  # fmt: skip
ALL, BY_HAND, WRITTEN, GIVEN_BY_HAND = 500, 250, 100, 60
TOLD_TWICE = 40
SEARCH_KEYS = 6
pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db,
    pytest.mark.skipif(not LETTERS.exists(), reason="the real messages are not here"),
]


def letters() -> list[tuple[str, str, int]]:
    """Text, class and number of the group of texts on one matter; some that were told twice among them, in an order by chance."""
    with LETTERS.open(newline="") as file:
        labels = {
            tidy_text(f"{row['留言主题']}。{row['留言详情']}"): CLASSES[row["一级标签"]] for row in csv.DictReader(file)
        }
    rows = [(text, label) for text, label in labels.items() if len(text) < 1900]
    marks = groups([text for text, _ in rows])
    often = {mark for mark, count in Counter(marks).items() if count == 2}
    dice = random.Random(5)
    found = [(*row, mark) for row, mark in zip(rows, marks, strict=True)]
    twice = [row for row in found if row[2] in often][: 2 * TOLD_TWICE]
    once = dice.sample([row for row in found if row[2] not in often], ALL - len(twice))
    return dice.sample([*twice, *once], ALL)


class Clerk:
    """One person at the pages, and the keys pressed."""

    def __init__(self, user_id: int) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(pk=user_id))
        self.keys = Counter[str]()
        self.times = Counter[str]()

    def choose(self, address: str, field: str, wanted: str, what: str) -> str:
        """Open the form and reach the answer: by the advice if it shows the right one, else down the list. Returns the page."""
        answer = self.client.get(address)
        page, form = answer.content.decode(), answer.context["form"]
        values = [str(value) for value, _ in form.fields[field].choices]
        shown = re.findall(rf'data-take="{field}" data-value="([^"]+)"', page)
        self.times[what] += 1
        self.times[f"{what}, shown right"] += wanted in shown
        self.times[f"{what}, first right"] += shown[:1] == [wanted]
        self.keys[what] += 1 if wanted in shown else 1 + values.index(wanted)
        return page

    def send(self, address: str, row: Any, **facts: Any) -> None:
        answer = self.client.post(address, {"seen": row.version, **facts})
        assert answer.status_code == 302, answer.content.decode()[-1500:]

    def find_same(self, row: Opinion, same: set[str], *, with_advice: bool) -> bool:
        """The earlier matter that says the same, if it is put before the clerk; without, it is looked for."""
        self.times["same"] += 1
        page = self.client.get(reverse("opinions:alike", args=[row.pk])).content.decode() if with_advice else ""
        is_shown = any(key in page for key in same)
        self.times["same, shown"] += is_shown
        self.keys["same"] += 1 if is_shown else SEARCH_KEYS
        return is_shown


def each(clerk: Clerk, what: str) -> float:
    return round(clerk.keys[what] / max(clerk.times[what], 1), 2)


def test_advice_spares_the_clerk_keys(cast, tmp_path, capsys):
    told = letters()
    sheet = tmp_path / "register.csv"
    with sheet.open("w", newline="") as file:
        csv.writer(file).writerows([("内容",), *((text,) for text, _, _ in told)])
    login = User.objects.get(pk=cast.liaison.user_id).login
    call_command("import_opinions", sheet, by=login, station=cast.places.station.name)
    rows = list(Opinion.objects.filter(entry="register").order_by("pk"))
    assert len(rows) == ALL
    known = {text: (label, mark) for text, label, mark in told}
    facts = {row.pk: known[row.text] for row in rows}

    by_hand, advised = Clerk(cast.liaison.user_id), Clerk(cast.liaison.user_id)
    bring_index()
    sort(by_hand, rows[:BY_HAND], facts, rows, with_advice=False)
    learn_and_advise(cast)
    sort(advised, rows[BY_HAND:], facts, rows, with_advice=True)

    units = {label: str(Organisation.objects.create(county=cast.county, kind="unit", name=f"县{name}局").pk)
             for name, label in CLASSES.items()}  # fmt: skip
    written = [written_from(cast, row, facts[row.pk][0]) for row in rows[:WRITTEN]]
    office_by_hand, office_advised = Clerk(cast.office.user_id), Clerk(cast.office.user_id)
    give(office_by_hand, written[:GIVEN_BY_HAND], units)
    learn_and_advise(cast)
    give(office_advised, written[GIVEN_BY_HAND:], units)
    assert Suggestion.objects.filter(state="assigned").count() == WRITTEN

    with capsys.disabled():
        print(
            f"\nclass of an opinion: {each(by_hand, 'class')} keys by hand, {each(advised, 'class')} with advice; {dict(advised.times)}"
        )
        print(f"the same matter: {each(by_hand, 'same')} keys by hand, {each(advised, 'same')} with advice")
        print(
            f"unit of a suggestion: {each(office_by_hand, 'unit')} keys by hand, {each(office_advised, 'unit')} with advice; {dict(office_advised.times)}"
        )
    assert each(advised, "class") < each(by_hand, "class") / 2
    assert each(advised, "same") < each(by_hand, "same") / 2
    assert each(office_advised, "unit") < each(office_by_hand, "unit") / 2
    assert advised.times["class, shown right"] > 0.9 * advised.times["class"]


def sort(clerk: Clerk, mine: list[Opinion], facts: dict[Any, Any], rows: list[Opinion], *, with_advice: bool) -> None:
    for row in mine:
        label, mark = facts[row.pk]
        if earlier := {str(one.pk) for one in rows if one.pk < row.pk and facts[one.pk][1] == mark}:
            clerk.find_same(row, earlier, with_advice=with_advice)
        address = f"{row.get_absolute_url()}screen/"
        clerk.choose(address, "category", label, "class")
        clerk.send(address, row, category=label)


def written_from(cast: Any, row: Opinion, label: str) -> Suggestion:
    """A deputy writes the opinion into a suggestion and hands it in; the office registers it."""
    made = suggestions.draft_suggestion(
        actor=cast.deputy, opinion_ids=[row.pk], title=f"关于解决“{row.text[:30]}”的建议", problem=row.text,
        asks=["请尽快研究解决。"], category=label,
    )  # fmt: skip
    handed_in = suggestions.submit_suggestion(made, actor=cast.deputy)
    return suggestions.register_suggestion(handed_in, actor=cast.office, criteria=Criterion.values)


def give(clerk: Clerk, rows: list[Suggestion], units: dict[str, str]) -> None:
    for row in rows:
        address, unit = f"{row.get_absolute_url()}assign/", units[row.category]
        clerk.choose(address, "lead_org_id", unit, "unit")
        clerk.send(address, row, lead_org_id=unit, on=today().isoformat())


def bring_index() -> None:
    while index.bring_up_to_date():
        pass
    index.count_words()


def learn_and_advise(cast: Any) -> None:
    insight.learn_all([cast.county.pk])
    while insight.advise(cast.county.pk):
        pass
