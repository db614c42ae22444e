import doctest
from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from renda.chamber.ballots import rules, sheets
from renda.chamber.ballots.rules import Paper, Tally
from renda.chamber.ballots.sheets import Papers
from renda.chamber.ballots.states import Basis, Counting, Grade, Option, Outcome, Post, Vote
from renda.chamber.ballots.tests import oracle

CASES = 10_000
QUESTIONS = [vote for vote in Vote if vote not in rules.ELECTIONS and vote not in rules.GRADED]


def test_the_examples_hold():
    assert doctest.testmod(rules).failed == 0


def test_ten_thousand_random_votes_agree_with_the_articles():
    random = Random(20260101)
    seen = Counter()
    for _ in range(CASES):
        kind = random.choice((_question, _grade, _election, _papers, _papers))
        seen[kind(random)] += 1
    assert sum(seen.values()) == CASES
    kinds = {f"{counting} {outcome}" for counting in Counting for outcome in ("passed", "again", "void")}
    assert {*kinds, "half partly", "half livelihood", "half written"} <= set(seen)
    assert {"passed", "failed", "void", "again", "partly", "satisfied", "basic", "dissatisfied"} <= set(seen)


def _question(random):
    members = random.randint(3, 300)
    present = random.randint(0, members)
    recused = random.randint(0, min(2, present))
    issued = present - recused
    returned = max(issued + random.choice((0, 0, 0, -1, -3, 1)), 0)
    yes = random.choice((members // 2, members // 2 + 1, random.randint(0, returned)))
    marks = (["yes"] * yes + random.choices(["no", "abstain", ""], k=returned))[:returned]
    counts = Counter(marks)
    tally = Tally(members=members, present=present, recused=recused, issued=issued, returned=returned,
                  invalid=counts[""], votes={Option(mark): n for mark, n in counts.items() if mark})  # fmt: skip
    found = rules.count_question(random.choice(QUESTIONS), tally)
    assert found.outcome == oracle.resolution(members, marks, issued)
    assert found.lines[-1].startswith("依据：")
    return str(found.outcome)


def _grade(random):
    members = random.randint(3, 300)
    present = random.randint(0, members)
    best = min(random.choice((2 * members // 3, -(-2 * members // 3), random.randint(0, members))), present)
    marks = ["satisfied"] * best + random.choices(["basic", "basic", "dissatisfied", "abstain", ""], k=present - best)
    counts = Counter(marks)
    tally = Tally(members=members, present=present, issued=present, returned=present, invalid=counts[""],
                  votes={Option(mark): n for mark, n in counts.items() if mark})  # fmt: skip
    found = rules.count_question(Vote.SATISFACTION, tally)
    assert found.grade == oracle.grade(members, marks)
    return str(found.grade)


def _election(random):
    members = random.randint(3, 20)
    seats = random.randint(1, 4)
    names = [f"候选人{n}" for n in range(seats + random.randint(0, 3))]
    issued = random.choice((members, members, random.randint(members * 2 // 3, members)))
    returned = max(issued + random.choice((0, 0, 0, -1, 1)), 0)
    everyone = [*names, "另选甲", "另选乙"]
    most = [random.choice((1, 30, 30)) if name in names[: seats + 1] else 0.3 for name in everyone]
    papers = []
    for _ in range(returned):
        wanted = sorted(everyone, key=lambda name: -random.random() * most[everyone.index(name)])
        papers.append(wanted[: random.choice((seats, seats, seats, seats - 1, seats + 1))])
    votes, _void = rules.add_up([Paper(tuple(paper)) for paper in papers], seats, names)
    found = rules.count_election(
        random.choice(sorted(rules.ELECTIONS)), votes, seats=seats, members=members, issued=issued, returned=returned
    )
    told = oracle.election(members, papers, names, seats, issued)
    assert (found.outcome is Outcome.VOID) == told["void"]
    if not told["void"]:
        assert (set(found.elected), set(found.again), found.open_seats) == (
            told["elected"],
            told["again"],
            told["open"],
        )
    return str(found.outcome)


def _papers(random):
    """A box of papers: tellers' lines are added up from it, the oracle takes out paper by paper."""
    vote = random.choice(sorted(rules.ELECTIONS))
    counting = Counting.HALF if vote is Vote.LIVELIHOOD else random.choice(list(Counting))
    members, seats = random.randint(3, 24), random.randint(1, 4)
    names = [f"候选{n}" for n in range(seats + random.randint(0, 3))]
    issued = random.randint(members * 2 // 3, members)
    sheet = Papers(vote, tuple(names), seats, counting, may_write_in=vote is not Vote.LIVELIHOOD and counting is Counting.HALF,
                   members=members, present=issued, issued=issued)  # fmt: skip
    everyone = [*names, "另选甲"] if sheet.may_write_in else names
    love = {name: random.choice((0.05, 0.5, 0.9)) for name in everyone}
    box = [_paper(random, sheet, love) for _ in range(max(issued + random.choice((0, 0, 0, -1, 1)), 0))]
    count = _tell(sheet, box)
    assert sheets.faults(sheet, count) == []
    found = sheets.result_of(sheet, count)
    told = oracle.box(members, box, names, seats, issued, "half" if counting is Counting.HALF else "order")
    assert (found.outcome is Outcome.VOID) == told["void"]
    if not told["void"]:
        assert count["invalid"] == told["bad"]
    assert (set(found.elected), set(found.again), found.open_seats) == (told["elected"], told["again"], told["open"])
    if "另选甲" in found.elected:
        return "half written"
    return "half livelihood" if vote is Vote.LIVELIHOOD and found.elected else f"{counting} {found.outcome}"


def _paper(random, sheet, love):
    """What one voter marks; now and then nothing to be read."""
    if random.random() < 0.03:
        return None
    marks = {name: "yes" if random.random() < love[name] else random.choice(("no", "")) for name in love}
    over = [name for name, mark in marks.items() if mark == "yes"][sheet.seats :]
    return marks if random.random() < 0.03 else {name: "" if name in over else mark for name, mark in marks.items()}


def _tell(sheet, box):
    """Two tellers' lines of a box."""
    chosen = [Paper(tuple(n for n, mark in (paper or {}).items() if mark == "yes"), paper is not None) for paper in box]
    votes, void = rules.add_up(chosen, sheet.seats, sheet.candidates)
    count = {"returned": len(box), "invalid": void, **{f"for:{name}": number for name, number in votes.items()}}
    good = [paper for paper, read in zip(box, chosen, strict=True) if rules.is_valid(read, sheet.seats)]
    if sheet.marks_against:
        count |= {f"against:{name}": sum(1 for paper in good if paper.get(name) == "no") for name in sheet.candidates}
    return count


@pytest.mark.parametrize(("members", "yes", "outcome"), [(27, 13, "failed"), (27, 14, "passed"), (28, 14, "failed")])
def test_more_than_half_of_all_members_passes_not_of_those_present(members, yes, outcome):
    tally = Tally(members=members, present=yes, issued=yes, returned=yes, votes={Option.YES: yes})
    assert rules.count_question(Vote.APPOINTMENT, tally).outcome == outcome


def test_the_result_names_who_did_not_vote_and_its_source():
    tally = Tally(members=27, present=25, recused=1, issued=24, returned=23, invalid=1,
                  votes={Option.YES: 13, Option.NO: 6, Option.ABSTAIN: 3})  # fmt: skip
    assert tally.faults() == []
    assert rules.count_question(Vote.APPOINTMENT, tally).lines == (
        "全体常委会组成人员27人，过半数是14人。",
        "缺席2、回避1、未按表决器或者没有交回1、无效票1，都不改变过半数的数。",
        "赞成13，还差1，未通过。",
        "依据：地方组织法（2022）第五十一条",
    )


def test_a_count_that_cannot_be_is_named():
    tally = Tally(members=5, present=6, issued=7, returned=3, votes={Option.YES: 2})
    assert len(tally.faults()) == 3


def test_the_grade_line_is_the_countys():
    tally = Tally(members=30, present=30, issued=30, returned=30, votes={Option.SATISFIED: 21, Option.BASIC: 9})
    assert rules.count_question(Vote.SATISFACTION, tally).grade is Grade.SATISFIED
    assert rules.count_question(Vote.SATISFACTION, tally, satisfied=Fraction(4, 5)).grade is Grade.BASIC


def test_a_satisfaction_vote_of_the_congress_counts_deputies():
    assert rules.pass_line(Vote.SATISFACTION, 220, basis=Basis.DEPUTIES).words == "全体代表220名，过半数是111名。"


def test_a_tie_for_the_last_seat_is_voted_on_again():
    found = rules.count_election(
        Vote.LEADERS, {"甲": 180, "乙": 130, "丙": 130}, seats=2, members=220, issued=215, returned=215
    )
    assert (found.outcome, found.elected, found.again, found.open_seats) == (Outcome.AGAIN, ("甲",), ("乙", "丙"), 1)
    assert "再次投票" in found.lines[2]


def test_too_few_over_half_lead_to_another_election_in_the_order_of_votes():
    votes = {"甲": 180, "乙": 110, "丙": 90, "另选": 3}
    found = rules.count_election(Vote.LEADERS, votes, seats=2, members=220, issued=215, returned=215)
    assert (found.outcome, found.elected, found.open_seats) == (Outcome.PARTLY, ("甲",), 1)
    assert rules.order_for_another(votes, found.elected) == ["乙", "丙", "另选"]


def test_a_person_written_in_may_be_elected():
    found = rules.count_election(Vote.LEADERS, {"甲": 80, "另选": 120}, seats=1, members=220, issued=210, returned=205)
    assert found.elected == ("另选",)


@pytest.mark.parametrize(("post", "seats", "nominees", "needed"), [
    (Post.CHIEF, 1, 2, False), (Post.CHIEF, 1, 3, True), (Post.DEPUTY, 4, 7, False), (Post.DEPUTY, 4, 8, True),
    (Post.MEMBER, 20, 24, False), (Post.MEMBER, 20, 25, True),
])  # fmt: skip
def test_too_many_nominees_need_a_preliminary_vote(post, seats, nominees, needed):
    assert rules.needs_preliminary(post, seats, nominees) is needed


def test_a_preliminary_vote_goes_by_order_and_asks_no_half():
    found = rules.count_preliminary(Post.CHIEF, {"甲": 40, "乙": 30, "丙": 30}, seats=1)
    assert (found.elected, found.again, found.open_seats) == (("甲",), ("乙", "丙"), 1)


def test_a_paper_choosing_too_many_or_one_twice_is_void():
    papers = [
        Paper(("甲",)),
        Paper(("甲", "乙", "丙")),
        Paper(("甲", "甲")),
        Paper(("乙",), is_readable=False),
        Paper(),
    ]
    assert rules.add_up(papers, 2, ["甲", "乙"]) == ({"甲": 1, "乙": 0}, 3)


def test_written_names_and_patterns_are_never_shown_slip_by_slip():
    assert rules.is_published_by_slip(Vote.APPOINTMENT, may_write_in=False, choose=1)
    assert not rules.is_published_by_slip(Vote.APPOINTMENT, may_write_in=True, choose=1)
    assert not rules.is_published_by_slip(Vote.LIVELIHOOD, may_write_in=False, choose=8)


def test_two_tellers_must_agree_on_every_line():
    assert rules.tellers_agree({"yes": 14, "no": 3}, {"yes": 14, "no": 3, "abstain": 0}) == []
    assert rules.tellers_agree({"yes": 14, "no": 3}, {"yes": 13, "no": 4}) == ["no", "yes"]
