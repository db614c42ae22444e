"""The words and character pairs of a text, and the characters that tell two texts apart. Pure: no database, no clock."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import add
from typing import Any

RUN = re.compile(r"[^\W_]+")
LATIN = re.compile(r"[a-z0-9]+")
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
# Words that stand in any request: as a reason they tell a reader nothing.
SAYS_NOTHING = frozenset(
    (*("关于", "建议", "没有", "问题", "情况", "希望", "一直", "一样", "一个", "一下"),
     *("我们", "现在", "目前", "已经", "请问", "解决", "反映", "有关", "部门"))
)  # fmt: skip
STOP = frozenset("的了和与及或在是有对为把被将就都也很着过一个这那我你他她它们不会到要去上下您请")


def normal(text: str) -> str:
    """Full width made half width, letters small.

    >>> normal("Ａ３区　路灯")
    'a3区 路灯'
    """
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, and names in Latin letters and digits whole: what survives any cutter.

    >>> sorted(grams("A3区 路灯坏了"))
    ['3区', 'a3', '坏了', '灯坏', '路灯']
    """
    return pairs(normal(text))


def pairs(even: str) -> frozenset[str]:
    """The same of a text that is `normal` already."""
    return frozenset(chain.from_iterable(map(add, run, run[1:]) for run in RUN.findall(even)))


def words(text: str) -> list[str]:
    """The words of a text in their order, by rjieba; single characters that say nothing are left out."""
    return [word for word in _cutter().cut(normal(text)) if word not in STOP and RUN.fullmatch(word)]


def _cutter() -> Any:
    """Loaded with the first text of a process: its dictionary takes a third of a second."""
    import rjieba

    return rjieba


def sentences(text: str) -> list[str]:
    """
    >>> sentences("路灯坏了。请修！")
    ['路灯坏了。', '请修！']
    """
    return [part.strip() for part in SENTENCE.findall(text) if part.strip()]


def rarest(own: Iterable[str], counts: Counter[str], most: int = 12) -> list[str]:
    """Of the known ones those that stand in the fewest texts: they say what a text is about."""
    known = (gram for gram in own if counts[gram])
    return sorted(known, key=lambda gram: (counts[gram], gram))[:most]


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """What part of the smaller set the two have in common, 0 to 1.

    >>> containment(frozenset("ab"), frozenset("abcd"))
    1.0
    """
    return len(one & other) / (min(len(one), len(other)) or 1)


def joined(spaced: str) -> str:
    """A text that somebody cut into words, put together again; ordinary texts stay as they are.

    >>> joined("路灯 坏 了 请 修")
    '路灯坏了请修'
    >>> joined("路灯坏了，请修。 谢谢")
    '路灯坏了，请修。 谢谢'
    """
    parts = spaced.split(" ")
    is_cut = len(parts) > 4 and len(spaced) < 6 * len(parts)
    return "".join(parts) if is_cut else spaced


def shared_phrases(one: set[str], other: set[str], most: int = 6) -> list[str]:
    """The longer words of two texts that both have, the longest first: why they are alike.

    >>> shared_phrases(phrases("城区路灯不亮"), phrases("城区的路灯坏了"))
    ['城区', '路灯']
    """
    longest = sorted(one & other, key=lambda word: (-len(word), word))
    return [word for word in longest if not any(word in other and word != other for other in longest)][:most]


def phrases(text: str) -> set[str]:
    """Words of two characters and more, and the shorter ones inside the long ones."""
    even, cutter = normal(text), _cutter()
    return {
        word
        for word in (*cutter.cut_all(even), *cutter.cut_for_search(even))
        if len(word) > 1 and word not in SAYS_NOTHING and RUN.fullmatch(word)
    }
