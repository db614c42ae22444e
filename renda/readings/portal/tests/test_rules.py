from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from renda.readings.portal import rules
from renda.voice.opinions.states import Outcome, S

WAYS = st.tuples(st.sampled_from([str(s) for s in S]), st.sampled_from(["", *[str(o) for o in Outcome]]))


@given(st.dictionaries(WAYS, st.integers(0, 500)), st.integers(0, 900))
def test_every_opinion_stands_in_exactly_one_bar(counts, late):
    assert sum(bar.count for bar in rules.opinion_bars(counts, late)) == sum(counts.values())


def test_bars_say_what_is_done_runs_or_is_late():
    counts = {("closed", "town"): 5, ("closed", "answered"): 2, ("collected", ""): 3, ("county", ""): 1}
    bars = {bar.label: (bar.count, bar.tone) for bar in rules.opinion_bars(counts, late=2)}
    assert bars["办了，有结果"] == (5, "done")
    assert bars["县级单位正在办"] == (1, "running")
    assert bars["家站和代表在看"] == (1, "running")
    assert bars["超过期限还没人看"] == (2, "late")
    assert "其他" not in bars


def test_no_rate_under_five_cases():
    assert (rules.percent(2, 4), rules.percent(46, 126)) == ("", "36.5%")


def test_a_complaint_is_due_in_fifteen_working_days(cast):
    from renda.ground.county.services import rule_book

    due = rules.complaint_due(None, date(2026, 11, 23), rule_book(cast.county.pk))
    assert due.day == date(2026, 12, 14)
