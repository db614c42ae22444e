from datetime import date, timedelta

import pytest

from renda.ground.kernel.keys import uuid7
from renda.ground.notices.models import Message
from renda.ground.notices.services import remind_due
from renda.ground.workflow.models import Waiting

TODAY = date(2026, 11, 30)


@pytest.fixture
def wait(county, clerk, water):
    """`wait(due=3)`: something waits for the clerk until three days from today, amber in its last five days."""

    def make(due, number="第076号", **more):
        due_on = TODAY + timedelta(days=due)
        fields = {
            "amber_on": due_on - timedelta(days=5),
            "since": TODAY,
            "state": "assigned",
            "link": "/trial/1/",
            **more,
        }
        return Waiting.objects.create(
            county=county, kind="trial", matter_id=uuid7(), holder=f"clerk:{water.pk}", title="某人说的话",
            number=number, ask="等您答复", due_on=due_on, **fields,
        )  # fmt: skip

    return make


def test_a_holder_is_told_once_when_a_wait_turns_amber(wait):
    wait(3)
    assert remind_due(TODAY) == 1
    assert Message.objects.get().title == "快到期：第076号"
    assert Message.objects.get().link == "/trial/1/"
    assert remind_due(TODAY) == 0
    assert remind_due(TODAY + timedelta(days=1)) == 0


def test_a_holder_is_told_once_more_when_it_is_overdue_then_weekly(wait):
    wait(3)
    days = [day for day in range(30) if remind_due(TODAY + timedelta(days=day))]
    assert days == [0, 4, 11, 18, 25]


def test_nobody_is_told_of_what_is_far_off_or_paused_or_without_end(wait):
    wait(20)
    wait(-3, paused_on=TODAY)
    Waiting.objects.filter(pk=wait(1).pk).update(due_on=None, amber_on=None)
    assert remind_due(TODAY) == 0


def test_many_waits_of_one_holder_are_one_message_without_titles(wait):
    for number in range(30):
        wait(-1, number=f"第{number:03d}号")
    assert remind_due(TODAY) == 1
    message = Message.objects.get()
    assert message.title == "有30件已超期"
    assert message.link == "/desk/?light=red"
    assert "第000号" in message.body
    assert "另有10件" in message.body
    assert "某人说的话" not in message.body


def test_a_wait_nobody_answers_to_stays_to_be_told(wait, clerk):
    row = wait(-1)
    clerk.posts.update(to_on=TODAY - timedelta(days=1))
    assert remind_due(TODAY) == 0
    row.refresh_from_db()
    assert row.told == ""


def test_half_a_receipt_code_does_not_stay_in_a_message_on_many_matters(wait):
    opinion = wait(-1, number="意见3TJ2 MVQS")
    Waiting.objects.filter(pk=opinion.pk).update(kind="opinion")
    other = wait(-1, number="第076号")
    remind_due(TODAY)
    body = Message.objects.get().body
    assert "3TJ2" not in body and "群众意见" in body and "第076号" in body
    Waiting.objects.filter(pk=other.pk).delete()
    remind_due(TODAY + timedelta(days=7))
    assert Message.objects.get(kind="opinion").title == "已超期：意见3TJ2 MVQS"
