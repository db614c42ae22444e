from datetime import date, timedelta
from uuid import UUID

import pytest

from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.tests import factories as of_meetings
from renda.chamber.observers import rules, services
from renda.chamber.observers.models import Call, ObserverContact, SignUp
from renda.chamber.observers.tests import factories as made
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.queries import waiting_for
from renda.network.menus.tests.factories import patient_token

KEYS = [UUID(int=n) for n in range(1, 9)]


def states(call):
    return sorted(call.sign_ups.values_list("state", flat=True))


def test_a_lot_is_drawn_the_same_again_and_with_another_seed_otherwise():
    drawn = rules.chosen(KEYS, 3, "lot", "A")
    assert drawn == rules.chosen(reversed(KEYS), 3, "lot", "A") and len(set(drawn)) == 3
    assert {tuple(rules.chosen(KEYS, 3, "lot", seed)) for seed in "ABCDEFGH"} != {tuple(drawn)}
    assert rules.chosen(KEYS, 3, "order", "") == KEYS[:3]


def test_days_and_numbers_are_the_countys(cast):
    book = rule_book(cast.county.pk)
    assert rules.last_day(date(2026, 12, 20), date(2026, 12, 1), book) == date(2026, 12, 17)
    assert "提前10天" in rules.too_late(date(2026, 12, 9), date(2026, 12, 1), "standing", book)
    assert rules.too_late(date(2026, 12, 12), date(2026, 12, 1), "standing", book) == ""
    assert "提前30天" in rules.too_late(date(2026, 12, 12), date(2026, 12, 1), "congress", book)


def test_a_call_goes_out_once_and_after_the_notice(cast):
    with pytest.raises(Blocked, match="通知还没有发"):
        made.announced(cast, of_meetings.with_agenda(cast, days=20))
    call = made.announced(cast)
    assert waiting_for(call).get().due_on == call.closes_on + timedelta(days=1)
    with pytest.raises(Invalid, match="已经发过"):
        made.announced(cast, call.meeting)
    with pytest.raises(Invalid, match="开会以前"):
        made.announced(cast, of_meetings.convened(cast, days=12), closes_on=clock.today() + timedelta(days=12))
    with pytest.raises(NotAllowed):
        services.announce_observing(call.meeting, actor=cast.deputy, places=2, closes_on=call.closes_on)


@pytest.mark.parametrize("how", ["order", "lot"])
def test_as_many_come_as_there_is_room_for(cast, how):
    call = made.announced(cast, places=2)
    rows = [made.applied(cast, call, n) for n in range(3)]
    last = made.applied(cast, call, 9)
    services.withdraw_observer(last, actor=made.bearer(last))
    with pytest.raises(Blocked, match="截止以后再定"):
        services.choose_observing(call, actor=cast.office, how=how)
    with made.after(call):
        services.choose_observing(call, actor=cast.office, how=how)
    assert states(call) == ["chosen", "chosen", "not_chosen", "withdrawn"]
    drawn = rules.chosen([one.pk for one in rows], 2, how, call.seed)
    assert set(call.sign_ups.filter(state="chosen").values_list("pk", flat=True)) == set(drawn)
    assert bool(call.seed) == (how == "lot")


def test_one_phone_signs_up_once_and_the_same_page_twice_is_one(cast):
    call, key = made.announced(cast), uuid7()
    first = made.applied(cast, call, key=key)
    assert made.applied(cast, call, key=key) == first
    with pytest.raises(Conflict):
        made.applied(cast, call, key=key, name="别人")
    with pytest.raises(Invalid, match="已经报过名"):
        made.applied(cast, call)
    assert list(SignUp.objects.all()) == [first]


def test_one_phone_sent_twice_at_the_same_moment_signs_up_once(cast, monkeypatch):
    """Both looked before either was written down."""
    call = made.announced(cast)
    made.applied(cast, call)
    monkeypatch.setattr(ObserverContact.objects.none().__class__, "exists", lambda _rows: False)
    with pytest.raises(Invalid, match="已经报过名"):
        made.applied(cast, call)
    monkeypatch.undo()
    assert ObserverContact.objects.count() == SignUp.objects.count() == 1


def test_after_the_last_day_nobody_signs_up(cast):
    call = made.announced(cast)
    with made.after(call), pytest.raises(Invalid, match="已经截止"):
        made.applied(cast, call)


def test_name_and_phone_are_sealed_and_forgotten_after_the_meeting(cast):
    row = made.applied(cast)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, phone_index FROM observers_observercontact")
        stored = str(cursor.fetchall())
    assert "周满仓" not in stored and "13800136032" not in stored
    with clock.at(clock.now() + timedelta(days=60)):
        assert services.erase_outdated(cast.county.pk) == 0
    code = row.code
    with clock.at(clock.now() + timedelta(days=150)):
        assert services.erase_outdated(cast.county.pk) == 1
    row.refresh_from_db()
    assert (row.state, row.code == code) == ("erased", False) and not ObserverContact.objects.exists()


def test_a_citizen_signs_up_on_the_page_and_reads_the_receipt(cast, client, client_of):
    call = made.announced(cast)
    page = call.get_absolute_url()
    assert "报名" in client.get(page).content.decode()
    bad = client.post(page, {"name": "周满仓", "phone": "12", "token": patient_token()})
    assert bad.status_code == 422 and "不像手机号" in bad.content.decode() and "周满仓" in bad.content.decode()
    good = client.post(page, {"name": "周满仓", "phone": made.PHONE, "token": patient_token()})
    row = SignUp.objects.get()
    assert good.status_code == 302 and row.code in good["Location"]
    receipt = client.get(good["Location"]).content.decode()
    assert "已报名" in receipt and made.PHONE not in receipt and "周满仓" not in receipt
    seen = client_of("office").get(page).content.decode()
    assert "周**" in seen and made.PHONE not in seen
    assert "周**" not in client_of("deputy").get(page).content.decode()
    assert client.post(f"{good['Location']}withdraw/").status_code == 302
    assert states(call) == ["withdrawn"]


def test_the_office_reads_a_number_only_with_a_reason(cast, client_of):
    row = made.applied(cast)
    page, office = row.get_absolute_url(), client_of("office")
    assert "13800136032" not in office.get(page).content.decode()
    assert office.post(page, {"note": ""}).status_code == 422
    assert "13800136032" in office.post(page, {"note": "通知改时间"}).content.decode()
    assert client_of("deputy").get(page).status_code == 404 and client_of("committee").get(page).status_code == 404


def test_the_office_announces_on_a_page_with_the_countys_numbers(cast, client_of):
    meeting = of_meetings.convened(cast)
    page = f"/observers/meeting/{meeting.pk}/announce/"
    form = client_of("office").get(page).context["form"]
    assert form.initial["places"] == 10 and form.initial["closes_on"] == meeting.starts_on - timedelta(days=3)
    assert client_of("deputy").get(page).status_code == 403
    bad = client_of("office").post(page, {"places": 5, "closes_on": "2020-01-01"})
    assert bad.status_code == 422 and "报名截止日" in bad.content.decode()
    facts = {"places": 5, "closes_on": form.initial["closes_on"].isoformat()}
    assert client_of("office").post(page, facts).status_code == 302
    assert Call.objects.get().places == 5


def test_signing_up_by_json(cast, client, client_of):
    call, how = made.announced(cast), {"content_type": "application/json"}
    (line,) = client.get("/api/v1/observers/calls").json()
    assert line["places"] == 2
    address = f"/api/v1/observers/calls/{line['id']}/sign-ups"
    assert client.post(address, {"name": "周满仓", "phone": made.PHONE, "token": "x"}, **how).status_code == 422
    made_of = client.post(address, {"name": "周满仓", "phone": made.PHONE, "token": patient_token()}, **how)
    assert made_of.status_code == 201 and made_of.json()["state"] == "applied"
    assert client_of("office").get(f"/api/v1/observing/{call.pk}").json()["body"]["places"] == 2


def test_a_call_that_is_taken_back_tells_why(cast):
    call = made.announced(cast)
    made.applied(cast, call)
    services.cancel_observing(call, actor=cast.office, note="会议改期")
    assert states(call) == ["not_chosen"]
    meetings.cancel_meeting(call.meeting, actor=cast.office, note="暴雨")


def test_queries_of_the_pages(cast, client, client_of, django_assert_max_num_queries):
    call = made.announced(cast)
    for n in range(6):
        made.applied(cast, call, n)
    office = client_of("office")
    office.get(call.get_absolute_url())
    with django_assert_max_num_queries(10):
        office.get(call.get_absolute_url())
    with django_assert_max_num_queries(6):
        client.get("/observers/")
