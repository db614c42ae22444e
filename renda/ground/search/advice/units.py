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
TOWNSHIP = re.compile(r"^([一-鿿]{1,6}?)(?:(镇|乡|街道)(?=人民政府|政府|办事处|街道办|党委|$)|办事处)")
OWN_CITY = re.compile(r"^市(?!场|政局)")
BRACKETED = re.compile(r"[（(][^）)]*[）)]")
SEVERAL = re.compile(r"[、，,；;\s/]+")
NEAR = 88.0


def bodies(spellings: Iterable[str]) -> dict[str, str]:
    """Each spelling with its body, written `place·duty`; what names no body is left out. The commoner spelling names what no rule knows.

    >>> found = bodies(["商洛市人力资源和社会保障局", "商洛市人社局", "市人社局"])
    >>> set(found.values())
    {'商洛市·人力资源和社会保障局'}
    """
    counts = Counter(spelling.strip() for spelling in spellings if _first(spelling))
    places = _places(counts)
    found: dict[str, str] = {}
    known: dict[str, list[str]] = {}
    for spelling in sorted(counts, key=lambda one: (-counts[one], one)):
        place, duty = _parts(_first(spelling), places)
        found[spelling] = f"{place}·{_nearest(duty, known.setdefault(place, []))}"
    return found


def _first(spelling: str) -> str:
    """The first body named; what stands in brackets is no part of a name."""
    return SEVERAL.split(BRACKETED.sub("", normal(spelling)).strip())[0]


def _places(counts: Counter[str]) -> list[str]:
    """The places named, the commonest city or county first: 市 and 县 alone mean it."""
    heads: Counter[str] = Counter()
    for spelling, count in counts.items():
        if (head := PLACE.match(_first(spelling))) and len(head.group(1)) > 2:
            heads[head.group(1)] += count
    own = sorted(heads, key=lambda place: (not place.endswith("市"), -heads[place], place))
    return own or [""]


def _parts(first: str, places: list[str]) -> tuple[str, str]:
    """Place and duty of a body. 丹凤人民政府 stands for 丹凤县人民政府 where that county is named elsewhere."""
    head = PLACE.match(first)
    place = head.group(1) if head else ""
    rest = first[head.end() :] if head else first
    if not head and (stem := next((one for one in places if len(one) > 2 and first.startswith(one[:-1])), "")):
        place, rest = stem, first[len(stem) - 1 :]
    place = place if len(place) > 1 else places[0]
    rest = OWN_CITY.sub("", rest)
    if town := TOWNSHIP.search(rest.removeprefix("人民政府") or rest):
        return place, f"{town.group(1)}{town.group(2) or '街道'}政府"
    return place, _duty(rest)


def _duty(rest: str) -> str:
    """The full name of a duty: by the table, the longest entry that stands in it."""
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
