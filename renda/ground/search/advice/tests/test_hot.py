"""Groups of what many write about: stable, and put together where the same matter was told in other words."""

from datetime import datetime, timedelta

import pytest

from renda.ground.search.advice.hot import Grouping, Message, Topic, topics
from renda.ground.search.advice.tests.samples import SAYINGS

NIGHT = (
    "县医院儿科晚上没有医生值班，娃娃半夜发烧只能往市里跑。",
    "县医院儿科夜里没有医生值班，孩子半夜发烧，护士让我们去市里看。",
    "希望县医院儿科开夜间门诊，娃娃半夜发烧没有医生看。",
    "县医院晚上没有儿科医生，半夜带娃娃看病要等第二天。",
)
BUS = ("到县城的末班公交五点半就收车，下班回不了家。", "城乡末班公交五点半收车太早，下班赶不上。")
BEGIN = datetime(2026, 3, 1)


def message(number: int, text: str, **more) -> Message:
    return Message(number, text[:20], text, BEGIN + timedelta(days=number), **more)


def letters(*texts: str) -> list[Message]:
    return [message(number, text) for number, text in enumerate(texts)]


def test_what_comes_later_moves_nothing():
    every = letters(*NIGHT[:3], *BUS, NIGHT[3])
    before, after = Grouping(), Grouping()
    for one in every[:4]:
        before.add(one)
    for one in every:
        after.add(one)
    assert [[m.key for m in topic.messages] for topic in before.topics] == [[0, 1, 2], [3]]
    assert [[m.key for m in topic.messages] for topic in after.topics] == [[0, 1, 2, 5], [3, 4]]


def test_parts_told_in_other_words_go_under_the_elder():
    grouping, younger, elder, bus = Grouping(), Topic(), Topic(began=BEGIN - timedelta(days=9)), Topic()
    for number, (topic, text) in enumerate(
        zip([younger, younger, elder, elder, bus, bus], [*NIGHT, *BUS], strict=True)
    ):
        grouping.add(message(number, text), topic)
    for number, text in enumerate((text for said in SAYINGS.values() for text in said), start=10):
        grouping.add(message(number, text), Topic())
    assert [(merge.elder, merge.younger) for merge in grouping.merges()] == [(elder, younger)]
    assert grouping.merges(changed={bus}) == []
    far = Topic()
    for number in (400, 401):
        grouping.add(message(number, NIGHT[number - 400]), far)
    assert far not in [merge.younger for merge in grouping.merges()]


def test_each_in_places_of_its_own_is_no_one_matter():
    grouping, one, other = Grouping(), Topic(), Topic()
    for number, text in enumerate(NIGHT):
        grouping.add(message(number, text, places=("甲" if number < 2 else "乙",)), one if number < 2 else other)
    assert grouping.merges() == []


def test_heat_counts_people_and_the_words_of_most_stand_for_it():
    many = [message(n, text, author="a", likes=1) for n, text in enumerate(NIGHT)]
    (topic,) = topics(many)
    assert topic.heat == pytest.approx(1 + 2.32, abs=0.01)
    assert topic.representative() in many
    assert topic.growth(BEGIN + timedelta(days=31)) == (3, 1)
