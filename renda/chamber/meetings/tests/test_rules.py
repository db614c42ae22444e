from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.chamber.meetings import rules
from renda.chamber.meetings.states import Line
from renda.ground.kernel import law


@pytest.mark.parametrize(
    ("kind", "members", "needed"),
    [("congress", 220, 147), ("congress", 3, 2), ("congress", 4, 3), ("standing", 27, 14), ("standing", 28, 15),
     ("council", 5, 3), ("presidium", 9, 5)],
)  # fmt: skip
def test_how_many_must_be_there(cast, kind, members, needed):
    assert rules.quorum(kind, members, 0).needed == needed
    assert rules.quorum(kind, members, needed).is_met
    assert not rules.quorum(kind, members, needed - 1).is_met


@given(members=st.integers(1, 3000))
def test_a_congress_meets_with_two_thirds_and_not_with_less(members):
    needed = rules.quorum("congress", members, 0).needed
    assert 3 * needed >= 2 * members > 3 * (needed - 1)


@given(members=st.integers(1, 3000))
def test_a_committee_meets_with_more_than_half_and_not_with_half(members):
    needed = rules.quorum("standing", members, 0).needed
    assert 2 * needed > members >= 2 * (needed - 1)


def test_nobody_in_office_is_no_quorum():
    assert not rules.quorum("congress", 0, 0).is_met


def test_the_reason_names_the_article():
    short = rules.quorum("standing", 27, 13)
    assert short.source is law.ORGANIC_51
    assert "还差1人" in short.why_not and "第五十一条" in short.why_not
    assert rules.quorum("congress", 220, 146).source is law.ORGANIC_14


def test_a_day_before_the_meeting_and_one_after_it():
    row = SimpleNamespace(
        meeting=SimpleNamespace(starts_on=date(2026, 12, 20)), days=20, source="监督法（2024）第十五条"
    )
    assert rules.preparation_due(row, date(2026, 11, 20), None).day == date(2026, 11, 30)
    row.days = -7
    assert rules.preparation_due(row, date(2026, 11, 20), None).day == date(2026, 12, 27)


def test_a_plan_made_late_asks_for_today():
    row = SimpleNamespace(meeting=SimpleNamespace(starts_on=date(2026, 12, 20)), days=30, source="")
    assert rules.preparation_due(row, date(2026, 12, 1), None).day == date(2026, 12, 1)


@given(
    st.lists(
        st.builds(
            Line, st.integers(-200, 200), st.sampled_from(["发通知", "印 材料", "7日前报告"]), st.sampled_from(["", "监督法第十五条"])
        ),
        max_size=20,
    )
)  # fmt: skip
def test_a_plan_written_down_is_read_as_it_was(lines):
    assert rules.read_lines(rules.write_lines(lines)) == (lines, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("报告送委员", "第1行"),
        ("20|", "八十字"),
        ("20|办|依|多", None),
        ("999|办", "最多200天"),
        ("\n \n5|办", None),
        ("１０天|办", "第1行"),
    ],
)
def test_a_line_that_is_wrong_is_named(text, fault):
    lines, faults = rules.read_lines(text)
    assert bool(faults) == (fault is not None)
    assert fault is None or fault in faults[0]
    assert bool(lines) == (fault is None)
