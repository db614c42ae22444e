"""Spellings of units brought to one body: 市人社局, 商洛市人力资源和社会保障局 and a typing error of it are the same.

A body is a level (the place it belongs to) and a duty. Short names, renamed bodies and endings are data (`data/units.csv`); what no
rule knows is compared by pinyin and by edit distance, and stays by itself if nothing is near.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from renda.ground.search.advice.texts import normal

TABLE = Path(__file__).parent / "data" / "units.csv"
PLACE = re.compile(r"^(?:中共)?([一-鿿]{1,4}?(?:自治县|市|县|区|旗))")
TOWNSHIP = re.compile(r"[一-鿿]{1,6}?(?:镇|乡|街道)(?=人民政府|政府|办事处|街道办|党委|$)")
BRACKETED = re.compile(r"[（(][^）)]*[）)]")
SEVERAL = re.compile(r"[、，,；;\s/]+")
NEAR = 88.0


def bodies(spellings: Iterable[str]) -> dict[str, str]:
    """Each spelling with its body, written `place·duty`. The commoner spelling names a body that no rule knows.

    >>> found = bodies(["商洛市人力资源和社会保障局", "商洛市人社局", "市人社局"])
    >>> set(found.values())
    {'商洛市·人力资源和社会保障局'}
    """
    counts = Counter(spelling.strip() for spelling in spellings if spelling.strip())
    own = _own_place(counts)
    found: dict[str, str] = {}
    known: dict[str, list[str]] = {}
    for spelling in sorted(counts, key=lambda one: (-counts[one], one)):
        place, duty = _parts(spelling, own)
        duty = _nearest(duty, known.setdefault(place, []))
        found[spelling] = f"{place}·{duty}"
    return found


def _own_place(counts: Counter[str]) -> str:
    """The city or county that stands before most of the names; 市 and 县 alone mean it."""
    heads: Counter[str] = Counter()
    for spelling, count in counts.items():
        if (head := PLACE.match(spelling)) and len(head.group(1)) > 2 and head.group(1).endswith(("市", "县")):
            heads[head.group(1)] += count
    return heads.most_common(1)[0][0] if heads else ""


def _parts(spelling: str, own: str) -> tuple[str, str]:
    """Place and duty of the first body named."""
    first = SEVERAL.split(BRACKETED.sub("", normal(spelling)).strip())[0]
    head = PLACE.match(first)
    place = head.group(1) if head else own
    rest = first[head.end() :] if head else first
    place = own if len(place) == 1 else place
    if town := TOWNSHIP.search(rest):
        return place, f"{town.group()}政府"
    return place, _duty(rest.removeprefix("市"))


def _duty(rest: str) -> str:
    """The full name of a duty: by the table first, the longest entry that stands in it."""
    for short, full in _table():
        if short == rest or (len(short) > 2 and short in rest):
            return full
    return rest or "人民政府"


@cache
def _table() -> tuple[tuple[str, str], ...]:
    with TABLE.open(encoding="utf-8") as lines:
        rows = [(row["写法"], row["单位"]) for row in csv.DictReader(lines)]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def _nearest(duty: str, known: list[str]) -> str:
    """A duty known already in that place if it is written or spoken nearly the same."""
    from rapidfuzz.fuzz import ratio

    for other in known:
        alike = max(ratio(duty, other), ratio(_spoken(duty), _spoken(other)))
        if alike >= NEAR and min(len(duty), len(other)) >= 4:
            return other
    known.append(duty)
    return duty


@cache
def _spoken(name: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name))
