"""A linear classifier over words, in numpy alone: one support vector machine a label (dual coordinate descent, squared hinge).

Source: Hsieh and others, A Dual Coordinate Descent Method for Large-scale Linear SVM (ICML 2008), algorithm 1 without shrinking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = tuple[NDArray[np.int64], NDArray[np.float32]]
    Matrix = NDArray[np.float32]

PASSES = 12


@dataclass(frozen=True, slots=True)
class Linear:
    """weights: features × labels."""

    weights: "Matrix"

    def scores(self, row: "Row") -> Any:
        """One number a label; the highest is the label, how far it leads is how sure."""
        columns, values = row
        return values @ self.weights[columns]


def train(
    rows: Sequence["Row"], labels: Sequence[int], *, features: int, kinds: int, seed: int, cost: float = 0.3
) -> Linear:
    """Learn all labels at once. rows: columns and values of each text; labels: the number of each text's label, below `kinds`.

    An error on a text of a rare label costs more: by the root of how much rarer the label is than if all were as frequent.
    """
    import numpy as np

    weights = np.zeros((features, kinds), dtype=np.float32)
    signs = np.full((len(rows), kinds), -1.0, dtype=np.float32)
    signs[np.arange(len(rows)), list(labels)] = 1.0
    alphas = np.zeros_like(signs)
    counts = np.bincount(labels, minlength=kinds)
    slack_of = (np.sqrt(counts * np.count_nonzero(counts) / len(rows)) / (2.0 * cost)).tolist()
    slacks = [slack_of[label] for label in labels]
    norms = [float(values @ values) + slack for (_, values), slack in zip(rows, slacks, strict=True)]
    order = np.random.default_rng(seed)
    for _ in range(PASSES):
        for at in order.permutation(len(rows)):
            columns, values = rows[at]
            if not len(columns):
                continue
            slopes = signs[at] * (values @ weights[columns]) - 1.0 + slacks[at] * alphas[at]
            after = np.maximum(alphas[at] - slopes / norms[at], 0.0)
            moves = (after - alphas[at]) * signs[at]
            alphas[at] = after
            if moves.any():
                weights[columns] += np.outer(values, moves)
    return Linear(weights)
