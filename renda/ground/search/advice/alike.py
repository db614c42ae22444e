"""Which earlier texts are alike, and why. Candidates come from a database or from the index in memory here; both are ranked by `rank`."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from renda.ground.search.advice.texts import containment, grams, normal, pairs, phrases, rarest, shared_phrases

CANDIDATES = 60
RAREST = 24
COMPARED_CHARS = 400
# The head of a text is its title, or what stands in its place: it names candidates of its own and decides between equals.
HEAD_CHARS = 30
RAREST_OF_HEAD = 10
HEAD_WEIGHT = 0.3
FEWEST_GRAMS = 8
# Above it two texts are put before a person as one matter (`renda evaluate alike` shows what share of them is).
MERGE_AT = 0.45
# Above it two texts are one text written twice: used to keep them on one side of a test.
TWIN_AT = 0.6
COMMON = 60


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier text. score: 0 to 1; shared: the words both have; is_same: likely the same matter, to be merged by a person."""

    key: Hashable
    score: float
    shared: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.score >= MERGE_AT


def rank(text: str, candidates: Iterable[tuple[Hashable, str]], most: int = 5) -> list[Match]:
    """The candidates (key, text) most like the text, the best first, with the words that both have.

    >>> [match.key for match in rank("城区路灯不亮", [("a", "学校门口堵车"), ("b", "城区的路灯坏了，不亮")])]
    ['b', 'a']
    """
    even = normal(text)
    own, head, said = pairs(even), pairs(even[:HEAD_CHARS]), phrases(even)
    known = {key: normal(other) for key, other in candidates}
    scores = {key: _likeness(own, even, other) for key, other in known.items()}
    order = {key: scores[key] + HEAD_WEIGHT * _of_both(head, pairs(known[key][:HEAD_CHARS])) for key in scores}
    best = sorted(order, key=lambda key: (-order[key], str(key)))[:most]
    return [Match(key, round(scores[key], 4), tuple(shared_phrases(said, phrases(known[key])))) for key in best]


def _likeness(own: frozenset[str], even: str, other: str) -> float:
    """The pairs of characters both have, measured against the shorter text and against both; then the order of characters."""
    from rapidfuzz.fuzz import ratio

    theirs = pairs(other)
    in_order = ratio(even[:COMPARED_CHARS], other[:COMPARED_CHARS]) / 100
    return 0.25 * containment(own, theirs) + 0.5 * _of_both(own, theirs) + 0.25 * in_order


def _of_both(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


@dataclass(slots=True)
class Finder:
    """An index in memory: the rarest pairs of a text, one OR the other, name the candidates.

    At 220,000 texts the database names them instead; this one is for jobs, imports and measuring.
    """

    texts: dict[Hashable, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    places: defaultdict[str, list[Hashable]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: Hashable, text: str) -> None:
        self.texts[key] = text
        for gram in grams(text):
            self.counts[gram] += 1
            self.places[gram].append(key)

    def candidates(self, text: str, most: int = CANDIDATES) -> list[Hashable]:
        total = len(self.texts) + 1
        found: Counter[Hashable] = Counter()
        rare = {
            *rarest(grams(text), self.counts, RAREST),
            *rarest(grams(text[:HEAD_CHARS]), self.counts, RAREST_OF_HEAD),
        }
        for gram in rare:
            weight = round(1000 * log(total / self.counts[gram]))
            for key in self.places[gram]:
                found[key] += weight
        return sorted(found, key=lambda key: (-found[key], str(key)))[:most]

    def alike(self, text: str, most: int = 5) -> list[Match]:
        """The texts added before that are most like this one."""
        return rank(text, ((key, self.texts[key]) for key in self.candidates(text)), most)


def groups(texts: Sequence[str], twin_at: float = TWIN_AT) -> list[int]:
    """For each text the number of its group: texts that are one and the same, whole, shortened or cut into words.

    Whoever judges advice keeps a group on one side. Too large a group harms nothing, a torn one flatters the figures.

    >>> groups(["城区中心小学门口的路灯坏了没有人修", "天气好", "城区 中心小学 门口 路灯 坏 没有 人修"])
    [0, 1, 0]
    """
    parents = list(range(len(texts)))
    for one, other in twins(texts, twin_at):
        parents[_root(parents, one)] = _root(parents, other)
    names: dict[int, int] = {}
    return [names.setdefault(_root(parents, at), len(names)) for at in range(len(texts))]


def twins(texts: Sequence[str], twin_at: float = TWIN_AT) -> Iterator[tuple[int, int]]:
    """Pairs of texts of which one holds nearly all of the other. Common pairs of characters name no candidates."""
    bags = [grams(text) for text in texts]
    counts = Counter(gram for bag in bags for gram in bag)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        rare = [gram for gram in bag if 1 < counts[gram] <= COMMON]
        near = Counter(other for gram in rare for other in places[gram])
        for other, shared in near.items():
            smaller = min(len(bag), len(bags[other]))
            if shared >= 2 and smaller >= FEWEST_GRAMS and containment(bag, bags[other]) >= twin_at:
                yield at, other
        for gram in rare:
            places[gram].append(at)


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at
