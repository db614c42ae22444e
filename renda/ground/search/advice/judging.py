"""The advice measured on decided texts. Each function returns plain figures (for JSON), with how many rows, and the same to the digit each time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from renda.ground.kernel.errors import Invalid
from renda.ground.search.advice import alike, measure
from renda.ground.search.advice.routing import Example, Read, Router, learn, read
from renda.ground.search.advice.units import bodies

Scores = list[list[float]]
FEWEST = 2


def routing_by_test(learned: Sequence[Example], tested: Sequence[Example], *, seed: int) -> dict[str, Any]:
    """Learn from the one, judge on the other. Learned texts of which a tested one is the twin are left out."""
    groups = alike.groups([example.whole for example in (*learned, *tested)])
    held = set(groups[len(learned) :])
    kept = [example for example, group in zip(learned, groups, strict=False) if group not in held]
    _enough(kept)
    router = learn(kept, seed=seed)
    said = [router.labels[_best(router.scores(read(example)))] for example in tested]
    return {"kind": "routing", "seed": seed, "learned": len(kept), "twins_left_out": len(learned) - len(kept),
            **asdict(measure.figures([example.label for example in tested], said))}  # fmt: skip


def routing_by_folds(
    learned: Sequence[Example], judged: Sequence[Example], *, folds: int, seed: int, doubtful: int = 0
) -> dict[str, Any]:
    """Every text is judged by what was learned from the other folds. judged: rows to be judged (all, if there are none); they are learned from too."""
    rows = [*learned, *judged]
    _enough(rows)
    groups = alike.groups([row.whole for row in rows])
    fold_of = measure.folds(groups, folds, seed)
    labels = sorted({row.label for row in rows})
    scores = _held_out(rows, [read(row) for row in rows], labels, fold_of, seed)
    at = range(len(learned), len(rows)) if judged else range(len(rows))
    right, said = [rows[one].label for one in at], [labels[_best(scores[one])] for one in at]
    return {
        "kind": "routing",
        "seed": seed,
        "folds": folds,
        "learned": len(rows),
        "groups": len(set(groups)),
        "largest_group": max(Counter(groups).values()),
        **asdict(measure.figures(right, said)),
        "top3": _top(scores, [labels.index(row.label) for row in rows], list(at)),
        "confidence": _confidence(scores, [labels.index(row.label) for row in rows], fold_of, list(at)),
        "doubtful": _doubtful(rows, labels, scores, doubtful),
    }


def learn_and_judge(
    rows: Sequence[Example], *, also: Sequence[Example] = (), folds: int = 3, seed: int
) -> tuple[Router, dict[str, float]]:
    """A router that knows how sure it may be, and how good it is on texts held out: rows, accuracy, macro_f1, top3, coverage, sure (0 to 1).

    also: examples to learn from that are no decisions (duties); they are not judged by.
    """
    labels = sorted({row.label for row in rows})
    fold_of = measure.folds(alike.groups([row.whole for row in rows]), folds, seed)
    reads = [read(row) for row in rows]
    scores, right = _held_out(rows, reads, labels, fold_of, seed), [labels.index(row.label) for row in rows]
    chosen = measure.calibrate(scores, right)
    at = list(range(len(rows)))
    figures = measure.figures([row.label for row in rows], [labels[_best(one)] for one in scores])
    trust = _confidence(scores, right, fold_of, at)
    router = learn([*rows, *also], seed=seed, reads=[*reads, *(read(one) for one in also)])
    quality = {"rows": len(rows), "accuracy": figures.accuracy, "macro_f1": figures.macro_f1, "top3": _top(scores, right, at),
               "coverage": trust["coverage"], "sure": trust["accuracy"]}  # fmt: skip
    return replace(router, sharpness=chosen.sharpness, unsure_below=chosen.unsure_below), quality


def _enough(rows: Sequence[Example]) -> None:
    if len({row.label for row in rows}) < FEWEST:
        raise Invalid("有结论的旧件太少：至少要有两种结论，才能学习。")


def _held_out(
    rows: Sequence[Example], reads: Sequence[Read], labels: list[str], fold_of: Sequence[int], seed: int
) -> Scores:
    """The scores of each row by a router that saw nothing of its fold."""
    scores: Scores = [[] for _ in rows]
    for fold in sorted(set(fold_of)):
        seen = [at for at, one in enumerate(fold_of) if one != fold]
        router = learn([rows[at] for at in seen], seed=seed, reads=[reads[at] for at in seen])
        for at in (at for at, one in enumerate(fold_of) if one == fold):
            scores[at] = _in_order(router, router.scores(reads[at]), labels)
    return scores


def _in_order(router: Router, scores: list[float], labels: list[str]) -> list[float]:
    """A label that stands in one fold only could not be learned: it comes last."""
    known = dict(zip(router.labels, scores, strict=True))
    return [known.get(label, min(scores) - 1) for label in labels]


def _best(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def _top(scores: Scores, right: Sequence[int], at: Sequence[int], most: int = 3) -> float:
    hits = [right[one] in sorted(range(len(scores[one])), key=lambda label: -scores[one][label])[:most] for one in at]
    return sum(hits) / len(hits)


def _confidence(scores: Scores, right: Sequence[int], fold_of: Sequence[int], at: Sequence[int]) -> dict[str, float]:
    """Calibrated on rows like those judged in the other folds, judged on each: the part advised on and how much of it is right."""
    covered = hits = 0.0
    below: list[float] = []
    for fold in sorted(set(fold_of)):
        others = [one for one in at if fold_of[one] != fold]
        mine = [one for one in at if fold_of[one] == fold]
        chosen = measure.calibrate([scores[one] for one in others], [right[one] for one in others])
        worth = measure.worth([scores[one] for one in mine], [right[one] for one in mine], chosen)
        covered += worth.coverage * len(mine)
        hits += worth.accuracy * worth.coverage * len(mine)
        below.append(chosen.unsure_below)
    return {
        "wanted": measure.WANTED,
        "unsure_below": sum(below) / len(below),
        "coverage": covered / len(at),
        "accuracy": hits / (covered or 1),
    }


def _doubtful(rows: Sequence[Example], labels: list[str], scores: Scores, most: int) -> list[dict[str, Any]]:
    """Rows whose label the rest of the data speaks most against: by row number, never with their text."""
    leads = [
        (max(row_scores) - row_scores[labels.index(row.label)], row, row_scores)
        for row, row_scores in zip(rows, scores, strict=True)
    ]
    leads.sort(key=lambda one: (-one[0], one[1].key))
    return [
        {"row": row.key, "label": row.label, "said": labels[_best(found)], "lead": round(lead, 3)}
        for lead, row, found in leads[:most]
        if lead > 0
    ]


def units(rows: Sequence[Example], *, skip: Sequence[str], folds: int, seed: int) -> dict[str, Any]:
    """Spellings brought to bodies, then the routing to bodies judged as always. skip: duties that only passed letters on."""
    found = bodies(row.label for row in rows)
    decided = [
        Example(row.title, row.text, found[row.label.strip()], row.key)
        for row in rows
        if row.label.strip() in found and found[row.label.strip()].split("·")[1] not in skip
    ]
    counts = Counter(row.label for row in decided)
    report = routing_by_folds(decided, [], folds=folds, seed=seed)
    often = _baseline([row.label for row in decided])
    report.pop("confusion")
    return {**report, "kind": "units", "spellings": len(found), "bodies": len(set(found.values())), "bodies_judged": len(counts),
            "top3_by_frequency": often,
        "decided_once": sum(count == 1 for count in counts.values())}  # fmt: skip


def _baseline(labels: Sequence[str]) -> float:
    """What naming the three commonest bodies every time would be right."""
    return sum(count for _, count in Counter(labels).most_common(3)) / (len(labels) or 1)
