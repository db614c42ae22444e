"""How good advice is: folds that keep like with like, precision and recall by label, and what a confidence is worth. Pure arithmetic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from random import Random

from renda.ground.search.advice.routing import shares_of

WANTED = 0.95
STEPS = 100
# How far below what was counted the truth may lie: one side, 90 of 100 times.
MARGIN = 1.282


@dataclass(frozen=True, slots=True)
class LabelFigures:
    label: str
    rows: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """rows: judged; macro_f1: the mean of the labels' F1; confusion[right][said] counts rows."""

    rows: int
    accuracy: float
    macro_f1: float
    labels: tuple[LabelFigures, ...]
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Calibration:
    """sharpness: of the shares; unsure_below: the confidence below which nothing is advised; coverage: the part advised on, and how much
    of it is right."""

    sharpness: float
    unsure_below: float
    coverage: float
    accuracy: float


def figures(right: Sequence[str], said: Sequence[str]) -> Figures:
    """
    >>> round(figures(["a", "a", "b"], ["a", "b", "b"]).macro_f1, 4)
    0.6667
    """
    pairs = Counter(zip(right, said, strict=True))
    names = sorted({*right, *said})
    labels = tuple(_label_figures(name, pairs) for name in names)
    judged = [one for one in labels if one.rows]
    return Figures(
        rows=len(right),
        accuracy=sum(count for (one, other), count in pairs.items() if one == other) / (len(right) or 1),
        macro_f1=sum(one.f1 for one in judged) / (len(judged) or 1),
        labels=labels,
        confusion={one: {other: pairs[one, other] for other in names} for one in names},
    )


def _label_figures(name: str, pairs: Counter[tuple[str, str]]) -> LabelFigures:
    hits = pairs[name, name]
    rows = sum(count for (right, _), count in pairs.items() if right == name)
    said = sum(count for (_, other), count in pairs.items() if other == name)
    return LabelFigures(name, rows, hits / (said or 1), hits / (rows or 1), 2 * hits / ((rows + said) or 1))


def folds(groups: Sequence[int], count: int, seed: int) -> list[int]:
    """The fold of each text; a group is never torn.

    >>> folds([0, 1, 0, 2], 2, 7)[0] == folds([0, 1, 0, 2], 2, 7)[2]
    True
    """
    names = sorted(set(groups))
    Random(seed).shuffle(names)  # noqa: S311 to be the same each time, not to be secret
    fold_of = {name: place % count for place, name in enumerate(names)}
    return [fold_of[group] for group in groups]


def calibrate(scores: Sequence[Sequence[float]], right: Sequence[int], wanted: float = WANTED) -> Calibration:
    """The sharpness under which held-out labels are likeliest, and the lowest confidence that is surely right as often as wanted.

    scores: of texts that were not learned from; right: the number of their label.
    """
    sharpness = min((step / 10 for step in range(5, 81)), key=lambda one: _surprise(scores, right, one))
    sure = sorted(
        (max(shares := shares_of(row, sharpness)), shares.index(max(shares)) == at)
        for row, at in zip(scores, right, strict=True)
    )
    for step in range(STEPS):
        kept = [is_right for share, is_right in sure if share >= step / STEPS]
        if at_least(sum(kept), len(kept)) >= wanted:
            return Calibration(sharpness, step / STEPS, len(kept) / len(sure), sum(kept) / len(kept))
    return Calibration(sharpness, 1.0, 0.0, 0.0)


def at_least(hits: int, tries: int) -> float:
    """What share of right ones is behind so many hits, at the least (Wilson's lower bound).

    >>> round(at_least(97, 100), 3), at_least(0, 0)
    (0.939, 0.0)
    """
    if not tries:
        return 0.0
    share, slack = hits / tries, MARGIN**2 / tries
    spread = MARGIN * sqrt(share * (1 - share) / tries + slack / tries / 4)
    return (share + slack / 2 - spread) / (1 + slack)


def _surprise(scores: Sequence[Sequence[float]], right: Sequence[int], sharpness: float) -> float:
    return -sum(log(max(shares_of(row, sharpness)[at], 1e-12)) for row, at in zip(scores, right, strict=True))


def worth(scores: Sequence[Sequence[float]], right: Sequence[int], chosen: Calibration) -> Calibration:
    """What a calibration made on other texts is worth on these."""
    sure = [(max(shares), shares.index(max(shares)) == at) for row, at in zip(scores, right, strict=True)
            for shares in [shares_of(row, chosen.sharpness)]]  # fmt: skip
    kept = [is_right for share, is_right in sure if share >= chosen.unsure_below]
    return Calibration(
        chosen.sharpness, chosen.unsure_below, len(kept) / (len(sure) or 1), sum(kept) / (len(kept) or 1)
    )
