"""Secret votes by services and over HTTP: papers, slips, result, package."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from renda.chamber.ballots import package, recount, services
from renda.chamber.ballots.models import Ballot, PaperTaken, Slip
from renda.chamber.ballots.queries import now_of
from renda.chamber.ballots.services.issuing import key_file
from renda.chamber.ballots.tests import makers as made
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.tests.factories import fresh, members_of
from renda.demo.phones import Phone
from renda.ground.county.services import set_rule
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.papers.queries import papers_of

HOW = {"content_type": "application/json"}


@pytest.fixture(autouse=True)
def key_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "BALLOT_KEYS", tmp_path / "keys")


def slip_json(row, slip):
    return {"ballot": str(row.pk), **{name: getattr(slip, name) for name in package.Slip.__dataclass_fields__}}


def send(client, row, slip):
    return client.post("/api/v1/ballots/slips", slip_json(row, slip), **HOW)


def test_slips_are_counted_and_anyone_recounts_them(cast):
    row = made.secret_closed(cast)
    told = services.package_of(row)
    assert (row.counts, row.outcome, row.issued) == ({"yes": 4, "no": 1, "abstain": 0}, "passed", 5)
    assert list(recount.faults(json.loads(package.written(told)), row.digest)) == []


def test_keys_are_gone_when_issuing_ends(cast, django_capture_on_commit_callbacks):
    row = made.issuing(cast)
    file = key_file(row.ballots.get().pk)
    assert file.exists() and file.stat().st_mode & 0o777 == 0o600
    with django_capture_on_commit_callbacks(execute=True):
        services.end_issuing(row, actor=cast.office)
    assert list(Path(settings.BALLOT_KEYS).iterdir()) == []


def test_a_program_that_died_in_between_deletes_the_keys_when_it_comes_back(cast):
    row = made.issuing(cast)
    file = key_file(row.ballots.get().pk)
    assert services.sweep_keys() == 0
    services.end_issuing(row, actor=cast.office)  # the callback of the commit does not run here, as after a kill
    assert file.exists()
    assert services.sweep_keys() == 1 and not file.exists()


def test_a_lost_answer_costs_nobody_the_paper_even_after_the_end(cast):
    row = made.issuing(cast)
    phone = Phone()
    asked = phone.prepare({str(one.pk): one.public_key for one in row.ballots.all()})
    first = services.take_papers(row, actor=cast.deputy, blinded=asked)
    assert services.take_papers(row, actor=cast.deputy, blinded=asked) == first
    services.end_issuing(row, actor=cast.office)
    assert services.take_papers(row, actor=cast.deputy, blinded=asked) == first
    assert PaperTaken.objects.count() == 1


def test_nobody_takes_two_papers(cast):
    row = made.issuing(cast)
    made.take(row, cast.deputy)
    with pytest.raises(Conflict, match="另一部手机"):
        made.take(row, cast.deputy)


def test_a_latecomer_waits_for_the_next_issuing(cast):
    row = made.issuing(cast)
    services.end_issuing(row, actor=cast.office)
    services.sweep_keys()
    with pytest.raises(WrongState, match="发票已经结束"):
        made.take(row, cast.deputy)
    made.put_secret(cast, meeting=row.meeting, question="免去职务")
    again = services.start_issuing(row.meeting, actor=cast.office)
    made.take(again, cast.deputy)
    assert again.ballots.get().question == "免去职务"


@pytest.mark.parametrize("name", ["deputy3", "office", "resident", "town_deputy"])
def test_only_members_in_the_hall_take_papers(cast, name):
    with pytest.raises(NotAllowed, match="签到在会场"):
        made.take(made.issuing(cast), getattr(cast, name))


def test_from_afar_only_where_the_county_says_so(cast):
    row = made.issuing(cast)
    meetings.depart(row.meeting, actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(NotAllowed):
        made.take(row, cast.deputy)
    set_rule(
        cast.county.pk,
        actor=cast.admin,
        kind="ballot_remote",
        number=1,
        unit="switch",
        source_name="决定",
        valid_from=made.SINCE,
    )
    made.take(row, cast.deputy)


def test_who_withdraws_gets_no_paper_for_that_vote_alone(cast):
    first = made.put_secret(cast)
    second = made.put_secret(cast, meeting=first.meeting, question="第二项")
    services.recuse_ballot(first, actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    row = made.issuing(cast, first, second)
    phone = Phone()
    asked = phone.prepare({str(one.pk): one.public_key for one in row.ballots.all()})
    assert set(services.take_papers(row, actor=cast.deputy, blinded=asked)) == {str(second.pk)}
    with pytest.raises(Blocked, match="已经发票"):
        services.recuse_ballot(fresh(second), actor=cast.office, deputy_ids=[cast.seats.deputy.pk])


def test_a_secret_vote_opens_after_its_issuing_only(cast):
    row = made.put_secret(cast)
    with pytest.raises(Blocked, match="还没有发票"):
        services.open_ballot(row, actor=cast.office)
    running = made.issuing(cast, row)
    with pytest.raises(Blocked, match="结束发票"):
        services.open_ballot(fresh(row), actor=cast.office)
    services.end_issuing(running, actor=cast.office)
    assert services.open_ballot(fresh(row), actor=cast.office).state == "open"


def test_no_papers_without_a_quorum(cast):
    row = made.put_secret(cast)
    meetings.depart(row.meeting, actor=cast.office, deputy_ids=members_of(row.meeting, 2))
    with pytest.raises(Blocked, match="第五十一条"):
        services.start_issuing(row.meeting, actor=cast.office)


def test_no_papers_while_something_is_voted_on(cast):
    row = made.opened(cast)
    made.put_secret(cast, meeting=row.meeting)
    with pytest.raises(Blocked, match="正在表决"):
        services.start_issuing(row.meeting, actor=cast.office)


def test_issuing_and_votes_last_until_the_random_waits_are_over(cast):
    first = made.put_secret(cast)
    row = services.start_issuing(first.meeting, actor=cast.office)
    with pytest.raises(Blocked, match="正在领票"):
        services.end_issuing(row, actor=cast.office)
    made.no_waits(cast)
    made.take(row, cast.deputy)
    services.end_issuing(row, actor=cast.office)
    ballot = services.open_ballot(fresh(first), actor=cast.office)
    set_rule(
        cast.county.pk,
        actor=cast.admin,
        kind="ballot_slip_wait",
        number=20,
        unit="second",
        source_name="试",
        valid_from=made.SINCE,
    )
    with pytest.raises(Blocked, match="正在送票"):
        services.close_ballot(ballot, actor=cast.office)


def test_the_same_slip_again_is_the_same_and_another_choice_a_conflict(cast):
    row, phones = made.secret_open(cast)
    vote = str(row.pk)
    for _ in range(2):
        assert services.cast_slip(row, phones[0].slip(vote, "yes")) == "yes"
    with pytest.raises(Conflict, match="赞成"):
        services.cast_slip(row, phones[0].slip(vote, "no"))
    assert Slip.objects.get().choice == "yes"


def test_a_slip_nobody_issued_or_for_another_vote_is_refused(cast):
    row, phones = made.secret_open(cast)
    good = phones[0].slip(str(row.pk), "yes")
    forged = package.Slip(good.token, good.prefix, good.paper[:-4] + "AAAA", "yes", good.mark)
    turned = package.Slip(good.token, good.prefix, good.paper, "no", good.mark)
    for bad in (forged, turned):
        with pytest.raises(Invalid, match="没有计入"):
            services.cast_slip(row, bad)
    assert not Slip.objects.exists()


def test_after_closing_no_slip_but_the_same_answer_for_one_that_is_in(cast):
    row, phones = made.secret_open(cast)
    slip = phones[0].slip(str(row.pk), "yes")
    services.cast_slip(row, slip)
    row = services.close_ballot(row, actor=cast.office)
    assert services.cast_slip(row, slip) == "yes"
    with pytest.raises(WrongState, match="截止"):
        services.cast_slip(row, phones[1].slip(str(row.pk), "yes"))
    assert row.unpressed == 4


def test_the_live_figure_counts_slips_and_never_choices(cast):
    row, phones = made.secret_open(cast)
    services.cast_slip(row, phones[0].slip(str(row.pk), "no"))
    told = now_of(row.meeting_id)["ballot"]
    assert (told["cast"], told["of"], told["counts"], told["place"]) == (1, 5, [], "1 / 1")
    closed = services.close_ballot(row, actor=cast.office)
    told = now_of(row.meeting_id)["ballot"]
    assert told["counts"][1] == ["反对", 1] and told["digest"] == closed.digest


def test_appointments_are_secret_by_the_countys_rule(cast):
    assert made.put_secret(cast).way == "secret"
    with pytest.raises(Invalid, match="本县规定"):
        made.put_secret(cast, way="hands")
    set_rule(
        cast.county.pk,
        actor=cast.admin,
        kind="appointment_secret",
        number=0,
        unit="switch",
        source_name="决定",
        valid_from=made.SINCE,
    )
    assert made.put_secret(cast).way == "named"


@pytest.mark.parametrize("way", ["secret", "named", ""])
def test_elections_never_go_by_slip(cast, way):
    with pytest.raises(Invalid, match="纸质票"):
        made.put(cast, vote="leaders", way=way)


def test_the_sheet_and_the_package_are_everybodys(cast, client):
    row = made.secret_closed(cast)
    sheet = papers_of(row).get()
    assert "| 7 | 7 | 5 | 0 | 5 | 5 | 5 | 0 | 0 |" in sheet.source and "未收回" in sheet.source
    assert row.digest in sheet.source and "4人" in sheet.source
    got = client.get(f"/ballots/package/{row.pk}/")
    assert package.digest_of(json.loads(got.content)) == row.digest
    assert client.get("/ballots/recount/").content == Path(recount.__file__).read_bytes()
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"/ballots/package/{row.pk}/" in page and row.digest in page


def test_a_whole_secret_vote_by_json(cast, client, client_of):
    meeting = made.put_secret(cast).meeting
    made.no_waits(cast)
    office, member = client_of("office"), client_of("deputy")
    ballot = Ballot.objects.get()
    started = office.post(f"/api/v1/meetings/{meeting.pk}/issuings", {}, **HOW).json()
    keys = client.get(f"/ballots/keys/{started['id']}/").json()
    phone = Phone()
    asked = phone.prepare({one["id"]: one["key"] for one in keys["ballots"]})
    phone.finish(member.post(f"/api/v1/issuings/{started['id']}/papers", {"papers": asked}, **HOW).json()["papers"])
    assert client.get(f"/ballots/now/{meeting.pk}/").json()["issuing"]["taken"] == 1
    assert office.post(f"/api/v1/issuing/{started['id']}/steps/end", {}, **HOW).status_code == 200
    assert office.post(f"/api/v1/ballot/{ballot.pk}/steps/open", {}, **HOW).status_code == 200
    assert send(client, ballot, phone.slip(str(ballot.pk), "yes")).json() == {"choice": "yes"}
    assert send(client, ballot, phone.slip(str(ballot.pk), "no")).status_code == 409
    done = office.post(f"/api/v1/ballot/{ballot.pk}/steps/close", {}, **HOW).json()
    assert done["body"]["counts"] == {"yes": 1, "no": 0, "abstain": 0} and "choices" not in done["body"]
    late = send(client, ballot, Phone(phone.papers).slip(str(ballot.pk), "abstain"))
    assert late.status_code == 409 and late.json()["detail"]
    told = client.get(f"/api/v1/ballots/{ballot.pk}/package")
    assert told.status_code == 401 and office.get(f"/api/v1/ballots/{ballot.pk}/package").json()["issued"] == 1


def test_a_slip_comes_from_nobody_whatever_the_phone_sends_along(cast, client_of, caplog):
    row, phones = made.secret_open(cast)
    member = client_of("deputy")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        caplog.at_level("DEBUG"),
    ):
        for choice in ("yes", "no"):
            answer = send(member, row, phones[0].slip(str(row.pk), choice))
            assert not answer.cookies
    text = " ".join(one["sql"] for one in asked)
    assert "session" not in text and "people_user" not in text
    assert [line for line in caplog.records if "slips" in line.getMessage()] == []


def test_the_phones_page_is_the_members_own(cast, client_of):
    row, _ = made.secret_open(cast)
    page = client_of("deputy").get(f"/ballots/meeting/{row.meeting_id}/vote/")
    assert page.status_code == 200 and "请向工作人员要纸质票" in page.content.decode()
    assert client_of("deputy3").get(f"/ballots/meeting/{row.meeting_id}/vote/").status_code == 403
