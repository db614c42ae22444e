"""The articles read a second time, paper by paper and with fractions, to check rules.py against. Shares no code with it.

It walks the text: 地方组织法 (2022) art. 25, 27, 29, 51; 选举法 (2020) art. 44, 45; 监督法 (2024) art. 62.
"""

from fractions import Fraction

HALF = Fraction(1, 2)


def resolution(members: int, marks: list[str], issued: int) -> str:
    """marks: what stands on each paper that came back; "" cannot be read."""
    if len(marks) > issued:
        return "void"
    return "passed" if Fraction(sum(1 for mark in marks if mark == "yes"), members) > HALF else "failed"


def grade(members: int, marks: list[str]) -> str:
    satisfied = Fraction(sum(1 for mark in marks if mark == "satisfied"), members)
    content = Fraction(sum(1 for mark in marks if mark in ("satisfied", "basic")), members)
    if satisfied >= Fraction(2, 3):
        return "satisfied"
    return "basic" if content > HALF else "dissatisfied"


def election(members: int, papers: list[list[str]], names: list[str], seats: int, issued: int) -> dict:
    """Seat by seat: whoever has more votes than all others is elected; equal ones share what is left or vote again."""
    if len(papers) > issued:
        return {"void": True}
    good = [paper for paper in papers if len(paper) <= seats]
    everyone = sorted({*names, *(name for paper in good for name in paper)})
    votes = {name: sum(1 for paper in good if name in paper) for name in everyone}
    left = [name for name in everyone if Fraction(votes[name], members) > HALF]
    elected: set[str] = set()
    while left and len(elected) < seats:
        best = max(votes[name] for name in left)
        equal = [name for name in left if votes[name] == best]
        if len(elected) + len(equal) > seats:
            return {"void": False, "elected": elected, "again": set(equal), "open": seats - len(elected)}
        elected.update(equal)
        left = [name for name in left if name not in equal]
    return {"void": False, "elected": elected, "again": set(), "open": seats - len(elected)}


def box(members: int, papers: list[dict], names: list[str], seats: int, issued: int, how: str) -> dict:
    """A box of papers, each name → mark ("yes", "no"), None if it cannot be read, taken out one after the other.

    how: "half" (art. 25, 29), "order" (a preliminary vote, art. 27, or the vote among the tied, art. 29: most votes, no half).
    """
    if len(papers) > issued:
        return {"void": True, "bad": 0, "elected": set(), "again": set(), "open": seats}
    bad, votes = 0, dict.fromkeys(names, 0)
    for paper in papers:
        chosen = [name for name, mark in paper.items() if mark == "yes"] if paper is not None else []
        if paper is None or len(chosen) > seats:
            bad += 1
            continue
        for name in chosen:
            votes[name] = votes.get(name, 0) + 1
    left = {name for name in votes if how == "order" or Fraction(votes[name], members) > HALF}
    elected: set[str] = set()
    for place in range(1, seats + 1):
        if len(elected) >= place or not left:
            continue
        equal = {name for name in left if votes[name] == max(votes[other] for other in left)}
        if len(elected) + len(equal) > seats:
            return {"void": False, "bad": bad, "elected": elected, "again": equal, "open": seats - len(elected)}
        elected |= equal
        left -= equal
    return {"void": False, "bad": bad, "elected": elected, "again": set(), "open": seats - len(elected)}
