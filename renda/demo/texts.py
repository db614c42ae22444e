"""Invented people and matters for the demo county: seeded, so that the same county is built each time."""

import json
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
PLACES = (
    "新桥头", "老街口", "大堰塘", "烂泥湾", "石板坡", "黄桷树", "三岔路", "土地坳", "粮站背后", "学校后门", "卫生院门口", "河边码头",
    "茶厂旁", "水井湾", "斑竹林", "枣子坪", "观音桥", "铁匠铺", "老车站", "桂花巷", "建设路中段", "滨江步道", "农贸市场", "高石坎",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One matter in the words of those concerned: what residents say, what the deputy proposes, what the unit answers."""

    topic: str
    unit: str
    category: str
    need: str
    reply_class: str
    opinion: str
    title: str
    problem: str
    asks: tuple[str, ...]
    replies: tuple[str, ...]
    result: str
    place: str


@lru_cache(maxsize=1)
def topics() -> list[dict[str, Any]]:
    return json.loads((DATA / "topics.json").read_text())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def guided_words() -> dict[str, list[str]]:
    """What a deputy may not take part in, by the reason (`Guidance`)."""
    return json.loads((DATA / "guided.json").read_text())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def hot_matters() -> list[dict[str, Any]]:
    return json.loads((DATA / "hot.json").read_text())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _names() -> dict[str, Any]:
    return json.loads((DATA / "names.json").read_text())  # type: ignore[no-any-return]


def person(dice: random.Random) -> str:
    """A name that belongs to nobody we know."""
    names = _names()
    return str(dice.choice(names["family"][:300]) + dice.choice(names["given"]))


def story(dice: random.Random, *, town: str, village: str, by: str = "") -> Story:
    """Any matter; by: one whose opinion is done by the village, the town, the county, a deputy or on the spot."""
    return _told(
        dice.choice([topic for topic in topics() if not by or by in topic["opinions"]]),
        dice,
        town=town,
        village=village,
        by=by,
    )


def story_of(key: str, dice: random.Random, *, town: str, village: str) -> Story:
    return _told(next(topic for topic in topics() if topic["key"] == key), dice, town=town, village=village)


def _told(topic: dict[str, Any], dice: random.Random, *, town: str, village: str, by: str = "") -> Story:
    place = dice.choice(PLACES)
    opinions = topic["opinions"][by] if by else [text for texts in topic["opinions"].values() for text in texts]
    paper = dice.choice(topic["papers"])
    slots = {"town": town, "village": village, "place": place, "n": dice.randint(3, 9), "m": dice.randint(2, 6)}

    def said(template: str) -> str:
        return str(template.format(**slots))

    return Story(
        topic=topic["key"],
        unit=topic["unit"],
        category=topic["category"],
        need=topic["need"],
        reply_class=topic["class"],
        opinion=said(dice.choice(opinions)),
        title=said(paper["title"]),
        problem=said(paper["problem"]),
        asks=tuple(said(text) for text in topic["asks"]),
        replies=tuple(said(text) for text in topic["replies"]),
        result=said(topic["result"]),
        place=place,
    )
