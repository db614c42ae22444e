"""A member's way from the notice to a counted vote: the notice, the meeting, the button."""

from renda.chamber.ballots.models import Choice
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.notices.models import Message


def test_a_vote_by_name_is_three_taps_from_the_notice(cast, client_of):
    meeting = meetings.opened(cast, members=7, present=5)
    row = makers.opened(cast, meeting=meeting)
    phone, told = client_of("deputy"), Message.objects.filter(user_id=cast.deputy.user_id).latest("pk")
    page = phone.get(told.link, follow=True)  # 1
    assert f"/ballots/meeting/{meeting.pk}/vote/" in page.content.decode()
    page = phone.get(f"/ballots/meeting/{meeting.pk}/vote/", follow=True)  # 2
    assert page.redirect_chain[-1][0] == row.get_absolute_url()
    phone.post(f"{row.get_absolute_url()}cast/", {"option": "yes"})  # 3
    assert Choice.objects.get(ballot=row).deputy_id == cast.seats.deputy.pk


def test_a_secret_vote_is_offered_on_the_page_the_meeting_leads_to(cast, client_of):
    meeting = meetings.opened(cast, members=7, present=5)
    makers.put_secret(cast, meeting=meeting)
    phone = client_of("deputy")
    assert f"/ballots/meeting/{meeting.pk}/vote/" in phone.get(meeting.get_absolute_url()).content.decode()
    assert phone.get(f"/ballots/meeting/{meeting.pk}/vote/").status_code == 200
