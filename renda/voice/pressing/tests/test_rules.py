"""Quarters, thin replies, stages: pure."""

from datetime import date

import pytest

from renda.ground.kernel import clock
from renda.voice.pressing import rules
from renda.voice.pressing.states import Moment

IN_TIME = {"assigned_on": date(2026, 2, 26), "closed_on": None, "on": date(2026, 8, 1)}


@pytest.mark.parametrize(("day", "quarter"), [
    (date(2026, 1, 1), 1), (date(2026, 3, 31), 1), (date(2026, 4, 1), 2), (date(2026, 9, 30), 3), (date(2026, 12, 31), 4),
])  # fmt: skip
def test_a_day_lies_in_its_quarter(day, quarter):
    first, last = clock.quarter_span(2026, quarter)
    assert clock.quarter_of(day) == quarter
    assert first <= day <= last


def test_a_quarter_over_without_a_visit_is_a_gap():
    assert rules.quarter_cell(2026, 2, held=[date(2026, 3, 18)], **IN_TIME).state == "gap"
    assert rules.quarter_cell(2026, 2, held=[date(2026, 6, 11)], **IN_TIME).on == date(2026, 6, 11)


def test_a_quarter_still_running_is_no_gap():
    assert rules.quarter_cell(2026, 3, held=[], **IN_TIME).state == "later"


def test_what_was_assigned_late_in_a_quarter_owes_it_no_visit():
    late = {**IN_TIME, "assigned_on": date(2026, 6, 10)}
    assert rules.quarter_cell(2026, 2, held=[], **late).state == "none"
    assert rules.quarter_cell(2026, 2, held=[], **{**late, "assigned_on": date(2026, 5, 31)}).state == "gap"


def test_what_was_closed_before_a_quarter_owes_it_no_visit():
    assert rules.quarter_cell(2026, 2, held=[], **{**IN_TIME, "closed_on": date(2026, 3, 20)}).state == "none"


def test_quarters_without_any_tour_are_an_alert():
    assert rules.missing_quarters(2026, [date(2026, 2, 3)], date(2026, 10, 1)) == [2, 3]


GOOD = {"text": "已经于八月前完成人行道铺设，路灯同步装好。", "reply_class": "A"}


@pytest.mark.parametrize(("answers", "words"), [
    ([GOOD], []),
    ([GOOD, {"text": "正在研究。", "reply_class": "C"}], ["第2条答复只有5个字。"]),
    ([{"text": "已列入明年的农村公路建设计划，届时统一组织实施。", "reply_class": "B"}], ["第1条列入计划，没有写完成日期或者责任股室。"]),
    ([{"text": "已列入明年的农村公路建设计划，届时统一组织实施。", "reply_class": "B", "promised_on": "2027-08-25",
       "section": "建设股"}], []),
])  # fmt: skip
def test_a_thin_reply_says_why(answers, words):
    assert rules.thin_reasons(answers, 20) == words


@pytest.mark.parametrize(("state", "stage"), [("registered", "before"), ("assigned", "during"), ("replied", "after")])
def test_each_act_has_its_stage(state, stage):
    assert rules.stage_of(state) == stage


@pytest.mark.parametrize(("moment", "state", "on", "is_time"), [
    (Moment.ASSIGNED, "assigned", date(2026, 2, 26), True),
    (Moment.MIDWAY, "assigned", date(2026, 4, 1), False),
    (Moment.MIDWAY, "assigned", date(2026, 4, 12), True),
    (Moment.REPLIED, "assigned", date(2026, 5, 26), False),
    (Moment.REPLIED, "replied", date(2026, 5, 26), True),
    (Moment.RATED, "replied", date(2026, 5, 26), False),
    (Moment.RATED, "closed", date(2026, 5, 26), True),
])  # fmt: skip
def test_a_rating_has_its_time(moment, state, on, is_time):
    facts = {"assigned_on": date(2026, 2, 26), "due_on": date(2026, 5, 26)}
    assert rules.is_time_for(moment, state=state, on=on, **facts) is is_time
