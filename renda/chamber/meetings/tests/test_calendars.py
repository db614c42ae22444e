from renda.chamber.meetings import services
from renda.chamber.meetings.models import CalendarKey
from renda.chamber.meetings.tests import factories as made


def test_a_secret_address_reads_ones_own_meetings_and_no_others(cast, client, client_of):
    mine = made.convened(cast, number=41)
    made.planned(cast, number=42, days=40)
    made.convened(cast, kind="council", number=7, members=2)
    page = client_of("deputy3").post("/meetings/calendar/", follow=True)
    assert "/meetings/calendar/" in page.context["address"]
    assert "BEGIN:VEVENT" not in client.get(page.context["address"]).content.decode()
    key = services.make_calendar_key(actor=cast.deputy).key
    text = client.get(f"/meetings/calendar/{key}.ics").content.decode()
    assert f"UID:{mine.pk}" in text and text.count("BEGIN:VEVENT") == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    services.cancel_meeting(mine, actor=cast.office, note="暴雨")
    assert "STATUS:CANCELLED" in client.get(f"/meetings/calendar/{key}.ics").content.decode()


def test_a_new_address_ends_the_old_one(cast, client):
    old = services.make_calendar_key(actor=cast.deputy).key
    new = services.make_calendar_key(actor=cast.deputy).key
    assert client.get(f"/meetings/calendar/{old}.ics").status_code == 404
    assert client.get(f"/meetings/calendar/{new}.ics").status_code == 200
    services.drop_calendar_key(actor=cast.deputy)
    assert client.get(f"/meetings/calendar/{new}.ics").status_code == 404 and not CalendarKey.objects.exists()
