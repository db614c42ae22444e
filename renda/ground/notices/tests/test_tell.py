from datetime import datetime

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.queries import unread_count
from renda.ground.notices.services import erase_notices, tell, tell_clerks, tell_phone
from renda.ground.notices.tests.factories import PHONE, actor_of, give_post, make_org, make_user

NOON = datetime(2026, 11, 30, 12, tzinfo=clock.COUNTY_TIME)
NIGHT = datetime(2026, 11, 30, 22, 30, tzinfo=clock.COUNTY_TIME)
EVERY = {"sms": "file:", "email": "file:", "chat": "file:"}


def test_everyone_who_answers_to_a_key_gets_one_message(clerk, water, matter, ways):
    second = make_user(clerk.county, "second")
    give_post(second, water)
    give_post(second, water, Role.UNIT_LEADER)
    told = tell([f"clerk:{water.pk}", f"unit_leader:{water.pk}"], "trial/assigned", matter, extra={"days": "五"})
    assert told == 2
    message = Message.objects.get(user=clerk)
    assert message.title == "第076号交给您办：关于更新老街片区供水主管的建议"
    assert message.body.startswith("请在五日内签收。<b>&</b>\n")
    assert message.link == matter.get_absolute_url()
    assert unread_count(actor_of(clerk)) == 1


def test_nobody_of_another_county_or_unit_is_told(clerk, matter, county):
    other = make_org(county, "高县交通运输局")
    assert tell([f"clerk:{other.pk}"], "trial/assigned", matter) == 0
    assert not Message.objects.exists()


def test_a_channel_that_is_not_set_up_queues_nothing(clerk, water, matter, ways):
    tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    assert not Outgoing.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_each_person_is_told_by_the_channels_they_chose(clerk, water, matter, ways):
    ways(**EVERY)
    quiet = make_user(
        clerk.county, "quiet", phone="13900000000", email="q@example.cn", wants_sms=False, wants_email=False
    )
    give_post(quiet, water)
    tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    rows = {row.channel: row for row in Outgoing.objects.all()}
    assert set(rows) == {"sms", "email", "chat"}
    assert (rows["sms"].address, rows["sms"].mask) == (PHONE, "138****5678")
    assert rows["sms"].body == "【高县人大】第076号交给您办：关于更新老街片区供水主管的建议。请在三日内签收。<b>&</b>"
    assert "退回" in rows["email"].body
    assert rows["chat"].address == ""
    assert "签收" not in rows["chat"].body


def test_a_county_may_close_a_channel_for_itself(clerk, water, matter, ways):
    ways(**EVERY)
    clerk.county.settings = {"closed_channels": ["sms", "email"]}
    clerk.county.save()
    tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    assert [row.channel for row in Outgoing.objects.all()] == ["chat"]


def test_a_step_that_fails_tells_nobody(clerk, water, matter, ways):
    ways(**EVERY)
    with transaction.atomic():
        tell([f"clerk:{water.pk}"], "trial/assigned", matter)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Outgoing.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_messages_leave_in_quiet_hours_only_if_they_are_urgent(clerk, water, matter, ways):
    ways(**EVERY)
    with clock.at(NIGHT):
        tell([f"clerk:{water.pk}"], "trial/assigned", matter)
        tell_phone(clerk.county_id, PHONE, "trial/code", {"code": "123456"})
    sms, code = Outgoing.objects.filter(channel="sms").order_by("-next_at")
    assert sms.next_at == datetime(2026, 12, 1, 8, tzinfo=clock.COUNTY_TIME)
    assert code.next_at == NIGHT
    assert Outgoing.objects.get(channel="email").next_at < sms.next_at


@pytest.mark.parametrize(("hours", "expected"), [(["20:00", "07:30"], (7, 30)), (["00:00", "00:00"], None)])
def test_quiet_hours_are_a_setting_of_the_county(clerk, water, matter, ways, hours, expected):
    ways(sms="file:")
    clerk.county.settings = {"quiet_hours": hours}
    clerk.county.save()
    with clock.at(NIGHT):
        tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    at = Outgoing.objects.get().next_at.astimezone(clock.COUNTY_TIME)
    assert (at.hour, at.minute) == (expected or (22, 30))


def test_a_phone_is_told_only_if_there_is_a_way(county, ways):
    assert not tell_phone(county.pk, PHONE, "trial/code", {"code": "123456"})
    ways(sms="file:")
    assert not tell_phone(county.pk, "", "trial/code", {"code": "123456"})
    with clock.at(NOON):
        assert tell_phone(county.pk, PHONE, "trial/code", {"code": "123456"})
    row = Outgoing.objects.get()
    assert row.body == "【高县人大】验证码123456，10分钟内有效"
    assert (row.expires_at - NOON).total_seconds() == 600


def test_number_and_text_are_sealed_in_the_table(county, ways):
    ways(sms="file:")
    tell_phone(county.pk, PHONE, "trial/code", {"code": "987654"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, body, mask FROM notices_outgoing")
        stored = str(cursor.fetchall())
    assert PHONE not in stored
    assert "987654" not in stored


def test_a_unit_without_clerk_is_told_by_its_leader(county, water, matter):
    leader = make_user(county, "leader")
    give_post(leader, water, Role.UNIT_LEADER)
    assert tell_clerks(water.pk, "trial/assigned", matter) == 1
    assert Message.objects.get().user == leader


def test_erasing_a_matter_takes_its_messages_along(clerk, water, matter, ways):
    ways(**EVERY)
    tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    tell_phone(clerk.county_id, PHONE, "trial/code", {"code": "1"}, row=matter)
    tell_phone(clerk.county_id, PHONE, "trial/code", {"code": "1"})
    assert erase_notices(matter) == 5
    assert not Message.objects.exists()
    assert Outgoing.objects.count() == 1
