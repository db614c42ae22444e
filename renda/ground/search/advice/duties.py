"""Where a text belongs before anything was decided: by words that are said of each answer, such as the duties of units. Needs no numpy; never sure."""

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

from renda.ground.search.advice.routing import MOST_REASONS, UNSURE, Advice, Example, Reason
from renda.ground.search.advice.texts import normal, words

TITLE = 2.0
MOST = 3


def advise(example: Example, hints: Mapping[str, str]) -> Advice:
    """hints: each answer with words that speak for it. Without a word in common there is no likeliest.

    >>> advise(Example("路灯不亮", "东街路灯坏了"), {"城管": "路灯、井盖", "教育": "学校、校车"}).likeliest
    (('城管', 1.0),)
    """
    said = {answer: {word for word in words(hint) if len(word) > 1} for answer, hint in hints.items()}
    counts = Counter(word for found in said.values() for word in found)
    title, text = normal(example.title), normal(example.whole)
    weights = {word: log((len(said) + 1) / count) for word, count in counts.items() if word in text}
    gains = {
        answer: {word: weights[word] * (TITLE if word in title else 1.0) for word in found if word in weights}
        for answer, found in said.items()
    }
    scores = {answer: sum(found.values()) / sqrt(len(said[answer]) or 1) for answer, found in gains.items()}
    best = sorted((answer for answer in scores if scores[answer]), key=lambda answer: (-scores[answer], answer))[:MOST]
    total = sum(scores.values()) or 1
    reasons = sorted(gains[best[0]].items(), key=lambda one: (-one[1], one[0])) if best else []
    return Advice(
        UNSURE,
        tuple((answer, round(scores[answer] / total, 4)) for answer in best),
        tuple(Reason(word, round(gain, 4)) for word, gain in reasons[:MOST_REASONS]),
    )
