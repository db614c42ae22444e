"""Counting paper votes: the lines two tellers fill in, what of them cannot be true, and what they come to. Pure.

A count is a flat mapping: `returned`, `invalid`, the options of a question, `for:<name>` and `against:<name>` of an election; a name
that was written in has its `for:` line like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renda.chamber.ballots import rules
from renda.chamber.ballots.rules import Elected, Result, Tally
from renda.chamber.ballots.states import Counting, Option, Vote

RETURNED, INVALID, FOR, AGAINST = "returned", "invalid", "for:", "against:"
HEADS = {RETURNED: "收回", INVALID: "无效"}
MOST_NAMES, LONGEST_NAME = 60, 40
Count = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Papers:
    """What stands on the papers of one vote, and the people it is counted of."""

    vote: Vote
    candidates: tuple[str, ...] = ()
    seats: int = 1
    counting: Counting = Counting.HALF
    may_write_in: bool = False
    members: int = 0
    present: int = 0
    recused: int = 0
    issued: int = 0

    @property
    def marks_against(self) -> bool:
        """A leader's or deputy's paper may say no; one that picks projects or nominees only picks. Source: 地方组织法 (2022) art. 28"""
        return bool(self.candidates) and self.vote != Vote.LIVELIHOOD and self.counting is not Counting.PRELIMINARY

    def lines(self) -> list[tuple[str, str]]:
        """Each line of a teller's sheet: its key and its words. Names written in come behind."""
        if not self.candidates:
            return [*HEADS.items(), *((str(one), str(one.label)) for one in rules.options_of(self.vote))]
        marks = [(FOR, "赞成"), (AGAINST, "反对")] if self.marks_against else [(FOR, "得票")]
        return [
            *HEADS.items(),
            *((f"{mark}{name}", f"{name}：{word}") for name in self.candidates for mark, word in marks),
        ]


def label_of(key: str) -> str:
    """A line's words, also of a name written in."""
    if key in HEADS:
        return HEADS[key]
    if key.startswith(FOR):
        return f"{key.removeprefix(FOR)}得票"
    if key.startswith(AGAINST):
        return f"{key.removeprefix(AGAINST)}反对"
    return str(Option(key).label)


def votes_of(papers: Papers, count: Count) -> dict[str, int]:
    """Votes for each candidate in the order of the paper, then for each person written in."""
    votes = dict.fromkeys(papers.candidates, 0)
    for key, number in count.items():
        if key.startswith(FOR) and number:
            votes[key.removeprefix(FOR)] = number
    return votes


def against_of(count: Count) -> dict[str, int]:
    return {key.removeprefix(AGAINST): number for key, number in count.items() if key.startswith(AGAINST)}


def tally_of(papers: Papers, count: Count) -> Tally:
    votes = {one: count.get(str(one), 0) for one in rules.options_of(papers.vote)} if not papers.candidates else {}
    return Tally(papers.members, papers.present, votes, recused=papers.recused, issued=papers.issued,
                 returned=count.get(RETURNED, 0), invalid=count.get(INVALID, 0))  # fmt: skip


def faults(papers: Papers, count: Count) -> list[str]:
    """What cannot be true of an honest count, a sentence each. More papers back than handed out is true, and voids the vote."""
    if min(count.values(), default=0) < 0:
        return ["票数不能是负数。"]
    if not papers.candidates:
        return tally_of(papers, count).faults()
    valid = count.get(RETURNED, 0) - count.get(INVALID, 0)
    if valid < 0:
        return [f"无效{count.get(INVALID, 0)}张，多于收回的{count.get(RETURNED, 0)}张。"]
    votes, against = votes_of(papers, count), against_of(count)
    found = [
        f"“{name}”的票有{number + against.get(name, 0)}张，多于有效的{valid}张。"
        for name, number in votes.items()
        if number + against.get(name, 0) > valid
    ]
    if sum(votes.values()) > valid * papers.seats:
        found.append(
            f"得票加起来{sum(votes.values())}，{valid}张有效票每张最多选{papers.seats}，最多{valid * papers.seats}。"
        )
    return found


def written_faults(papers: Papers, written: Count) -> list[str]:
    """What is wrong with the names written in."""
    if written and not papers.may_write_in:
        return ["这次表决不能另选他人；票上写了别的名字的，是无效票。"]
    found = [f"“{name}”就在票上，请加到这一名的得票里。" for name in written if name in papers.candidates]
    if len(written) > MOST_NAMES:
        found.append(f"另选的人最多记{MOST_NAMES}名，请看一下是不是写错了。")
    if any(not name.strip() or len(name) > LONGEST_NAME for name in written):
        found.append(f"另选的人要写姓名，{LONGEST_NAME}字以内。")
    return found


def result_of(papers: Papers, count: Count) -> Result | Elected:
    """What an agreed count comes to."""
    if not papers.candidates:
        return rules.count_question(papers.vote, tally_of(papers, count))
    votes, returned = votes_of(papers, count), count.get(RETURNED, 0)
    if papers.counting is Counting.HALF or rules.is_void(papers.issued, returned):
        return rules.count_election(
            papers.vote, votes, seats=papers.seats, members=papers.members, issued=papers.issued, returned=returned
        )
    if papers.counting is Counting.AGAIN:
        return rules.count_again(papers.vote, votes, papers.seats, papers.members)
    return rules.count_places(votes, papers.seats)


def differing(first: Count, second: Count) -> list[str]:
    """The lines on which two tellers differ, in words; never by how much."""
    order = [*HEADS, *map(str, Option)]
    found = rules.tellers_agree(first, second)
    return [
        label_of(key) for key in sorted(found, key=lambda key: (order.index(key) if key in order else len(order), key))
    ]
