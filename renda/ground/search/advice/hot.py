"""What many write about: messages on one matter in a place and time, with size, growth, first and last and a text that stands for them.

A message joins the earlier group it is most like, or begins one: what comes later never moves what came before, so groups are stable.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log2

from renda.ground.search.advice.alike import Finder, Match
from renda.ground.search.advice.texts import grams, normal

JOIN_AT = 0.24
# With the same named place a looser likeness is enough.
PLACE_BONUS = 0.06
WITHIN = timedelta(days=180)
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Message:
    """A text that came in. at: when; author: a code; likes: how many agreed; places: named places, if known."""

    key: Hashable
    title: str
    text: str
    at: datetime
    author: str = ""
    likes: int = 0
    places: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        return f"{self.title} {self.text}"


@dataclass(slots=True)
class Topic:
    """Messages on one matter, in their order of time."""

    messages: list[Message] = field(default_factory=list)

    @property
    def authors(self) -> int:
        return len({message.author or message.key for message in self.messages})

    @property
    def likes(self) -> int:
        return sum(message.likes for message in self.messages)

    @property
    def heat(self) -> float:
        """How many care: every author counts once, likes by their logarithm, so that one liked letter is no movement."""
        return round(self.authors + log2(1 + self.likes), 2)

    def growth(self, now: datetime) -> tuple[int, int]:
        """Messages of the last 30 days and of the 30 days before."""
        ages = [now - message.at for message in self.messages]
        return sum(age <= RECENT for age in ages), sum(RECENT < age <= 2 * RECENT for age in ages)

    def representative(self) -> Message:
        """The message that shares most with the others; of equals the first."""
        bags = {message.key: grams(message.whole) for message in self.messages}
        common = Counter(gram for bag in bags.values() for gram in bag)
        return max(self.messages, key=lambda message: (_shared(bags[message.key], common), -message.at.timestamp()))


def _shared(bag: frozenset[str], common: Counter[str]) -> float:
    return sum(common[gram] - 1 for gram in bag) / (len(bag) or 1)


def topics(messages: Iterable[Message]) -> list[Topic]:
    """Groups of the messages, which are given in their order of time; the hottest first."""
    finder = Finder()
    known: dict[Hashable, Message] = {}
    of: dict[Hashable, Topic] = {}
    found: list[Topic] = []
    for message in messages:
        topic = _joined(message, finder.alike(message.whole, most=5), known, of)
        if topic is None:
            topic = Topic()
            found.append(topic)
        topic.messages.append(message)
        of[message.key], known[message.key] = topic, message
        finder.add(message.key, message.whole)
    return sorted(found, key=lambda topic: (-topic.heat, topic.messages[0].at))


def _joined(
    message: Message, near: Sequence[Match], known: dict[Hashable, Message], of: dict[Hashable, Topic]
) -> Topic | None:
    """The topic that the likest earlier messages are in: near in time to its last message, and in no other place."""
    votes: Counter[int] = Counter()
    topics: dict[int, Topic] = {}
    for match in near:
        earlier, topic = known[match.key], of[match.key]
        shares_place = bool(set(message.places) & set(earlier.places)) or _names_same(message, earlier)
        enough = JOIN_AT - (PLACE_BONUS if shares_place else 0)
        if match.score >= enough and message.at - topic.messages[-1].at <= WITHIN and not _elsewhere(message, earlier):
            votes[id(topic)] += round(1000 * match.score)
            topics[id(topic)] = topic
    return topics[votes.most_common(1)[0][0]] if votes else None


def _elsewhere(one: Message, other: Message) -> bool:
    return bool(one.places and other.places and not set(one.places) & set(other.places))


def _names_same(one: Message, other: Message) -> bool:
    """Both titles share five characters in a row: a name of a place, a road, an estate."""
    mine, theirs = normal(one.title), normal(other.title)
    return any(mine[at : at + 5] in theirs for at in range(len(mine) - 4))
