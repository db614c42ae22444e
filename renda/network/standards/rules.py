"""Pure rules of checks: items as typed lines, answers that are complete, open gaps, how many stations have an item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renda.ground.kernel.errors import Invalid
from renda.network.standards.states import ANSWERS, LACKING, Answer, Fact, Sort

MOST_ITEMS, MOST_NAME, MOST_BASIS, MOST_REMARK, MOST_M2 = 40, 40, 120, 200, 100_000
LEAST_FOR_RATE = 5
FACT_WORDS = {str(fact.label): str(fact.value) for fact in Fact}
BARS = str.maketrans({"｜": "|"})

Items = Sequence[Mapping[str, Any]]
Answers = Mapping[str, Mapping[str, Any]]


def items_of(text: str) -> list[dict[str, str]]:
    """The items of typed lines, `名称 | 依据 | 平台知道的`, the last two may be left out. Raises Invalid.

    >>> items_of("有场所 | 实施意见第三条 | 地址")
    [{'name': '有场所', 'basis': '实施意见第三条', 'fact': 'address'}]
    """
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, basis, word, *more = [part.strip() for part in f"{line.translate(BARS)}||".split("|")]
        if any(more) or (word and word not in FACT_WORDS):
            raise Invalid(f"“{line.strip()[:40]}”：第三段只能写{'、'.join(FACT_WORDS)}，或者不写。", field="lines")
        found.append({"name": name, "basis": basis, "fact": FACT_WORDS.get(word, "")})
    return checked_items(found)


def lines_of(items: Items) -> str:
    """The same items as lines to type on."""
    words = {fact: word for word, fact in FACT_WORDS.items()}
    parts = ([item["name"], item.get("basis", ""), words.get(item.get("fact", ""), "")] for item in items)
    return "\n".join(" | ".join(part).rstrip(" |") for part in parts)


def checked_items(items: Items) -> list[dict[str, str]]:
    """Items as a checklist keeps them. Raises Invalid: none, too many, without a name, twice, too long."""
    names = [str(item.get("name", "")).strip() for item in items]
    if not names or len(names) > MOST_ITEMS:
        raise Invalid(f"请写1到{MOST_ITEMS}项，每行一项。", field="lines")
    if not all(0 < len(name) <= MOST_NAME for name in names):
        raise Invalid(f"每一项都要有名称，最长{MOST_NAME}个字。", field="lines")
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise Invalid(f"“{twice}”写了两次，请去掉一行。", field="lines")
    if any(len(str(item.get("basis", ""))) > MOST_BASIS for item in items):
        raise Invalid(f"依据最长{MOST_BASIS}个字。", field="lines")
    if any(item.get("fact", "") not in ("", *Fact.values) for item in items):
        raise Invalid(f"平台知道的只能是{'、'.join(FACT_WORDS)}。", field="lines")
    return [
        {"name": name, "basis": str(item.get("basis", "")).strip(), "fact": str(item.get("fact", ""))}
        for name, item in zip(names, items, strict=True)
    ]


def checked_answers(items: Items, sort: str, given: Any, before: Answers) -> dict[str, dict[str, Any]]:
    """One answer for each item: what was given, else what stood before. Raises Invalid, naming the item.

    given: [{"item", "answer", "m2", "remark"}]; m2: whole square metres, of rooms that are there. before: by item.
    """
    known, told = [item["name"] for item in items], _by_item(given)
    if strange := next((name for name in told if name not in known), ""):
        raise Invalid(f"清单里没有“{strange[:MOST_NAME]}”这一项。", field="answers")
    return {name: _answer(name, sort, told.get(name) or before.get(name) or {}) for name in known}


def _by_item(given: Any) -> dict[str, Mapping[str, Any]]:
    rows = given or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) and row.get("item") for row in rows):
        raise Invalid("每一项请写明item和answer。", field="answers")
    return {str(row["item"]): row for row in rows}


def _answer(name: str, sort: str, said: Mapping[str, Any]) -> dict[str, Any]:
    answer, remark = str(said.get("answer") or ""), str(said.get("remark") or "").strip()
    choices = ANSWERS[Sort(sort)]
    if answer not in choices:
        raise Invalid(f"“{name}”：请选{'、'.join(str(one.label) for one in choices)}。", field="answers")
    if len(remark) > MOST_REMARK:
        raise Invalid(f"“{name}”：说明最长{MOST_REMARK}个字。", field="answers")
    found: dict[str, Any] = {"answer": answer, "remark": remark}
    if sort == Sort.ROOMS:
        found["m2"] = None if answer == Answer.MISSING else _m2(name, said.get("m2"))
    return found


def _m2(name: str, said: Any) -> int | None:
    text = "" if said is None else str(said).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= MOST_M2):
        raise Invalid(f"“{name}”：面积请写1到{MOST_M2:,}的整数，单位平方米；不知道可以不写。", field="answers")
    return int(text)


def open_gaps(items: Items, answers: Answers, fixes: Mapping[str, Any]) -> list[str]:
    """The items that lack something and were not put right since, in the order of the list."""
    names = [item["name"] for item in items]
    return [name for name in names if answers.get(name, {}).get("answer") in LACKING and name not in fixes]


def standing_fixes(answers: Answers, fixes: Mapping[str, Any]) -> dict[str, Any]:
    """What was put right and is not found lacking again by a later check."""
    return {name: fix for name, fix in fixes.items() if answers.get(name, {}).get("answer") not in LACKING}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stations have an item (put right since counts as having it). n of d; partly is part of the lacking."""

    name: str
    has: int
    partly: int
    lacks: int

    @property
    def of(self) -> int:
        return self.has + self.partly + self.lacks

    @property
    def percent(self) -> int | None:
        """Whole percent, none under five stations. Source: DESIGN 1 (a least number of cases)"""
        return self.has * 100 // self.of if self.of >= LEAST_FOR_RATE else None


def tally(name: str, rows: Iterable[tuple[Answers, Mapping[str, Any]]]) -> Tally:
    """rows: answers and fixes of each checked station; one whose checklist had no such item is not counted."""
    has = partly = lacks = 0
    for answers, fixes in rows:
        said = answers.get(name, {}).get("answer")
        if not said:
            continue
        if name in fixes or said not in LACKING:
            has += 1
        elif said == Answer.PARTLY:
            partly += 1
        else:
            lacks += 1
    return Tally(name, has, partly, lacks)
