"""What many write about: messages on one matter in a place and time, with size, growth, first and last and a text that stands for them.

A message joins the earlier group it is most like, or begins one: what comes later never moves what came before, so groups are stable.
A matter told in other words begins a second group; once both have grown their profiles meet, and the younger is put under the elder.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log, log2, sqrt

from renda.ground.search.advice.alike import Finder, Match
from renda.ground.search.advice.texts import grams, normal

JOIN_AT = 0.24
# With the same named place a looser likeness is enough.
PLACE_BONUS = 0.06
WITHIN = timedelta(days=180)
RECENT = timedelta(days=30)
# Two groups are one matter if their texts and their titles are as alike as this, or their texts far more. Chosen on 2,924 letters.
TEXTS_AT, TITLES_AT = 0.12, 0.3
TEXTS_ALONE_AT = 0.3
LEAST_SHARED = 2
Profile = dict[str, float]


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


@dataclass(slots=True, eq=False)
class Topic:
    """Messages on one matter, in their order of time. key: of the row that keeps it; began: if earlier messages are not at hand."""

    messages: list[Message] = field(default_factory=list)
    key: Hashable = None
    began: datetime | None = None

    @property
    def first_at(self) -> datetime:
        return self.began or self.messages[0].at

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

    def shares(self) -> dict[Hashable, float]:
        """For each message how much it has in common with the others: the largest stands for them."""
        bags = {message.key: grams(message.whole) for message in self.messages}
        common = Counter(gram for bag in bags.values() for gram in bag)
        return {key: _shared(bag, common) for key, bag in bags.items()}

    def representative(self) -> Message:
        """The message that shares most with the others; of equals the first."""
        shares = self.shares()
        return max(self.messages, key=lambda message: (shares[message.key], -message.at.timestamp()))


@dataclass(frozen=True, slots=True)
class Merge:
    """Two topics that are one matter in other words; the younger goes under the elder. texts, titles: how alike, 0 to 1."""

    elder: Topic
    younger: Topic
    texts: float
    titles: float


def _shared(bag: frozenset[str], common: Counter[str]) -> float:
    return sum(common[gram] - 1 for gram in bag) / (len(bag) or 1)


def topics(messages: Iterable[Message]) -> list[Topic]:
    """Groups of the messages, which are given in their order of time; the hottest first."""
    return put_together(grouped(messages))


def grouped(messages: Iterable[Message]) -> "Grouping":
    grouping = Grouping()
    for message in messages:
        grouping.add(message)
    return grouping


def put_together(grouping: "Grouping") -> list[Topic]:
    """The topics with the parts of one matter put together, the hottest first."""
    gone = set()
    for merge in grouping.merges():
        merge.elder.messages += merge.younger.messages
        merge.elder.messages.sort(key=lambda message: message.at)
        gone.add(merge.younger)
    found = [topic for topic in grouping.topics if topic not in gone]
    return sorted(found, key=lambda topic: (-topic.heat, topic.messages[0].at))


class Grouping:
    """Topics as their messages come in, in the order of time."""

    def __init__(self) -> None:
        self.topics: list[Topic] = []
        self._finder = Finder()
        self._known: dict[Hashable, Message] = {}
        self._of: dict[Hashable, Topic] = {}

    def add(self, message: Message, topic: Topic | None = None) -> Topic:
        """Put a message into the topic it belongs to; topic: where it was put in an earlier run."""
        topic = topic or self._joined(message, self._finder.alike(message.whole, most=5)) or Topic()
        if not topic.messages:
            self.topics.append(topic)
        topic.messages.append(message)
        self._of[message.key], self._known[message.key] = topic, message
        self._finder.add(message.key, message.whole)
        return topic

    def of(self, key: Hashable) -> Topic:
        """The topic a message was put into."""
        return self._of[key]

    def _joined(self, message: Message, near: Sequence[Match]) -> Topic | None:
        """The topic that the likest earlier messages are in: near in time to its last message, and in no other place."""
        votes: Counter[Topic] = Counter()
        for match in near:
            earlier, topic = self._known[match.key], self._of[match.key]
            shares_place = bool(set(message.places) & set(earlier.places)) or _names_same(message, earlier)
            enough = JOIN_AT - (PLACE_BONUS if shares_place else 0)
            near_in_time = message.at - topic.messages[-1].at <= WITHIN
            if match.score >= enough and near_in_time and not _elsewhere(message, earlier):
                votes[topic] += round(1000 * match.score)
        return votes.most_common(1)[0][0] if votes else None

    def merges(self, changed: Collection[Topic] | None = None) -> list[Merge]:
        """Topics of two messages and more that are one matter, the likest first; each topic goes under one elder at most.

        changed: look only at pairs with one of these, as the others were looked at before.
        """
        grown = [topic for topic in self.topics if len(topic.messages) > 1]
        pairs = [
            (grown[one], grown[other], texts, titles)
            for one, other, texts, titles in _alike(grown, self._finder.counts, len(self._known))
            if _is_one(texts, titles) and _meet(grown[one], grown[other])
            and (changed is None or grown[one] in changed or grown[other] in changed)
        ]  # fmt: skip
        heads: dict[Topic, Topic] = {}
        found = []
        for one, other, texts, titles in sorted(pairs, key=lambda pair: -pair[2] - pair[3]):
            elder, younger = sorted((_head(heads, one), _head(heads, other)), key=lambda topic: topic.first_at)
            if elder is not younger:
                heads[younger] = elder
                found.append(Merge(elder, younger, texts, titles))
        return [Merge(_head(heads, one.elder), one.younger, one.texts, one.titles) for one in found]


def _alike(found: Sequence[Topic], counts: Counter[str], total: int) -> Iterator[tuple[int, int, float, float]]:
    """Pairs of topics, by place, whose titles share something: how alike what their messages say is, and their titles."""
    titles = [[grams(message.title) for message in topic.messages] for topic in found]
    title_counts = Counter(gram for bags in titles for bag in bags for gram in bag)
    by_title = [_profile(bags, title_counts, total) for bags in titles]
    by_text = [_profile([grams(message.whole) for message in topic.messages], counts, total) for topic in found]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(by_title):
        near = Counter(other for gram in profile for other in places[gram])
        for other, shared in near.items():
            if shared >= LEAST_SHARED:
                yield other, at, _cosine(by_text[other], by_text[at]), _cosine(by_title[other], profile)
        for gram in profile:
            places[gram].append(at)


def _profile(bags: Sequence[frozenset[str]], counts: Counter[str], total: int) -> Profile:
    """In what share of the messages each pair of characters stands, weighted by its rarity; of length one."""
    stands = Counter(gram for bag in bags for gram in bag)
    weights = {gram: n / len(bags) * log((total + 1) / counts[gram]) for gram, n in stands.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1
    return {gram: weight / length for gram, weight in weights.items()}


def _cosine(one: Profile, other: Profile) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(gram, 0) for gram, weight in few.items())


def _is_one(texts: float, titles: float) -> bool:
    return texts >= TEXTS_ALONE_AT or (texts >= TEXTS_AT and titles >= TITLES_AT)


def _meet(one: Topic, other: Topic) -> bool:
    """Near in time, and not each in places of its own."""
    first, later = sorted((one, other), key=lambda topic: topic.first_at)
    mine, theirs = ({place for message in topic.messages for place in message.places} for topic in (one, other))
    is_near = later.messages[0].at - first.messages[-1].at <= WITHIN
    return is_near and (not mine or not theirs or bool(mine & theirs))


def _head(heads: dict[Topic, Topic], topic: Topic) -> Topic:
    while topic in heads:
        topic = heads[topic]
    return topic


def _elsewhere(one: Message, other: Message) -> bool:
    return bool(one.places and other.places and not set(one.places) & set(other.places))


def _names_same(one: Message, other: Message) -> bool:
    """Both titles share five characters in a row: a name of a place, a road, an estate."""
    mine, theirs = normal(one.title), normal(other.title)
    return any(mine[at : at + 5] in theirs for at in range(len(mine) - 4))
