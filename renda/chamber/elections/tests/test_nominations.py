import pytest

from renda.chamber.elections import services
from renda.chamber.elections.models import Nomination
from renda.chamber.elections.states import NominationState
from renda.chamber.elections.tests import factories as made
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.testing import walk

N = NominationState
HOW = {"content_type": "application/json"}


def test_ten_deputies_nominate_together_nine_do_not(cast):
    row = made.called(cast)
    one = made.joint(cast, row, "白石", movers=9, is_handed_in=False)
    lead = one.lead.user_id
    with pytest.raises(Blocked, match=r"还差1名.*第二十六条"):
        services.hand_in_nomination(one, actor=cast.office)
    services.invite_nomination(one, actor=made.Actor(cast.county.pk, lead), with_ids=[cast.seats.deputy.pk])
    services.endorse_nomination(one, actor=cast.deputy)
    assert services.hand_in_nomination(one, actor=cast.office).state == N.STANDING


def test_who_is_asked_finds_it_in_the_inbox_and_answers_with_one_tap(cast, client_of):
    row = made.called(cast)
    one = services.propose_nomination(row, actor=cast.deputy, name="白石", with_ids=[cast.seats.deputy2.pk])
    holders = set(waiting_for(one).values_list("holder", flat=True))
    assert holders == {f"person:{cast.deputy.user_id}", f"person:{cast.deputy2.user_id}"}
    member = client_of("deputy2")
    assert "白石" in member.get("/desk/").content.decode()
    assert member.post(f"/elections/nominations/{one.pk}/endorse/", {}).status_code == 302
    assert set(waiting_for(one).values_list("holder", flat=True)) == {f"person:{cast.deputy.user_id}"}
    assert one.endorsements.filter(confirmed_at__isnull=False).count() == 2


def test_a_deputy_joins_in_no_more_than_the_seats(cast):
    row = made.called(cast)
    services.propose_nomination(row, actor=cast.deputy, name="白石", with_ids=[cast.seats.deputy2.pk])
    other = services.propose_nomination(row, actor=cast.deputy2, name="水云舒", with_ids=[cast.seats.deputy.pk])
    with pytest.raises(Invalid, match="不能超过应选的1名"):
        services.endorse_nomination(other, actor=cast.deputy)
    services.decline_nomination(other, actor=cast.deputy)
    made.nominated(cast, row, names=("石映川",))
    with pytest.raises(Invalid, match="不能超过应选的1名"):
        services.nominate_nomination(row, actor=cast.office, by="presidium", name="葛晴")


def test_a_nomination_still_collecting_is_read_by_its_movers_alone_and_lapses(cast):
    row = made.nominated(cast)
    one = services.propose_nomination(row, actor=cast.deputy, name="白石", with_ids=[cast.seats.deputy2.pk])
    seen = {who: Nomination.objects.visible_to(getattr(cast, who)).filter(pk=one.pk).exists()
            for who in ("deputy", "deputy2", "deputy3", "office", "committee", "resident", "clerk")}  # fmt: skip
    assert [who for who, sees in seen.items() if sees] == ["deputy", "deputy2", "office"]
    with clock.at(row.nominate_until + made.SOON):
        services.end_nominations_election(row, actor=cast.office)
    assert Nomination.objects.get(pk=one.pk).state == N.LAPSED


def test_a_nominee_stands_down_before_the_vote_and_not_after(cast):
    row = made.called(cast, seats=2)
    one = services.nominate_nomination(row, actor=cast.office, by="presidium", deputy_id=cast.seats.deputy2.pk)
    with pytest.raises(NotAllowed):
        services.withdraw_nomination(one, actor=cast.deputy, note="不参选")
    assert services.withdraw_nomination(one, actor=cast.deputy2, note="不参选").state == N.WITHDRAWN
    voting = made.voting(
        cast, meeting=row.meeting, title="县监委主任", organ="supervisory", post="chief", names=("葛晴",)
    )
    with pytest.raises(Blocked, match="不能再退出"):
        services.withdraw_nomination(voting.nominations.get(), actor=cast.office, note="不参选")


@pytest.mark.parametrize(("facts", "words"), [
    ({"by": "presidium"}, "提名谁"), ({"by": "deputies", "name": "白石"}, "自己的手机"), ({"by": "party", "name": "白石"}, "政党"),
    ({"by": "presidium", "name": "石映川"}, "已经有人提名"), ({"by": "presidium", "name": "白石", "login": "nobody"}, "没有这个登录名"),
    ({"by": "presidium", "deputy_id": 0}, "没有这名"),
])  # fmt: skip
def test_a_nomination_that_cannot_be_is_refused_with_a_sentence(cast, facts, words):
    row = made.nominated(cast, made.called(cast, meeting=made.session(cast, deputies=3), seats=3), names=("石映川",))
    with pytest.raises(Invalid, match=words):
        services.nominate_nomination(row, actor=cast.office, **facts)


def test_only_deputies_of_the_session_propose(cast):
    row = made.called(cast, meeting=made.session(cast, deputies=3))
    with pytest.raises(NotAllowed):
        services.propose_nomination(row, actor=cast.town_deputy, name="白石")
    with pytest.raises(Invalid, match="出席这次大会"):
        services.propose_nomination(row, actor=cast.deputy, name="白石", with_ids=[cast.seats.town_deputy.pk])


def test_an_election_by_pages(cast, client_of, client):
    meeting, office = made.session(cast), client_of("office")
    facts = {
        "organ": "government",
        "post": "deputy",
        "title": "副县长",
        "seats": "1",
        "nominate_until": "2020-01-01T09:00",
    }
    wrong = office.post(f"/elections/meeting/{meeting.pk}/call/", facts)
    assert wrong.status_code == 422 and "已经过了" in wrong.content.decode()
    until = (clock.now() + made.SOON).astimezone(clock.COUNTY_TIME)
    facts["nominate_until"] = until.strftime("%Y-%m-%dT%H:%M")
    assert office.post(f"/elections/meeting/{meeting.pk}/call/", facts).status_code == 302
    row = meeting.elections.get()
    assert office.post(f"{row.get_absolute_url()}nominate/", {"by": "presidium"}).status_code == 422
    assert office.post(f"{row.get_absolute_url()}nominate/", {"by": "presidium", "name": "石映川"}).status_code == 302
    member = client_of("deputy")
    assert "我来提名" in member.get(row.get_absolute_url()).content.decode()
    named = {"name": "葛晴", "with_ids": [cast.seats.deputy2.pk]}
    assert member.post(f"{row.get_absolute_url()}propose/", named).status_code == 302
    assert (
        client.get(row.get_absolute_url()).status_code == 404
        and client_of("clerk").get(row.get_absolute_url()).status_code == 404
    )


def test_everybody_reads_the_announced_result_and_no_nominations(cast, client, client_of):
    row = made.announced(cast)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "石映川" in page and "第1号" in page and "提名和候选人" not in page
    assert row.title_line() in client.get("/elections/").content.decode()
    assert "提名和候选人" in client_of("deputy").get(row.get_absolute_url()).content.decode()


def test_an_election_by_json(cast, client_of, client):
    meeting, office = made.session(cast), client_of("office")
    facts = {
        "organ": "government",
        "post": "deputy",
        "title": "副县长",
        "nominate_until": (clock.now() + made.SOON).isoformat(),
    }
    key = office.post(f"/api/v1/meetings/{meeting.pk}/elections", facts, **HOW).json()["id"]
    at = f"/api/v1/elections/{key}"
    assert office.post(f"{at}/nominations", {"name": "石映川"}, **HOW).status_code == 201
    assert client_of("deputy").post(f"{at}/proposals", {"name": "葛晴"}, **HOW).status_code == 201
    assert client_of("deputy").post(f"{at}/nominations", {"name": "葛晴"}, **HOW).status_code == 403
    assert office.post(f"/api/v1/election/{key}/steps/end_nominations", {}, **HOW).status_code == 409
    assert office.get("/api/v1/elections").json()[0]["title"] == "选举副县长"
    assert client_of("clerk").get("/api/v1/elections").json() == []


def test_queries_of_an_election(cast, client_of, django_assert_max_num_queries):
    row, member = made.voted(cast), client_of("deputy")
    member.get(row.get_absolute_url())
    with django_assert_max_num_queries(16):
        assert member.get(row.get_absolute_url()).status_code == 200
    with django_assert_max_num_queries(6):
        assert member.get("/elections/").status_code == 200


def test_walks_of_an_election_and_a_nomination(cast):
    names = ("deputy", "office", "township", "resident")
    actors = {**{name: getattr(cast, name) for name in names}, "clock": clock_actor(cast.county.pk)}
    meeting, n = made.session(cast, deputies=3), iter(range(99))
    walk(ELECTION, lambda: made.called(cast, meeting=meeting, title=f"副县长{next(n)}"), actors, examples=3,
         fields=lambda _row, name: {"announced_on": clock.today()} if name == "announce" else {})  # fmt: skip
    row = made.called(cast, meeting=meeting, seats=90, post="deputy")
    walk(
        NOMINATION, lambda: services.propose_nomination(row, actor=cast.deputy, name=f"人{next(n)}"), actors, examples=3
    )
