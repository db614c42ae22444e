"""A matter that has papers, and the facts of a reply letter."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.template import engines

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.keys import uuid7

LETTER = Path(__file__).with_name("reply_letter.gw")
FACTS: dict[str, Any] = {
    "mark": "B",
    "openness": "公开",
    "unit": "高县交通运输局",
    "signer": "纪南陵",
    "short_number": "第034号",
    "to": "罗秋禾",
    "title": "关于打通庆符镇滨江路断头路、方便学生上学的建议",
    "field": "交通运输",
    "day": date(2026, 5, 26),
    "co_units": "县自然资源和规划局\n县公安局",
    "points": [
        {
            "head": "一、关于秋季开学前先修通人行道",
            "text": "断头段地块已收储，可以先行用地。我局将420米人行道列入本年度计划，8月25日前完工通行。",
        },
        {"head": "二、关于修通车行道", "text": "断头段已完成初步设计，列入2027年农村公路建设计划申报项目。"},
    ],
}


@dataclass
class Row:
    """Stands for a matter of any subject."""

    county_id: int
    kind: str = "suggestion"
    pk: UUID = field(default_factory=uuid7)


def clerk(county_id: int) -> Actor:
    return Actor(county_id=county_id, user_id=7, name="段知行")


def use_letter(monkeypatch) -> None:
    """Let the template `papers/tests/reply_letter.gw` be the one beside this file."""
    from renda.ground.papers import compose

    letter = engines["django"].from_string(LETTER.read_text())
    monkeypatch.setattr(compose, "get_template", lambda name: letter)
