import pytest

from renda.chamber.meetings import services
from renda.chamber.meetings.forms import InviteForm
from renda.chamber.meetings.models import Invitation
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.workflow.queries import inbox, waiting_for


def test_a_unit_is_told_with_the_notice_and_answers_who_comes(cast):
    row = made.with_agenda(cast)
    one = made.invited(cast, row)
    assert not Message.objects.filter(matter_id=one.pk).exists()
    with pytest.raises(Blocked, match="还没有发"):
        services.answer_invitation(one, actor=cast.clerk, is_coming=True, who="局长 何川")
    services.convene_meeting(row, actor=cast.office)
    assert "听取水利工作报告" in Message.objects.get(matter_id=one.pk, user_id=cast.clerk.user_id).body
    assert inbox(cast.clerk).filter(kind="invitation").count() == 1
    one.refresh_from_db()
    services.answer_invitation(one, actor=cast.clerk, is_coming=True, who="局长 何川")
    assert one.who == "局长 何川" and not waiting_for(one).exists()


def test_who_has_not_attended_in_this_term_stands_apart(cast):
    held = made.with_agenda(cast, days=0, members=2)
    one, other = made.deputies(cast, 2)
    services.invite_meeting(held, actor=cast.office, deputy_ids=[one.pk, other.pk], guest="attending")
    services.convene_meeting(held, actor=cast.office)
    services.arrive(held, actor=cast.office, deputy_ids=[one.pk])
    form = InviteForm(row=made.planned(cast), actor=cast.office)
    groups = {name: {pk for pk, _ in lines} for name, lines in form.fields["deputy_ids"].choices}
    assert groups["本届列席过"] == {one.pk} and other.pk in groups["本届还没有列席过"]


def test_who_does_not_come_says_why(cast):
    one = made.invited(cast, made.convened(cast))
    with pytest.raises(Invalid, match="写原因"):
        services.answer_invitation(one, actor=cast.clerk, is_coming=False)
    services.answer_invitation(one, actor=cast.clerk, is_coming=False, note="赴省开会")
    assert one.is_coming is False
    with pytest.raises(NotAllowed):
        services.answer_invitation(one, actor=cast.deputy, is_coming=True, who="我")


def test_the_office_notes_who_is_there_and_the_papers_say_it(cast):
    row = made.opened(cast)
    one = made.invited(cast, row)
    services.answer_invitation(one, actor=cast.clerk, is_coming=True, who="局长 何川")
    services.attend_invitation(one, actor=cast.office)
    assert "何川" in services.draw_up(row, actor=cast.office, sort="minutes").source
    with pytest.raises(Blocked, match="已经记过"):
        services.attend_invitation(one, actor=cast.office)


def test_an_invitation_is_sent_once_and_can_be_taken_back(cast):
    row = made.convened(cast)
    one = made.invited(cast, row)
    with pytest.raises(Invalid, match="还没有请的单位"):
        made.invited(cast, row)
    with pytest.raises(Invalid, match="哪项议题"):
        made.invited(cast, row, item_id=None)
    services.withdraw_invitation(one, actor=cast.office, note="议题撤下")
    invitation = services.invite_units_meeting(row, actor=cast.office, org_ids=[cast.orgs.water], part="heads")
    assert invitation.invitations.count() == 2


def test_invitations_on_pages_and_by_json(cast, client_of):
    row = made.convened(cast)
    facts = {"org_ids": [cast.orgs.water], "part": "heads"}
    assert client_of("office").post(f"{row.get_absolute_url()}invite_units/", facts).status_code == 302
    one = Invitation.objects.get()
    seen = {name: client_of(name).get(one.get_absolute_url()).status_code for name in ("clerk", "office", "deputy")}
    assert seen == {"clerk": 200, "office": 200, "deputy": 404}
    bad = client_of("clerk").post(f"{one.get_absolute_url()}answer/", {"is_coming": "yes"})
    assert bad.status_code == 422 and "请写谁来" in bad.content.decode()
    answer = client_of("clerk").post(f"{one.get_absolute_url()}answer/", {"is_coming": "yes", "who": "局长 何川"})
    assert answer.status_code == 302
    assert "局长 何川" in client_of("office").get(row.get_absolute_url()).content.decode()
    assert client_of("clerk").get(f"/api/v1/invitation/{one.pk}").json()["body"]["who"] == "局长 何川"
