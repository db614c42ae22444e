"""What the law says of a vote: the pass line, elections, ties, void papers. Pure: no database, no clock.

Each result explains itself in lines that end with its source, as `Due` does for days. A denominator is the number of all
deputies or members whose seats are filled; who is absent, abstains, does not press or withdraws from an item lowers nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renda.chamber.ballots.states import Basis, Grade, Option, Outcome, Post, Vote
from renda.ground.kernel import law
from renda.ground.kernel.law import Source

LOCAL_GRADES = Source("本平台建议值", "满意票达到三分之二为满意", is_inferred=True)
LOCAL_LIVELIHOOD = Source("民生实事项目人大代表票决制办法通例")
LOCAL_PRESIDIUM = Source("大会主席团议事通例")
OF_ALL: Mapping[Vote, tuple[Basis, Source]] = {
    Vote.AGENDA: (Basis.DEPUTIES, law.ORGANIC_25), Vote.RESOLUTION: (Basis.DEPUTIES, law.ORGANIC_25),
    Vote.LEADERS: (Basis.DEPUTIES, law.ORGANIC_25), Vote.UPPER_DEPUTIES: (Basis.DEPUTIES, law.ELECTION_45),
    Vote.LIVELIHOOD: (Basis.DEPUTIES, LOCAL_LIVELIHOOD), Vote.HANDLING: (Basis.PRESIDIUM, LOCAL_PRESIDIUM),
    Vote.DECISION: (Basis.MEMBERS, law.ORGANIC_51), Vote.APPOINTMENT: (Basis.MEMBERS, law.ORGANIC_51),
    Vote.DISMISSAL: (Basis.MEMBERS, law.SUPERVISION_62),
    Vote.SATISFACTION: (Basis.MEMBERS, LOCAL_GRADES), Vote.APPRAISAL: (Basis.MEMBERS, LOCAL_GRADES),
}  # fmt: skip
"""DOMAIN 6.5: of whom more than half is asked. A satisfaction vote of the congress names its basis itself."""
ELECTIONS = frozenset({Vote.LEADERS, Vote.UPPER_DEPUTIES, Vote.LIVELIHOOD})
GRADED = frozenset({Vote.SATISFACTION, Vote.APPRAISAL})
MUST_BE_SECRET = frozenset({Vote.LEADERS, Vote.UPPER_DEPUTIES, Vote.DISMISSAL})
OPTIONS: Mapping[bool, tuple[Option, ...]] = {
    False: (Option.YES, Option.NO, Option.ABSTAIN),
    True: (Option.SATISFIED, Option.BASIC, Option.DISSATISFIED, Option.ABSTAIN),
}


def options_of(vote: str) -> tuple[Option, ...]:
    """What may be chosen, in the order of the buttons."""
    return OPTIONS[Vote(vote) in GRADED]


@dataclass(frozen=True, slots=True)
class PassLine:
    """How many votes are enough: the least whole number above half of `members`."""

    members: int
    needed: int
    basis: Basis
    source: Source

    @property
    def words(self) -> str:
        return f"全体{self.basis.label}{self.members}{self.basis.measure}，过半数是{self.needed}{self.basis.measure}。"


def pass_line(vote: Vote, members: int, *, basis: Basis | None = None) -> PassLine:
    """More than half of all, not of those present. Source: 地方组织法 (2022) art. 25, 51, DOMAIN R-MJ-1, R-MJ-2, R-MJ-3

    >>> pass_line(Vote.DECISION, 27).needed, pass_line(Vote.DECISION, 28).needed
    (14, 15)
    """
    own, source = OF_ALL[vote]
    return PassLine(members, members // 2 + 1, basis or own, source)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one question. members: in office; present: in the hall; recused: present, but withdrawn from this item;
    issued: papers given out or devices in use; returned: those that came back; invalid: of them not to be read."""

    members: int
    present: int
    votes: Mapping[Option, int]
    recused: int = 0
    issued: int = 0
    returned: int = 0
    invalid: int = 0

    @property
    def valid(self) -> int:
        return sum(self.votes.values())

    @property
    def unpressed(self) -> int:
        """Present, entitled and issued to, but no vote: pressed nothing, gave no paper back (R-MJ-4). Never an abstention."""
        return self.issued - self.returned

    def of(self, option: Option) -> int:
        return self.votes.get(option, 0)

    def faults(self) -> list[str]:
        """What cannot be true of an honest count."""
        found = []
        if self.returned != self.valid + self.invalid:
            found.append(f"收回{self.returned}，有效{self.valid}加无效{self.invalid}对不上。")
        if self.issued > self.present - self.recused:
            found.append(f"发出{self.issued}，多于到会能表决的{self.present - self.recused}人。")
        if self.present > self.members:
            found.append(f"到会{self.present}人，多于全体{self.members}人。")
        return found


@dataclass(frozen=True, slots=True)
class Result:
    """What a vote came to. `lines` explain it and end with the source."""

    outcome: Outcome
    line: PassLine
    lines: tuple[str, ...]
    grade: Grade | None = None

    @property
    def is_passed(self) -> bool:
        return self.outcome is Outcome.PASSED


def is_void(issued: int, returned: int) -> bool:
    """More papers back than given out: the vote is void. Source: 选举法 (2020) art. 44, DOMAIN R-BAL-1"""
    return returned > issued


def count_question(
    vote: Vote, tally: Tally, *, basis: Basis | None = None, satisfied: Fraction = Fraction(2, 3)
) -> Result:
    """The result of a question put as a whole. satisfied: the local share of all that makes a graded vote 满意 [inferred]."""
    line = pass_line(vote, tally.members, basis=basis)
    if is_void(tally.issued, tally.returned):
        return Result(Outcome.VOID, line, _void_lines(tally.issued, tally.returned))
    if vote in GRADED:
        return _graded(tally, line, satisfied)
    yes = tally.of(Option.YES)
    outcome = Outcome.PASSED if yes >= line.needed else Outcome.FAILED
    says = f"赞成{yes}，{'够' if yes >= line.needed else f'还差{line.needed - yes}'}，{outcome.label}。"
    return Result(outcome, line, (line.words, *_aside(tally), says, f"依据：{line.source}"))


def _graded(tally: Tally, line: PassLine, satisfied: Fraction) -> Result:
    best, enough = tally.of(Option.SATISFIED), tally.of(Option.SATISFIED) + tally.of(Option.BASIC)
    least = -(-satisfied.numerator * tally.members // satisfied.denominator)
    if best >= least:
        grade = Grade.SATISFIED
    elif enough >= line.needed:
        grade = Grade.BASIC
    else:
        grade = Grade.DISSATISFIED
    outcome = Outcome.FAILED if grade is Grade.DISSATISFIED else Outcome.PASSED
    says = (
        f"满意{best}，满意要{least}；满意和基本满意共{enough}，基本满意要{line.needed}。",
        f"结果是“{grade.label}”。",
    )
    return Result(outcome, line, (line.words, *_aside(tally), *says, f"依据：{line.source}"), grade)


def _aside(tally: Tally) -> list[str]:
    """Who did not vote, each kind apart; none of them lowers the line."""
    absent = tally.members - tally.present
    kinds = {"缺席": absent, "回避": tally.recused, "未按表决器或者没有交回": tally.unpressed, "无效票": tally.invalid}
    named = [f"{name}{number}" for name, number in kinds.items() if number]
    return [f"{'、'.join(named)}，都不改变过半数的数。"] if named else []


def _void_lines(issued: int, returned: int) -> tuple[str, ...]:
    return (f"收回{returned}张，多于发出的{issued}张，这次投票无效，要重新投票。", f"依据：{law.ELECTION_44}")


# Elections: several persons (or projects) for several seats.


@dataclass(frozen=True, slots=True)
class Elected:
    """What an election came to, by name.

    elected: in the order of votes; again: tied for the last seats, to be voted on once more; open_seats: still to be filled by
    another election (另行选举) if nobody is tied for them, else by the vote among `again`.
    """

    outcome: Outcome
    line: PassLine
    elected: tuple[str, ...]
    again: tuple[str, ...]
    open_seats: int
    lines: tuple[str, ...]


def count_election(
    vote: Vote, votes: Mapping[str, int], *, seats: int, members: int, issued: int, returned: int
) -> Elected:
    """Who is elected: more than half of all deputies; the most votes first; a tie that decides is voted on again.

    votes: for each candidate and each person written in, the votes for them on valid papers.
    Source: 地方组织法 (2022) art. 25 and 29, 选举法 (2020) art. 45, DOMAIN R-TIE-1
    """
    line = pass_line(vote, members)
    if is_void(issued, returned):
        return Elected(Outcome.VOID, line, (), (), seats, _void_lines(issued, returned))
    passing = {name: number for name, number in votes.items() if number >= line.needed}
    elected, again = first_of(passing, seats)
    open_seats = seats - len(elected)
    lines = (line.words, *_election_lines(vote, votes, elected, again, open_seats), f"依据：{_election_source(vote)}")
    outcome = Outcome.AGAIN if again else Outcome.PARTLY if open_seats else Outcome.PASSED
    return Elected(outcome, line, elected, again, open_seats, lines)


def first_of(votes: Mapping[str, int], seats: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names surely among the first `seats` by votes, and those tied for the seats left; equal ones as on the paper."""
    order = sorted(votes, key=lambda name: -votes[name])
    if len(order) <= seats:
        return tuple(order), ()
    if seats <= 0:
        return (), ()
    edge = votes[order[seats - 1]]
    if votes[order[seats]] < edge:
        return tuple(order[:seats]), ()
    return tuple(n for n in order if votes[n] > edge), tuple(n for n in order if votes[n] == edge)


def _election_lines(
    vote: Vote, votes: Mapping[str, int], elected: Sequence[str], again: Sequence[str], open_seats: int
) -> list[str]:
    word = "入选" if vote is Vote.LIVELIHOOD else "当选"
    lines = [f"{word}：{'、'.join(f'{name}（{votes[name]}）' for name in elected)}。" if elected else f"没有人{word}。"]
    if again:
        tied = "、".join(again)
        lines.append(
            f"{tied}都是{votes[again[0]]}，还剩{open_seats}个名额，票数相等不能确定，就这几个再次投票，得票多的{word}。"
        )
    elif open_seats and vote is Vote.LIVELIHOOD:
        lines.append(f"过半数的不够，少{open_seats}项。")
    elif open_seats:
        lines.append(
            f"过半数的不够应选的数，还缺{open_seats}名，另行选举；可以在本次会议上进行，也可以在下次会议上进行。"
        )
    return lines


def _election_source(vote: Vote) -> Source:
    return {Vote.LEADERS: law.ORGANIC_29, Vote.LIVELIHOOD: LOCAL_LIVELIHOOD}.get(vote, law.ELECTION_45)


def order_for_another(votes: Mapping[str, int], elected: Collection[str]) -> list[str]:
    """Who may stand in another election, in the order of the votes of the first. Source: 地方组织法 (2022) art. 29

    The congress may nominate anew instead; a write-in counts like any other.
    """
    return sorted((name for name in votes if name not in elected), key=lambda name: -votes[name])


# Candidates: how many there may be.


def candidates_allowed(post: Post, seats: int, *, is_by_election: bool = False) -> tuple[int, int]:
    """The least and the most candidates for so many seats; a by-election (补选) may have as many as seats.

    Source: 地方组织法 (2022) art. 27 and 30, 选举法 (2020) art. 31 and 57, DOMAIN R-EL-5, R-EL-13

    >>> candidates_allowed(Post.CHIEF, 1), candidates_allowed(Post.DEPUTY, 4), candidates_allowed(Post.MEMBER, 20)
    ((1, 2), (5, 7), (22, 24))
    >>> candidates_allowed(Post.UPPER, 10), candidates_allowed(Post.DEPUTY, 1, is_by_election=True)
    ((12, 15), (1, 4))
    """
    least, most = {
        Post.CHIEF: (0, 1),
        Post.DEPUTY: (1, 3),
        Post.MEMBER: (max(-(-seats // 10), 1), max(seats // 5, 1)),
        Post.UPPER: (max(-(-seats // 5), 1), max(seats // 2, 1)),
    }[post]
    return seats + (0 if is_by_election else least), seats + most


def needs_preliminary(post: Post, seats: int, nominees: int, *, is_by_election: bool = False) -> bool:
    """More nominees than there may be candidates: a preliminary vote (预选). Source: 地方组织法 (2022) art. 27"""
    return nominees > candidates_allowed(post, seats, is_by_election=is_by_election)[1]


def count_again(vote: Vote, votes: Mapping[str, int], seats: int, members: int) -> Elected:
    """The vote among those who were tied over half: the most votes, no half is asked a second time.

    Source: 地方组织法 (2022) art. 29, 选举法 (2020) art. 45, DOMAIN R-TIE-1
    """
    elected, again = first_of(votes, seats)
    open_seats = seats - len(elected)
    lines = ["再次投票，得票多的当选。", *_election_lines(vote, votes, elected, again, open_seats)]
    outcome = Outcome.AGAIN if again else Outcome.PARTLY if open_seats else Outcome.PASSED
    told = (*lines, f"依据：{_election_source(vote)}")
    return Elected(outcome, pass_line(vote, members), elected, again, open_seats, told)


def count_preliminary(post: Post, votes: Mapping[str, int], seats: int) -> Elected:
    """Who becomes a candidate, by the order of votes alone; no half is asked. Source: 地方组织法 (2022) art. 27"""
    return count_places(votes, candidates_allowed(post, seats)[1])


def count_places(votes: Mapping[str, int], places: int) -> Elected:
    """The same for so many places left, as when those tied for them are voted on once more."""
    chosen, again = first_of(votes, places)
    line = PassLine(0, 0, Basis.DEPUTIES, law.ORGANIC_27)
    lines = [f"预选按得票多少确定正式候选人{places}名。", f"正式候选人：{'、'.join(chosen) or '还没有'}。"]
    if again:
        lines.append(f"{'、'.join(again)}票数相等，还剩{places - len(chosen)}个名额，就这几个再次投票。")
    outcome = Outcome.AGAIN if again else Outcome.PASSED
    return Elected(outcome, line, chosen, again, places - len(chosen), (*lines, f"依据：{law.ORGANIC_27}"))


# Papers that choose.


@dataclass(frozen=True, slots=True)
class Paper:
    """One voting paper of an election. chosen: the names voted for, candidates and persons written in; empty: abstains."""

    chosen: tuple[str, ...] = ()
    is_readable: bool = True


def is_valid(paper: Paper, seats: int) -> bool:
    """A paper that chooses more than the seats is void, one with fewer is good. Source: 选举法 (2020) art. 44, R-BAL-1"""
    return paper.is_readable and len(set(paper.chosen)) == len(paper.chosen) <= seats


def add_up(papers: Iterable[Paper], seats: int, candidates: Collection[str]) -> tuple[dict[str, int], int]:
    """The votes of each candidate and each person written in, and how many papers are void."""
    votes, void = dict.fromkeys(candidates, 0), 0
    for paper in papers:
        if not is_valid(paper, seats):
            void += 1
            continue
        for name in paper.chosen:
            votes[name] = votes.get(name, 0) + 1
    return votes, void


def is_published_by_slip(vote: Vote, *, may_write_in: bool, choose: int) -> bool:
    """Whether single slips may be shown: a written name or a pattern of choices can tell who wrote it, so totals only."""
    return not may_write_in and choose == 1 and vote not in ELECTIONS


def tellers_agree(first: Mapping[str, int], second: Mapping[str, int]) -> list[str]:
    """The lines on which two tellers (计票人) who counted apart differ; the sheet stands when there are none."""
    return sorted(name for name in {*first, *second} if first.get(name, 0) != second.get(name, 0))
