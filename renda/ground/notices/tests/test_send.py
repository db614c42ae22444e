import hashlib
import hmac
import os
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.notices import rules, services
from renda.ground.notices.models import Outgoing
from renda.ground.notices.services import outbox
from renda.ground.notices.testing import Gateway
from renda.ground.notices.tests.factories import PHONE, actor_of, make_user


@pytest.fixture
def sms(county, ways, gateway):
    """`sms(3)` puts three messages into the outbox of an installation with a gateway."""
    ways(sms=gateway.url + "/send")

    def put(number=1, **more):
        for n in range(number):
            services.tell_phone(county.pk, PHONE, "trial/code", {"code": f"{n:06d}"}, minutes=6000, **more)
        return Outgoing.objects.order_by("id").first()

    return put


@pytest.fixture
def admin(county):
    return actor_of(make_user(county, "admin"), Role.ADMIN)


def due_now():
    Outgoing.objects.filter(state="queued").update(next_at=timezone.now())


def test_a_message_reaches_the_gateway_signed_and_leaves_nothing_behind(sms, gateway):
    row = sms()
    assert services.send_due() == 1
    (call,) = gateway.calls
    assert call.body == {"id": str(row.pk), "phone": PHONE, "text": "【高县人大】验证码000000，10分钟内有效"}
    signed = call.headers["x-renda-timestamp"].encode() + b"." + call.raw
    assert call.headers["x-renda-signature"] == hmac.new(b"trial key", signed, hashlib.sha256).hexdigest()
    row.refresh_from_db()
    assert (row.state, row.address, row.body, row.mask) == ("sent", "", "", "138****5678")
    assert services.send_due() == 0


def test_telling_wakes_the_worker(sms, gateway):
    sms()
    jobs.run_pending()
    assert len(gateway.calls) == 1


def test_a_busy_gateway_is_asked_again_later_under_the_same_key(sms, gateway):
    row = sms()
    gateway.fail(1)
    before = clock.now()
    assert services.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.tries, row.trouble) == ("queued", 1, "对方回了503")
    assert row.next_at >= before + timedelta(seconds=29)
    assert services.send_due() == 0
    due_now()
    assert services.send_due() == 1
    assert gateway.delivered == [str(row.pk)]


@pytest.mark.parametrize("status", [0, 302, 401, 429, 500])
def test_no_trouble_of_the_gateway_itself_loses_a_message(sms, gateway, status):
    row = sms()
    gateway.fail(1, status)
    services.send_due()
    row.refresh_from_db()
    assert row.state == "queued"
    assert row.body


def test_the_waits_grow_to_ten_minutes_and_end_after_a_day_and_a_half():
    waits = [rules.wait_after(n) for n in range(1, rules.MOST_TRIES)]
    assert waits[0] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=10)
    assert timedelta(hours=34) < sum(waits, timedelta()) < timedelta(hours=40)


def test_an_outage_of_an_hour_loses_nothing_and_doubles_nothing(county, ways, sms, gateway):
    sms(40)
    port = gateway.port
    gateway.__exit__(None, None, None)
    begun = clock.now()
    minute = 0
    while minute < 60:
        with clock.at(begun + timedelta(minutes=minute)):
            assert services.send_due() == 0
        minute += 5
    assert Outgoing.objects.filter(state="queued").count() == 40
    with Gateway() as mended:
        ways(sms=mended.url)
        assert port != mended.port
        with clock.at(begun + timedelta(minutes=71)):
            assert services.send_due() == 40
        assert len(mended.calls) == 40
        assert len(mended.delivered) == 40


def test_a_silent_channel_does_not_hold_up_the_others_nor_itself(sms, gateway, ways, tmp_path, county):
    sms(20)
    gateway.fail(100)
    services.send_due()
    assert sum(row.tries for row in Outgoing.objects.all()) == 3


def test_a_letter_the_gateway_refuses_is_put_aside_with_the_reason(sms, gateway):
    row = sms()
    gateway.answer = {"code": 1012}
    services.send_due()
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("dead", "短信平台回了1012")
    assert row.address == PHONE


def test_a_letter_is_put_aside_when_it_was_tried_too_often(sms, gateway):
    row = sms()
    Outgoing.objects.update(tries=rules.MOST_TRIES - 1)
    gateway.fail(1)
    services.send_due()
    row.refresh_from_db()
    assert row.state == "dead"


def test_a_code_that_is_no_longer_good_is_not_sent(county, ways, gateway):
    ways(sms=gateway.url)
    services.tell_phone(county.pk, PHONE, "trial/code", {"code": "123456"})
    with clock.at(clock.now() + timedelta(minutes=11)):
        services.send_due()
    row = Outgoing.objects.get()
    assert (row.state, row.address, row.body) == ("dead", "", "")
    assert gateway.calls == []


def test_a_channel_closed_after_queueing_keeps_the_letter(sms, ways):
    row = sms()
    ways()
    services.send_due()
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("dead", "没有配置这个渠道")
    assert row.body


def test_two_workers_never_take_the_same_row(copied_db, ways, gateway, county_row):
    ways(sms=gateway.url)
    for n in range(20):
        services.tell_phone(county_row.pk, PHONE, "trial/code", {"code": f"{n:06d}"})

    def work():
        services.send_due()
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert len(gateway.calls) == 20
    assert len(gateway.delivered) == 20
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent"}


def test_a_row_taken_by_a_killed_worker_goes_out_after_its_lease(sms, gateway, monkeypatch):
    row = sms()
    assert outbox._lease(Outgoing.objects.get())
    assert services.send_due() == 0
    with clock.at(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert services.send_due() == 1
    assert gateway.delivered == [str(row.pk)]


def test_an_administrator_sends_dead_letters_again(sms, gateway, admin):
    row = sms(2)
    gateway.answer = {"code": 7}
    services.send_due()
    gateway.answer = {"code": 0}
    services.resend(row, actor=admin)
    assert services.resend_all(actor=admin) == 1
    assert services.send_due() == 2
    with pytest.raises(NotFound):
        services.resend(row, actor=admin)


def test_only_an_administrator_of_the_county_handles_dead_letters(sms, gateway, county):
    row = sms()
    clerk = actor_of(make_user(county, "clerk"), Role.CLERK)
    for handle in (services.resend, services.discard):
        with pytest.raises(NotAllowed):
            handle(row, actor=clerk)
    with pytest.raises(NotAllowed):
        services.resend_all(actor=clerk)
    assert not Outgoing.objects.visible_to(clerk).exists()


def test_old_messages_are_thrown_away(sms, gateway, admin):
    sms(2)
    services.send_due()
    Outgoing.objects.update(sent_at=clock.now() - timedelta(days=91))
    assert services.throw_away() == 2


@pytest.fixture
def county_row(copied_db):
    from renda.ground.county.models import County

    return County.objects.create(code="511525", name="高县", short="高", is_default=True)


@pytest.mark.long
def test_no_message_is_lost_or_doubled_when_workers_are_killed(copied_db, ways, gateway, county_row, monkeypatch):
    ways(sms=gateway.url)
    monkeypatch.setattr(outbox, "LEASE", timedelta(seconds=1))
    for n in range(100):
        services.tell_phone(county_row.pk, PHONE, "trial/code", {"code": f"{n:06d}"})
    for _ in range(10):
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            services.send_due()
            os._exit(0)
        time.sleep(0.1)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    time.sleep(1.1)
    services.send_due()
    assert len(gateway.delivered) == 100
