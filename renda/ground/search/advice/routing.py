"""Where a text belongs: learned from texts that people have decided, with the words that spoke for it and how sure it is.

Words and runs of two and three characters, of the title and of the whole text apart; each weighs more the fewer texts and the fewer labels it stands in.
Beside them stands what the text is about (`sense`), where that model is installed; one linear classifier decides by both.
Needs the extra `ai` (numpy). Loaded by jobs and commands, never by a page.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from renda.ground.search.advice import sense
from renda.ground.search.advice.alike import Finder, Match
from renda.ground.search.advice.linear import Linear, train
from renda.ground.search.advice.texts import RUN, SAYS_NOTHING, joined, normal, words

if TYPE_CHECKING:
    from renda.ground.search.advice.linear import Row
    from renda.ground.search.advice.sense import Vector

UNSURE = "不确定"
# Share of each part in the length of a text: its words, its pairs and triples of characters, then words and pairs of the title.
PARTS = {"w": 1.0, "c": 1.0, "d": 0.7, "t": 0.7, "p": 0.7}
# And of what the text is about.
SENSE = 1.0
LEAST_SPREAD = 1e-4
# How much more a word counts that stands in one label only (inverse gravity moment, Chen and others 2016).
GRAVITY = 7.0
SMOOTH = 0.01
FEWEST_TEXTS = 2
# Of all features those that stand in the most texts; more make a stored model large and no better.
MOST_FEATURES = 200_000
LEAD_CHARS = 26
# Where a letter without title goes over from its subject to its address.
ADDRESS = re.compile("尊敬|领导|您好|你好|我是|书记|厅长|市长|县长|局长|我们")
EARLIEST, LATEST = 6, 48
MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a person has decided. A text without title is headed by its first characters. key: where it stands."""

    title: str
    text: str
    label: str = ""
    key: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title} {self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Read:
    """What is read of a text before anything is learned. bag: its features, as often as they stand there; vector: None without the model."""

    bag: list[str]
    vector: "Vector | None" = None


@dataclass(frozen=True, slots=True)
class Scale:
    """What the vectors of the learned texts have in common, to be taken away: their middle and their spread."""

    middle: "Vector"
    spread: "Vector"

    def even(self, vector: "Vector") -> "Vector":
        moved = (vector - self.middle) / self.spread
        even: Vector = moved * (SENSE / max(float(moved @ moved) ** 0.5, LEAST_SPREAD))
        return even


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that spoke for the label, and how strongly."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Advice:
    """label: the likeliest, or 不确定; likeliest: the first three with their share, 0 to 1; reasons: the words that spoke for the first."""

    label: str
    likeliest: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        return self.likeliest[0][1]


@dataclass(frozen=True, slots=True)
class Router:
    """What was learned. sharpness and unsure_below come from held-out texts (`measure.calibrate`). scale: None if learned from words alone;
    its columns follow those of the words."""

    labels: tuple[str, ...]
    columns: dict[str, int]
    weights: tuple[float, ...]
    linear: Linear
    sharpness: float = 2.0
    unsure_below: float = 0.0
    scale: Scale | None = None

    def scores(self, found: Read) -> list[float]:
        """One number a label, in the order of `labels`."""
        row = _row(found, self.columns, self.weights, self.scale)
        return [float(score) for score in self.linear.scores(row)]

    def advise(self, example: Example) -> Advice:
        """Never sure where the model of what texts are about was there for learning and is gone."""
        found = read(example)
        shares = sorted(
            zip(self.labels, shares_of(self.scores(found), self.sharpness), strict=True), key=lambda one: -one[1]
        )
        label = shares[0][0]
        is_sure = shares[0][1] >= self.unsure_below and (self.scale is None or found.vector is not None)
        return Advice(
            label if is_sure else UNSURE,
            tuple((name, round(share, 4)) for name, share in shares[:3]),
            self._reasons(found, label),
        )

    def _reasons(self, found: Read, label: str) -> tuple[Reason, ...]:
        """What each word added to the label, above what it adds to the others on the whole; pairs of characters are no words."""
        columns, values = _row(found, self.columns, self.weights)
        places = {self.columns[name]: name for name in set(found.bag) if name in self.columns}
        lead = self.linear.weights[columns]
        gains = values * (lead[:, self.labels.index(label)] - lead.mean(axis=1))
        added: defaultdict[str, float] = defaultdict(float)
        for column, gain in zip(columns, gains, strict=True):
            name = places[int(column)]
            if name[0] in "wt" and len(name) > 2 and name[1:] not in SAYS_NOTHING:
                added[name[1:]] += float(gain)
        best = sorted(added.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Reason(word, round(gain, 4)) for word, gain in best[:MOST_REASONS] if gain > 0)


def shares_of(scores: Sequence[float], sharpness: float) -> list[float]:
    """Scores as shares that add up to one.

    >>> [round(share, 2) for share in shares_of([1.0, 1.0], 3.0)]
    [0.5, 0.5]
    """
    from math import exp

    top = max(scores)
    raised = [exp(sharpness * (score - top)) for score in scores]
    return [one / sum(raised) for one in raised]


def learn(examples: Sequence[Example], *, seed: int, reads: Sequence[Read] | None = None) -> Router:
    """Learn from decided texts. reads: what was read of them before."""
    reads = reads or [read(example) for example in examples]
    labels = tuple(sorted({example.label for example in examples}))
    numbers = [labels.index(example.label) for example in examples]
    columns, weights = _vocabulary([found.bag for found in reads], numbers, len(labels))
    scale = _scale([found.vector for found in reads if found.vector is not None])
    rows = [_row(found, columns, weights, scale) for found in reads]
    width = len(columns) + (sense.SIZE if scale else 0)
    linear = train(rows, numbers, features=width, kinds=len(labels), seed=seed)
    return Router(labels, columns, weights, linear, scale=scale)


def read(example: Example) -> Read:
    return Read(features(example), sense.vector(example.title, joined(example.text)))


def _scale(vectors: Sequence["Vector"]) -> Scale | None:
    if not vectors:
        return None
    import numpy as np

    found = np.stack(vectors)
    return Scale(found.mean(axis=0), np.maximum(found.std(axis=0), LEAST_SPREAD))


def features(example: Example) -> list[str]:
    """Words and characters by the part they stand in: `w路灯` in the whole text, `t路灯` in the title, its characters under c, d and p."""
    text = joined(example.text)
    title = example.title or _lead(text)
    whole = f"{example.title} {text}"
    parts = {"w": words(whole), "c": _runs(whole, 2), "d": _runs(whole, 3), "t": words(title), "p": _runs(title, 2)}
    return [sys.intern(part + word) for part, found in parts.items() for word in found]


def _lead(text: str) -> str:
    """
    >>> _lead("东街路灯坏了三天尊敬的领导我们这里")
    '东街路灯坏了三天'
    """
    address = ADDRESS.search(text, EARLIEST, LATEST)
    return text[: address.start()] if address else text[:LEAD_CHARS]


def _runs(text: str, size: int) -> Iterable[str]:
    return (run[at : at + size] for run in RUN.findall(normal(text)) for at in range(len(run) - size + 1))


def precedents(
    example: Example, finder: Finder, decided: Mapping[Hashable, str], most: int = 3
) -> list[tuple[Match, str]]:
    """The decided texts nearest to this one, each with what was decided and the words both have."""
    return [(match, decided[match.key]) for match in finder.alike(example.whole, most)]


def _vocabulary(
    bags: Sequence[list[str]], numbers: Sequence[int], kinds: int, most: int = MOST_FEATURES
) -> tuple[dict[str, int], tuple[float, ...]]:
    """The features that stand in two texts or more, `most` of them, and the weight of each."""
    sizes = Counter(numbers)
    counts: dict[str, list[int]] = {}
    for bag, number in zip(bags, numbers, strict=True):
        for name in set(bag):
            counts.setdefault(name, [0] * kinds)[number] += 1
    often = [name for name, per_label in counts.items() if sum(per_label) >= FEWEST_TEXTS]
    kept = sorted(sorted(often, key=lambda name: (-sum(counts[name]), name))[:most])
    total = len(bags)
    weights = tuple(_weight(counts[name], total, [sizes[kind] for kind in range(kinds)]) for name in kept)
    return {name: at for at, name in enumerate(kept)}, weights


def _weight(per_label: list[int], total: int, sizes: list[int]) -> float:
    """Rare words weigh more, and words of one label more than words of all."""
    rarity = log((total + 1) / (sum(per_label) + 1)) + 1
    shares = sorted((count / (size or 1) for count, size in zip(per_label, sizes, strict=True)), reverse=True)
    moment = sum(place * share for place, share in enumerate(shares, start=1))
    return rarity * (1 + GRAVITY * shares[0] / (moment + SMOOTH))


def _row(found: Read, columns: dict[str, int], weights: tuple[float, ...], scale: Scale | None = None) -> "Row":
    """A text as columns and values: each part brought to its own length, so that a long text does not drown its title."""
    import numpy as np

    parts: dict[str, list[tuple[int, float]]] = {part: [] for part in PARTS}
    for name, count in Counter(found.bag).items():
        if (column := columns.get(name)) is not None:
            parts[name[0]].append((column, (1 + log(count)) * weights[column]))
    cells: list[tuple[int, float]] = []
    for part, own in parts.items():
        length = sum(value * value for _, value in own) ** 0.5
        cells += [(column, PARTS[part] * value / length) for column, value in sorted(own)]
    places = np.array([column for column, _ in cells], dtype=np.int64)
    values = np.array([value for _, value in cells], dtype=np.float32)
    if scale is None or found.vector is None:
        return places, values
    about = np.arange(len(columns), len(columns) + sense.SIZE)
    return np.concatenate([places, about]), np.concatenate([values, scale.even(found.vector)])
