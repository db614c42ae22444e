import doctest
from datetime import timedelta

import pytest

from renda.chamber.appointments.tests import factories as offices
from renda.chamber.elections import rules, services
from renda.chamber.elections.models import Election, Winner
from renda.chamber.elections.states import ElectionState, NominationState
from renda.chamber.elections.tests import factories as made
from renda.chamber.meetings.models import Seat
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.county.rules import add_months
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import make_paper
from renda.ground.people.models import Post
from renda.ground.workflow.queries import waiting_for

E, N = ElectionState, NominationState


def test_the_examples_hold():
    assert doctest.testmod(rules).failed == 0


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def winners(row):
    return list(row.winners.order_by("pk").values_list("name", flat=True))


def test_a_deputy_head_is_elected_announced_and_sworn_in(cast):
    row = made.announced(cast)
    assert (row.state, winners(row), row.winners.get().votes) == (E.ANNOUNCED, ["石映川"], 10)
    public, certificate = (
        papers_of(row).get(purpose="announcement"),
        papers_of(row).get(purpose=f"certificate_{row.winners.get().pk}"),
    )
    assert (public.audience, public.number) == ("public", "第1号") and "石映川" in certificate.source
    assert make_paper(public.pk).pages == make_paper(certificate.pk).pages == 1
    one = row.winners.get()
    services.swear_election(row, actor=cast.office, winner_ids=[one.pk], sworn_on=clock.today(), sworn_before="岳鸣山")
    assert fresh(one).sworn_before == "岳鸣山"
    with pytest.raises((Blocked, Invalid)):
        services.swear_election(
            row, actor=cast.office, winner_ids=[one.pk], sworn_on=clock.today(), sworn_before="岳鸣山"
        )


def test_a_new_government_puts_its_members_up_within_two_months(cast):
    row = made.elected(cast, post="chief", title="县长", names=("石映川",), votes={"石映川": 12})
    row.is_term_change = True
    row.save(update_fields=["is_term_change"])
    services.announce_election(row, actor=cast.office, notice_number="第1号")
    (waiting,) = waiting_for(row)
    assert waiting.holder == f"gov_office:{cast.orgs.gov_office}"
    assert waiting.due_on == add_months(clock.day_of(row.rounds.get().ballot.closed_at), 2)
    offices.opened(cast)
    assert fresh(row).put_up_on == clock.today() and not waiting_for(row).exists()


def test_a_tie_that_decides_is_voted_on_again_among_the_tied(cast):
    row = made.voted(cast, seats=2, names=("石映川", "葛晴", "白石"), votes={"石映川": 12, "葛晴": 9, "白石": 9})
    with pytest.raises(Blocked, match="再次投票"):
        services.elect_election(row, actor=cast.office)
    with pytest.raises(Blocked, match="没有缺额"):
        services.vote_another_election(row, actor=cast.office, names=["葛晴"])
    services.vote_again_election(row, actor=cast.office)
    again = row.rounds.get(number=2).ballot
    assert (again.sheet.candidates, again.sheet.seats, again.sheet.counting) == (["葛晴", "白石"], 1, "again")
    made.counted(cast, row, {"葛晴": 7, "白石": 6})
    services.elect_election(row, actor=cast.office)
    assert winners(row) == ["石映川", "葛晴"]


def test_too_few_over_half_lead_to_another_election_in_the_order_of_votes(cast, client_of):
    row = made.voted(cast, seats=2, names=("石映川", "葛晴", "白石"), votes={"石映川": 12, "葛晴": 5, "白石": 6})
    page = client_of("office").get(f"{row.get_absolute_url()}vote_another/").content.decode()
    assert page.index("白石") < page.index("葛晴") and "石映川\n" not in page
    with pytest.raises(Invalid, match="已经当选"):
        services.vote_another_election(row, actor=cast.office, names=["石映川", "葛晴"])
    row = fresh(row)
    services.vote_another_election(row, actor=cast.office, names=["白石", "葛晴"])
    made.counted(cast, row, {"白石": 8, "葛晴": 7})
    services.elect_election(row, actor=cast.office)
    assert winners(row) == ["石映川", "白石"] and row.rounds.get(number=2).is_another


def test_what_is_left_open_goes_to_the_next_session(cast):
    row = made.voted(cast, votes={"石映川": 7, "葛晴": 6})
    services.leave_open_election(row, actor=cast.office)
    assert (row.state, winners(row)) == (E.ELECTED, [])
    with pytest.raises(Blocked, match="没有人当选"):
        services.announce_election(row, actor=cast.office, notice_number="第1号")
    following = made.called(cast, meeting=row.meeting, title="副县长（另行选举）", follows_id=row.pk)
    assert following.follows_id == row.pk


def test_a_void_vote_is_taken_anew_among_the_same(cast):
    row = made.voting(cast)
    ballot = made.counted(cast, row, {"石映川": 12}, returned=16)
    assert ballot.outcome == "void"
    services.vote_again_election(row, actor=cast.office)
    anew = row.rounds.get(number=2).ballot
    assert (anew.sheet.candidates, anew.sheet.counting, anew.sheet.seats) == (["石映川", "葛晴"], "half", 1)


def test_a_person_written_in_is_elected_and_found_on_the_roster(cast):
    row = made.voting(cast)
    one = made.deputy_names(cast, row.meeting, 1)[0]
    made.counted(cast, row, {"石映川": 2}, written={one.name: 9})
    services.elect_election(row, actor=cast.office)
    assert row.winners.get().deputy == one


def test_too_many_nominees_go_through_a_preliminary_vote(cast):
    row = made.consulting(
        cast, post="chief", title="县长", names=("石映川", "葛晴", "白石"), meeting=made.session(cast, deputies=26)
    )
    with pytest.raises(Blocked, match="要先预选"):
        services.settle_election(row, actor=cast.office)
    services.pre_vote_election(row, actor=cast.office)
    made.counted(cast, row, {"石映川": 12, "葛晴": 7, "白石": 7})
    with pytest.raises(Blocked, match="再投一次"):
        services.settle_election(row, actor=cast.office)
    services.pre_vote_election(row, actor=cast.office)
    assert row.rounds.get(number=2).ballot.sheet.candidates == ["葛晴", "白石"]
    made.counted(cast, row, {"葛晴": 12, "白石": 14})
    services.settle_election(row, actor=cast.office)
    assert list(row.nominations.named().values_list("name", flat=True)) == ["石映川", "白石"]
    assert row.nominations.get(name="葛晴").state == N.OUT


def test_no_preliminary_vote_without_need_and_no_vote_with_too_few(cast):
    row = made.consulting(cast)
    with pytest.raises(Blocked, match="不用预选"):
        services.pre_vote_election(row, actor=cast.office)
    services.settle_election(row, actor=cast.office)
    services.withdraw_nomination(row.nominations.get(name="葛晴"), actor=cast.office, note="本人要求")
    with pytest.raises(Blocked, match="至少要2名"):
        services.vote_election(row, actor=cast.office)


def test_a_by_election_may_have_as_many_candidates_as_seats(cast):
    row = made.voting(cast, names=("石映川",), is_by_election=True)
    assert row.title_line() == "补选副县长" and row.rounds.get().ballot.sheet.candidates == ["石映川"]


def test_at_a_change_of_term_two_days_come_before_the_vote(cast):
    row = made.ready(cast, is_term_change=True)
    with pytest.raises(Blocked, match="不得少于2天"):
        services.vote_election(row, actor=cast.office)
    with clock.at(clock.now() + timedelta(days=2)):
        assert services.vote_election(row, actor=cast.office).state == E.VOTING


def test_nominations_end_when_the_presidium_said(cast):
    row = made.called(cast, meeting=made.session(cast, deputies=3))
    with pytest.raises(Blocked, match="还没有到"):
        services.end_nominations_election(row, actor=cast.office)
    with clock.at(row.nominate_until + timedelta(minutes=1)), pytest.raises(Blocked, match="已经截止"):
        services.nominate_nomination(row, actor=cast.office, by="presidium", name="白石")


@pytest.mark.parametrize(("facts", "words"), [
    ({"organ": "court", "post": "deputy"}, "只选正职"), ({"organ": "town_congress"}, "县人民代表大会不选"),
    ({"post": "chief", "seats": 2}, "只选一名"), ({"organ": "government", "post": "member"}, "委员只有"),
    ({"organ": "upper", "post": "chief"}, "也要选"), ({"nominate_until": clock.now() - timedelta(days=1)}, "已经过了"),
    ({"nominate_until": clock.now() + timedelta(days=30)}, "会议结束以前"),
])  # fmt: skip
def test_a_post_that_no_session_fills_is_refused_with_a_sentence(cast, facts, words):
    with pytest.raises(Invalid, match=words):
        made.called(cast, meeting=made.session(cast, deputies=3), **facts)


def test_elections_are_the_congress_s_and_its_office_s(cast):
    with pytest.raises(Blocked, match="人民代表大会会议"):
        made.called(cast, meeting=meetings.opened(cast))
    row = made.called(cast)
    with pytest.raises(Invalid, match="已经提请选举"):
        made.called(cast, meeting=row.meeting)
    with pytest.raises(NotAllowed):
        services.nominate_nomination(row, actor=cast.deputy, by="presidium", name="石映川")


def test_members_of_the_committee_are_deputies_and_sit_from_the_announcement(cast):
    session = made.session(cast)
    body = meetings.body(cast, "standing", members=3)
    facts = {"meeting": session, "organ": "standing", "post": "member", "title": "委员", "is_by_election": True}
    row = made.called(cast, **facts)
    with pytest.raises(Invalid, match="从本级人大代表里选"):
        services.nominate_nomination(row, actor=cast.office, by="presidium", name="石映川")
    services.nominate_nomination(row, actor=cast.office, by="presidium", deputy_id=cast.seats.deputy3.pk)
    with clock.at(row.nominate_until + timedelta(minutes=1)):
        services.end_nominations_election(row, actor=cast.office)
    services.settle_election(row, actor=cast.office)
    services.vote_election(row, actor=cast.office)
    made.counted(cast, row, {cast.seats.deputy3.name: 14})
    services.elect_election(row, actor=cast.office)
    clerkship = Post.objects.create(county=cast.county, user_id=cast.deputy3.user_id, org_id=cast.orgs.water, role="clerk",
                                    from_on=clock.today())  # fmt: skip
    with pytest.raises(Blocked, match=r"政府一方.*第四十七条"):
        services.announce_election(row, actor=cast.office, notice_number="第2号")
    clerkship.delete()
    before = list(body.seats.values_list("deputy_id", flat=True))
    services.announce_election(fresh(row), actor=cast.office, notice_number="第2号")
    sitting = Seat.objects.on(clock.today()).filter(body=body).order_by("position")
    assert [one.deputy_id for one in sitting] == [*before, cast.seats.deputy3.pk]
    assert [one.title for one in sitting][:2] == ["主任", "副主任"] and sitting[3].title == "委员"


def test_who_sits_in_the_committee_resigns_before_heading_the_government(cast):
    session = made.session(cast)
    meetings.body(cast, "standing", members=3)
    row = made.called(cast, meeting=session, post="chief", title="县长")
    services.nominate_nomination(row, actor=cast.office, by="presidium", deputy_id=cast.seats.deputy.pk)
    with clock.at(row.nominate_until + timedelta(minutes=1)):
        services.end_nominations_election(row, actor=cast.office)
    services.vote_election(services.settle_election(row, actor=cast.office), actor=cast.office)
    made.counted(cast, row, {cast.seats.deputy.name: 14})
    services.elect_election(row, actor=cast.office)
    with pytest.raises(Blocked, match="先辞去常委会"):
        services.announce_election(row, actor=cast.office, notice_number="第3号")
    Seat.objects.filter(deputy=cast.seats.deputy).update(
        from_on=clock.today() - timedelta(days=9), to_on=clock.today() - timedelta(days=1)
    )
    services.announce_election(fresh(row), actor=cast.office, notice_number="第3号")
    held = Post.objects.get(user_id=cast.deputy.user_id, org_id=cast.orgs.county_gov)
    assert (held.title, held.from_on) == ("县长", clock.today())


def test_a_town_elects_its_own_chairs(cast):
    from renda.chamber.meetings import services as rooms
    from renda.ground.people.models import Organisation

    office = Organisation.objects.get(pk=cast.orgs.presidium)
    town = rooms.found_body(office, actor=cast.township, kind="congress")
    meeting = rooms.plan_meeting(town, actor=cast.township, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=2),
                                 starts_at=meetings._hour("09:00"), place="镇礼堂")  # fmt: skip
    facts = {
        "organ": "town_congress",
        "post": "chief",
        "title": "镇人大主席",
        "seats": 1,
        "nominate_until": clock.now() + made.SOON,
    }
    row = services.call_election(meeting, actor=cast.township, **facts)
    one = services.nominate_nomination(row, actor=cast.township, by="presidium", deputy_id=cast.seats.town_deputy.pk)
    assert (one.state, row.office_id) == (N.STANDING, cast.orgs.presidium)
    with pytest.raises(NotAllowed):
        services.call_off_election(row, actor=cast.office, note="不选")


def test_the_record_keeps_one_row_for_each_winner(cast):
    row = made.elected(cast)
    assert Winner.objects.filter(election=row).count() == 1 and Election.objects.filter(state=E.ELECTED).count() == 1
