"""Likeness, hot topics and hints on replies measured on real texts: plain figures, the same to the digit each time."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from renda.ground.kernel.errors import Invalid
from renda.ground.search.advice.alike import Finder, Match
from renda.ground.search.advice.hot import WITHIN, Message, Topic, grouped, put_together, topics
from renda.ground.search.advice.reply import Hint, hints
from renda.ground.search.advice.texts import grams, sentences

SAME_TITLE = 0.5
SAME_TEXT = 0.6
HALF_TEXT = 0.3
FEWEST_GRAMS = 6
COMMON = 40
APART = timedelta(days=1)
FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
Pairs = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its reply, by number."""

    key: str
    question: str
    reply: str


def moment(typed: str) -> datetime:
    """County time as it is written in a file.

    >>> moment("2020/1/6 12:09:38").day
    6
    """
    for form in FORMATS:
        try:
            return datetime.strptime(typed.strip(), form)  # noqa: DTZ007 files write the county's time without a zone
        except ValueError:
            continue
    raise Invalid(f"看不懂时间“{typed}”；请写成 2026-03-05 09:30:00 这样。")


class AnyFinder(Protocol):
    """What is judged: the index in memory, or that of a database."""

    def add(self, key: Hashable, text: str) -> None: ...

    def alike(self, text: str) -> Sequence[Match]: ...


def alike(
    messages: Sequence[Message], verdicts: Sequence[dict[str, str]], finder: Callable[[], AnyFinder] = Finder
) -> dict[str, Any]:
    """Pairs on one matter by two signs: nearly the same text; nearly the same title, while the finder is given the bodies alone.

    A pair is apart: another author, or a day and more later. verdicts: merge suggestions that a person has judged. finder: makes an empty one.
    """
    kept = _once(messages)
    by_text = _pairs(kept, bags := [grams(one.whole) for one in kept], SAME_TEXT)
    by_half = _pairs(kept, bags, HALF_TEXT)
    by_title = _pairs(kept, [grams(one.title) for one in kept], SAME_TITLE)
    whole, suggested, ms = _found(finder(), [one.whole for one in kept], range(len(kept)))
    hidden, _, _ = _found(finder(), [one.text for one in kept], by_title)
    sure = {(kept[at].key, kept[other].key) for at, other in suggested}
    return {
        "kind": "alike",
        "messages": len(kept),
        "dropped": len(messages) - len(kept),
        "ms_of_processor": ms,
        "same_text": _recall(kept, by_text, whole),
        "half_text": _recall(kept, by_half, whole),
        "same_title": _recall(kept, by_title, whole),
        "same_title_bodies_only": _recall(kept, by_title, hidden),
        "suggestions": len(suggested),
        "merge": _precision(sure, verdicts),
    }


def _once(messages: Sequence[Message]) -> list[Message]:
    """A letter that stands in two files is one letter: same author, same minute."""
    found: dict[tuple[str, str], Message] = {}
    for one in messages:
        found.setdefault((one.author or str(one.key), f"{one.at:%F %H:%M}"), one)
    return list(found.values())


def _pairs(messages: Sequence[Message], bags: Sequence[frozenset[str]], share: float) -> Pairs:
    """For each message the earlier ones with as much in common, compared one by one: this does not ask the finder."""
    counts = Counter(gram for bag in bags for gram in bag)
    places: defaultdict[str, list[int]] = defaultdict(list)
    found: Pairs = {}
    for at, bag in enumerate(bags):
        if len(bag) < FEWEST_GRAMS:
            continue
        rare = [gram for gram in bag if counts[gram] <= COMMON]
        for other in {other for gram in rare for other in places[gram]}:
            if len(bag & bags[other]) / len(bag | bags[other]) >= share and _apart(messages[at], messages[other]):
                found.setdefault(at, set()).add(other)
        for gram in rare:
            places[gram].append(at)
    return found


def _apart(one: Message, other: Message) -> bool:
    return one.author != other.author or one.at - other.at >= APART


def _found(
    finder: AnyFinder, texts: Sequence[str], wanted: Container[int]
) -> tuple[dict[int, list[int]], list[tuple[int, int]], float]:
    """For the wanted texts the first five earlier ones, which of the first are put forward for merging, milliseconds for one."""
    found: dict[int, list[int]] = {}
    suggested: list[tuple[int, int]] = []
    spent = 0.0
    for at, text in enumerate(texts):
        if at in wanted:
            begun = time.process_time()
            matches = finder.alike(text)
            spent += time.process_time() - begun
            found[at] = [int(str(match.key)) for match in matches]
            suggested += [(at, int(str(match.key))) for match in matches[:1] if match.is_same]
        finder.add(at, text)
    return found, suggested, round(1000 * spent / (len(found) or 1), 1)


def _recall(messages: Sequence[Message], pairs: Pairs, found: dict[int, list[int]]) -> dict[str, Any]:
    """Of the earlier texts on the matter (five at most) how many are among the first five; the same by author."""
    shares = {at: len(others & set(found[at])) / min(5, len(others)) for at, others in pairs.items()}
    by: dict[bool, list[float]] = {True: [], False: []}
    for at, others in pairs.items():
        by[any(messages[at].author == messages[other].author for other in others)].append(shares[at])
    return {
        "texts": len(pairs),
        "pairs": sum(map(len, pairs.values())),
        "recall_at_5": _mean(shares.values()),
        "first_is_right": _mean(float(found[at][:1] != [] and found[at][0] in others) for at, others in pairs.items()),
        "recall_same_author": _mean(by[True]),
        "recall_other_author": _mean(by[False]),
        "texts_other_author": len(by[False]),
    }


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / (len(listed) or 1)


def _precision(sure: set[tuple[Any, Any]], verdicts: Sequence[dict[str, str]]) -> dict[str, Any]:
    judged = [row["是否同一件事"] == "是" for row in verdicts if (row["编号"], row["旧件编号"]) in sure]
    return {"judged": len(judged), "right": sum(judged), "precision": sum(judged) / len(judged) if judged else None}


def hot_topics(messages: Sequence[Message], *, show: int) -> dict[str, Any]:
    """Topics of all messages, and how little they move when the last quarter of them comes later."""
    if not messages:
        raise Invalid("文件里没有来件。")
    kept = _once(messages)
    cut = len(kept) * 3 // 4
    before, grouping = topics(kept[:cut]), grouped(kept)
    parts, apart = len(grouping.topics), _apart_share(kept, grouping.topics)
    after = put_together(grouping)
    now = kept[-1].at
    return {
        "kind": "hot",
        "messages": len(kept),
        "merged": parts - len(after),
        "apart": _apart_share(kept, after),
        "apart_unmerged": apart,
        "topics_of_two": sum(len(topic.messages) > 1 for topic in after),
        "largest": max((len(topic.messages) for topic in after), default=0),
        "stability": _stability(before, after),
        "top_kept": _top_kept(before, after, show),
        "topics": [_described(topic, now) for topic in after[:show]],
    }


def _stability(before: Sequence[Topic], after: Sequence[Topic]) -> float:
    """Of the pairs that were together earlier, the share that still is."""
    later = {message.key: place for place, topic in enumerate(after) for message in topic.messages}
    pairs = [(topic.messages[0].key, message.key) for topic in before for message in topic.messages[1:]]
    return _mean(float(later[one] == later[other]) for one, other in pairs) if pairs else 1.0


def _apart_share(messages: Sequence[Message], found: Sequence[Topic]) -> float:
    """Of the pairs nearly the same by title and near in time, by other authors, the share that stands in two topics."""
    of = {message.key: place for place, topic in enumerate(found) for message in topic.messages}
    pairs = [
        (messages[at], messages[other])
        for at, others in _pairs(messages, [grams(one.title) for one in messages], SAME_TITLE).items()
        for other in others
    ]
    kept = [(one, two) for one, two in pairs if one.author != two.author and one.at - two.at <= WITHIN]
    return _mean(float(of[one.key] != of[two.key]) for one, two in kept)


def _top_kept(before: Sequence[Topic], after: Sequence[Topic], most: int) -> float:
    """Of the hottest topics of earlier, the share still among twice as many."""
    firsts = {topic.messages[0].key for topic in after[: 2 * most]}
    return _mean(float(topic.messages[0].key in firsts) for topic in before[:most])


def _described(topic: Topic, now: datetime) -> dict[str, Any]:
    recent, earlier = topic.growth(now)
    return {
        "text": str(topic.representative().title),
        "messages": len(topic.messages),
        "authors": topic.authors,
        "likes": topic.likes,
        "heat": topic.heat,
        "first": f"{topic.messages[0].at:%F}",
        "last": f"{topic.messages[-1].at:%F}",
        "last_30_days": recent,
        "30_days_before": earlier,
    }


def reply(letters: Sequence[Letter], verdicts: Sequence[dict[str, str]]) -> dict[str, Any]:
    """How many replies get which hint, and how many of the hints that a person has judged are right, for each use of the sample."""
    found = {letter.key: hints(letter.question, letter.reply) for letter in letters}
    kinds = Counter(kind for each in found.values() for kind in {hint.kind for hint in each})
    given = {(letter.key, hint.kind, _place(letter.question, hint)) for letter in letters for hint in found[letter.key]}
    return {
        "kind": "reply",
        "replies": len(letters),
        "without_hint": sum(not each for each in found.values()),
        "hints": dict(sorted(kinds.items())),
        "judged": _judged(given, verdicts),
    }


def _place(question: str, hint: Hint) -> str:
    """Which sentence of the letter the hint names; empty for a hint that is about the reply."""
    if hint.kind != "missed_request":
        return ""
    return str(next(at for at, sentence in enumerate(sentences(question), start=1) if hint.sentence in sentence))


def _judged(given: Container[tuple[str, str, str]], verdicts: Sequence[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """By use of the sample and kind of hint: judged among those given now, and right among them."""
    found: dict[str, dict[str, Any]] = {}
    for row in verdicts:
        if (row["编号"], row["提示"], row["第几句"]) in given:
            line = found.setdefault(row["用途"], {}).setdefault(row["提示"], {"judged": 0, "right": 0})
            line["judged"] += 1
            line["right"] += row["对不对"] == "是"
    return found
