"""Words of a text and of a question, how well a text fits, and what is shown of it. Pure: no database, no clock.

Chinese is cut into words by rjieba: texts with their shorter words beside the long ones, questions without. What a text is found by is
a set of words: its own, `^word` for those of the title, `#name:value` for facets, numbers and the time, `@county:key` for who may see it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from renda.ground.search.places import READINGS

LONGEST_QUESTION = 100
LONGEST_WORD = 40
MOST_GROUPS = 12
FIT_CHARS = 3000
STOP = frozenset("的了和与及或在是有对为把被将就都也很着过一个这那第号个")
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'["“「『]([^"“”「」『』]+)["”」』]')
NUMBERED = re.compile(r"第\s*(\d{1,9})\s*号|(?<![\d第])(\d{1,9})\s*号(?!楼|院|线|门|路)")
DIGITS = re.compile(r"(?<![0-9a-z])[0-9]+(?![0-9a-z])")
NUMBER_IN_TEXT = re.compile(r"第\s*(\d{1,9})\s*号")
HAN = re.compile(r"[㐀-鿿]+")
PAPER_NUMBER = re.compile(r"([㐀-鿿]{2,20})\s*[〔\[(【]\s*(\d{4})\s*[〕\])】]\s*第?\s*(\d{1,6})\s*号")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed. groups: all of them must be there, of each one word; phrases: literally in the text."""

    typed: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What is lit up in a snippet: words and phrases as they stand in texts, the longest first."""
        words = (word for group in self.groups for word in group if word[0] not in "#^@")
        return tuple(sorted({*words, *self.phrases}, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; `is_hit` is lit up."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list of hits can be narrowed by. Empty narrows nothing."""

    kind: str = ""
    year: str = ""
    org: str = ""
    town: str = ""
    state: str = ""

    def words(self) -> list[str]:
        """
        >>> Facets(kind="opinion", year="2026").words()
        ['#kind:opinion', '#year:2026']
        """
        named = ((name, getattr(self, name)) for name in self.__dataclass_fields__)
        return [facet_word(name, value) for name, value in named if value]


def normal(text: str) -> str:
    """Full width made half width, letters small.

    >>> normal("Ｂ０２３　路灯")
    'b023 路灯'
    """
    return unicodedata.normalize("NFKC", text).lower()


class _Even(dict[int, int]):
    """Character by character, worked out as it is met; one that would become several stays."""

    def __missing__(self, char: int) -> int:
        made = normal(chr(char))
        self[char] = ord(made) if len(made) == 1 else char
        return self[char]


_EVEN = _Even()


def even(text: str) -> str:
    """As `normal`, but every character stays at its place.

    >>> even("Ｂ０２３，５㎡")
    'b023,5㎡'
    """
    return text.translate(_EVEN)


def facet_word(name: str, value: str) -> str:
    """
    >>> facet_word("org", "县水利局（本级）")
    '#org:县水利局_本级_'
    """
    plain = re.sub(r"[\W_]+", "_", normal(value))
    return f"#{name}:{plain[:LONGEST_WORD]}"


def key_word(county_id: int, key: str) -> str:
    """The word of one audience key; a county's keys are never another's."""
    return f"@{county_id}:{key}"


def number_word(digits: str) -> str:
    """
    >>> number_word("023")
    '#n:23'
    """
    return f"#n:{digits.lstrip('0') or '0'}"


def paper_words(text: str) -> list[str]:
    """The words of 发文字号 in a text, each also without what may stand before it in a sentence.

    >>> paper_words("见高函〔2026〕第05号")
    ['#n:见高函-2026-5', '#n:高函-2026-5']
    """
    found = (part.groups() for part in PAPER_NUMBER.finditer(normal(text)))
    return [_paper_word(series[at:], year, serial) for series, year, serial in found for at in range(len(series) - 1)]


def _paper_word(series: str, year: str, serial: str) -> str:
    return f"#n:{series}-{year}-{int(serial)}"


def cut(text: str) -> list[str]:
    """The words of the dictionary in a question, what is none of them character by character."""
    return _only_words(_jieba().cut(normal(text), False))


def cut_fine(text: str) -> list[str]:
    """Every word of the dictionary that stands anywhere in a text, and what the cutter takes for new words and names.

    A question's words are words of the dictionary, so that each is found wherever it stands, however the text was cut.

    >>> "路灯" in cut_fine("城区路灯不亮")
    True
    """
    plain, cutter = normal(text), _jieba()
    whole = (word for word in cutter.cut_all(plain) if len(word) > 1)
    return _only_words(chain(whole, cutter.cut_for_search(plain)))


def _jieba() -> Any:
    """Loaded with the first search of a process: its dictionary takes a third of a second."""
    import rjieba

    return rjieba


def _only_words(found: Iterable[str]) -> list[str]:
    return [word[:LONGEST_WORD] for part in found for word in WORD.findall(part)]


def words_of_text(title: str, text: str, *, number: str = "", names: Iterable[str] = ()) -> set[str]:
    """Everything a text is found by but facets and keys."""
    titled = {word for word in (*cut_fine(title), *"".join(HAN.findall(title))) if word not in STOP}
    found = {*titled, *(f"^{word}" for word in titled), *(word for word in cut_fine(text) if word not in STOP)}
    found.update(cut_fine(number))
    found.update(number_word(digits) for digits in DIGITS.findall(normal(number)))
    found.update(number_word(digits) for digits in NUMBER_IN_TEXT.findall(normal(f"{title} {text}")))
    found.update(paper_words(f"{number}\n{title}\n{text}"))
    for name in names:
        found |= words_of_name(name)
    return found


def words_of_name(name: str) -> set[str]:
    """A name whole and in parts of two and more characters, its pinyin and initials.

    >>> sorted(words_of_name("单县"))
    ['shan', 'shanxian', 'sx', 'xian', '单县']
    """
    found: set[str] = set(cut_fine(name))
    for run in HAN.findall(normal(name)):
        found.update(run[at : at + size] for size in (2, 3, 4) for at in range(len(run) - size + 1))
        if len(run) <= LONGEST_WORD:
            found.add(run)
            found |= set(spelled(run))
    return found


@lru_cache(maxsize=20_000)
def spelled(name: str) -> tuple[str, ...]:
    """Pinyin by syllable, whole, without its last one (镇, 县), and the initials. Place names by our own list.

    >>> spelled("长乐")
    ('chang', 'le', 'changle', 'cl')
    """
    from pypinyin import lazy_pinyin

    said = next((f"{said} {' '.join(lazy_pinyin(name[len(place):]))}".split() for place, said in READINGS.items()
                 if name.startswith(place)), None) or lazy_pinyin(name)  # fmt: skip
    whole, initials = "".join(said), "".join(part[:1] for part in said)
    shorter = ("".join(said[:-1]), initials[:-1]) if len(said) > 2 else ()
    return tuple(dict.fromkeys((*said, whole, initials, *shorter)))


def read_question(typed: str) -> Question:
    """
    >>> read_question("建议第０２３号").groups
    (('#n:23',), ('建议',))
    >>> read_question("“安装路灯” 城区").phrases
    ('安装路灯',)
    >>> read_question("023").groups
    (('023', '#n:23'),)
    >>> read_question("城区灯").phrases
    ('灯',)
    >>> read_question("高人办函［２０２６］12号").groups
    (('#n:高人办函-2026-12',),)
    """
    text = normal(typed[:LONGEST_QUESTION]).strip()
    phrases = [part.strip() for part in QUOTED.findall(text) if part.strip()]
    rest = QUOTED.sub(lambda part: f" {part.group(1)} ", text)
    numbers = [(_paper_word(*found),) for found in PAPER_NUMBER.findall(rest)]
    rest = PAPER_NUMBER.sub(" ", rest)
    numbers += [(number_word(first or second),) for first, second in NUMBERED.findall(rest)]
    words, rare = _known_and_rare(NUMBERED.sub(" ", rest))
    if words or numbers:
        phrases += rare
    else:
        words = [word for part in rare for word in _only_words(_jieba().cut(part))]
    groups = dict.fromkeys(chain(numbers, (_either(word) for word in words)))
    longest = [phrase for phrase in phrases if not any(phrase != other and phrase in other for other in phrases)]
    return Question(text, tuple(groups)[:MOST_GROUPS], tuple(dict.fromkeys(longest)))


def _known_and_rare(text: str) -> tuple[list[str], list[str]]:
    """Words of the dictionary, and runs of characters that make none: those are looked for literally."""
    words: list[str] = []
    rare: list[str] = []
    is_running = False
    for part in _jieba().cut(text, False):
        is_single = len(part) == 1 and HAN.fullmatch(part) is not None and part not in STOP
        if is_single:
            rare[-1:] = [rare[-1] + part] if is_running else [*rare[-1:], part]
        else:
            words += [word for word in _only_words([part]) if word not in STOP]
        is_running = is_single
    return words, rare


def _either(word: str) -> tuple[str, ...]:
    return (word, number_word(word)) if DIGITS.fullmatch(word) and len(word) <= 9 else (word,)


def loosened(question: Question) -> Question:
    """For a question that found nothing: long words in their parts, so that another cut of the text is found too.

    >>> loosened(Question("", (("人民代表大会",),))).groups
    (('人民',), ('代表',), ('大会',))
    """
    groups: dict[tuple[str, ...], None] = {}
    for group in question.groups:
        word = group[0]
        parts = [p for p in cut_fine(word) if 2 <= len(p) < len(word)] if HAN.fullmatch(word) and len(word) > 2 else []
        if parts:
            covering = [p for p in parts if not any(p != other and other in p for other in parts)]
            groups.update({(part,): None for part in dict.fromkeys(covering)})
        else:
            groups[group] = None
    return Question(question.typed, tuple(groups), question.phrases)


def fit(question: Question) -> Callable[[str, str, str], float]:
    """How well a text answers, by title, text and number: the words in the title first, all of them together next, then how often
    they stand in the text.

    >>> how_well = fit(read_question("路灯"))
    >>> how_well("路灯不亮", "", "") > how_well("夜里很黑", "路灯坏了", "") > how_well("夜里很黑", "没有灯", "")
    True
    """
    words, plain = question.marks, question.typed.replace('"', "")
    wanted = {word for group in question.groups for word in group if word.startswith("#n:")}
    level = _levelling((*plain.split(), *words))

    def score(title: str, text: str, number: str) -> float:
        head, body = level(f"{title} {number}"), level(text)
        found = 12.0 * (plain in head) + 4.0 * (plain in body)
        for word in words:
            found += 6.0 * (word in head) / len(words) + 0.3 * min(body.count(word), 5)
        own = {*map(number_word, DIGITS.findall(normal(number))), *paper_words(number)} if wanted else set()
        return found + 20.0 * bool(wanted & own)

    return score


def beyond(title: str, text: str) -> str:
    """What a text says beyond the title it begins with.

    >>> beyond("路灯坏了", "路灯坏了。村口，三盏。"), beyond("路灯坏了", "村口的路灯坏了")
    ('村口，三盏。', '村口的路灯坏了')
    """
    return text[len(title) :].lstrip("，。；、！？ \n") if text.startswith(title) else text


def pieces(text: str, marks: Sequence[str], width: int = 90) -> list[Piece]:
    """The stretch of the text with the most different words of the question, cut into lit and plain pieces.

    >>> [piece.text for piece in pieces("夜里很黑，路灯坏了。", ["路灯"]) if piece.is_hit]
    ['路灯']
    """
    flat = " ".join(text.split())
    spots = _spots(flat, marks)
    if not spots:
        return [Piece(flat[:width] + ("…" if len(flat) > width else ""))] if flat else []
    start = _best_start(spots, width)
    begin = max(0, min(start - 12, len(flat) - width))
    end = min(len(flat), begin + width)
    shown = [Piece("…")] if begin else []
    at = begin
    for first, last in spots:
        if first < at or last > end:
            continue
        shown += [Piece(flat[at:first])] if first > at else []
        shown.append(Piece(flat[first:last], is_hit=True))
        at = last
    return [*shown, *([Piece(flat[at:end])] if end > at else []), *([Piece("…")] if end < len(flat) else [])]


def _spots(text: str, marks: Sequence[str]) -> list[tuple[int, int]]:
    """Where the marks stand, whatever the width of letters; the text keeps its length for that."""
    if not marks:
        return []
    level = _levelling(marks)
    return [found.span() for found in re.finditer("|".join(re.escape(mark) for mark in marks), level(text))]


def _levelling(marks: Iterable[str]) -> Callable[[str], str]:
    """`even` where marks have letters or digits; Chinese characters have one width, and most marks are nothing else."""
    return str if all(HAN.fullmatch(mark) for mark in marks) else even


def _best_start(spots: list[tuple[int, int]], width: int) -> int:
    counts = [(sum(1 for other, _ in spots if 0 <= other - first < width - 20), -first) for first, _ in spots[:200]]
    return -max(counts)[1]
