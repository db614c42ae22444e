"""How a meeting looks on a screen of the hall: which picture, and the drawn figures. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renda.chamber.ballots.models import label_of
from renda.chamber.ballots.states import Grade, Outcome, Way

WIDTH, HEIGHT = 1728, 92  # of the bar of a result, in its own units
MOST_CELLS = 60  # more members than these are drawn as stretches, not one by one
STRIP = 50  # cells of a strip that stands for more than it has
PICTURES = ("closed", "issuing", "voting", "result", "waiting")


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of votes: its word, its number, its look."""

    word: str
    number: int
    look: str


@dataclass(frozen=True, slots=True)
class Cell:
    look: str
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A result against all members. words: (text, x of its middle); line: x of the pass line."""

    cells: tuple[Cell, ...]
    words: tuple[tuple[str, float], ...]
    line: float
    line_words: str
    says: str


def picture(now: dict[str, Any]) -> str:
    """Which of PICTURES."""
    if now["state"] != "open":
        return "closed"
    issuing, ballot = now["issuing"], now["ballot"]
    if ballot and ballot["state"] == "open":
        return "voting"
    if issuing and issuing["state"] == "running":
        return "issuing"
    return "result" if ballot else "waiting"


def strip(number: int | None, of: int) -> list[str]:
    """`on` for so many cells of the strip: one each, or a share of STRIP for a full congress."""
    count = of if of <= MOST_CELLS else STRIP
    done = (number or 0) * count // of if of else 0
    return ["on" if n < done else "off" for n in range(count)]


def parts_of(row: Any) -> list[Part]:
    """All members of a closed vote, each in one kind."""
    looks = {"yes": "yes", "satisfied": "yes", "basic": "half", "no": "no", "dissatisfied": "no", "abstain": "abs"}
    found = [Part(label_of(key), row.counts[key], looks.get(key, "nop")) for key in row.in_order]
    members, present = row.members or 0, row.present or 0
    rest = members - sum(part.number for part in found) - (row.unpressed or 0) - row.recused - (members - present)
    found += [
        Part("未按" if row.way != Way.HANDS else "没有举手", row.unpressed or 0, "nop"),
        Part("回避", row.recused, "out"), Part("其他", max(rest, 0), "nop"), Part("未出席", members - present, "out"),
    ]  # fmt: skip
    return [part for part in found if part.number > 0]


def bar(parts: Sequence[Part], members: int, needed: int) -> Bar:
    """The figure of 08b: a cell for each member, the pass line drawn against all of them."""
    total = max(members, sum(part.number for part in parts), 1)
    step = WIDTH / total
    cells: list[Cell] = []
    words: list[tuple[str, float]] = []
    at = 0
    for part in parts:
        ends = [(at + n, 1) for n in range(part.number)] if total <= MOST_CELLS else [(at, part.number)]
        gap = 6 if total <= MOST_CELLS else 3
        cells += [
            Cell(part.look, round(n * step + gap / 2, 1), round(max(wide * step - gap, 1), 1)) for n, wide in ends
        ]
        words.append((f"{part.word}{part.number}", round((at + part.number / 2) * step, 1)))
        at += part.number
    says = "，".join(f"{part.word}{part.number}" for part in parts)
    line = round(needed * step, 1)
    return Bar(tuple(cells), _apart(words), line, f"过半数：{needed}票以上", f"全体{members}，{says}；过半数是{needed}")


def _apart(words: Sequence[tuple[str, float]], size: float = 36, edge: float = WIDTH) -> tuple[tuple[str, float], ...]:
    """Words that would run into each other are moved right, and then back left from the edge."""
    wide = [len(word) * size * 0.9 + 24 for word, _ in words]
    places = [place for _, place in words]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + (wide[n - 1] + wide[n]) / 2)
    for n in reversed(range(len(places))):
        most = edge - wide[n] / 2 if n == len(places) - 1 else places[n + 1] - (wide[n + 1] + wide[n]) / 2
        places[n] = min(places[n], most)
    return tuple((word, round(place, 1)) for (word, _), place in zip(words, places, strict=True))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a vote came to. best, number: the option that decides and its votes; aside: who did not vote."""

    word: str
    is_passed: bool
    best: str
    number: int
    why: str
    source: str
    aside: str


def verdict(row: Any, needed: int, whole: str) -> Verdict:
    """whole: of whom more than half is asked, as `全体27人`."""
    lines = [str(line) for line in row.lines]
    source = lines[-1].removeprefix("依据：") if lines and lines[-1].startswith("依据：") else ""
    best, number = row.counted[0] if row.counted else ("", 0)
    passed = row.outcome == Outcome.PASSED
    why = f"票，{'超过' if number >= needed else '没有超过'}{whole}的半数"
    if row.grade:
        why = f"票。{lines[-3]}" if len(lines) > 2 else "票"
    word = Grade(row.grade).label if row.grade else Outcome(row.outcome).label
    aside = next((line for line in lines if "都不改变过半数" in line), "")
    return Verdict(str(word), passed, best, int(number), why, source, aside)
