import pytest

from renda.chamber.ballots import services
from renda.chamber.ballots.models import TellerCount
from renda.chamber.ballots.states import Outcome
from renda.chamber.ballots.tests import makers as made
from renda.chamber.meetings.tests.factories import fresh, opened
from renda.ground.files.services import keep
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import make_paper

HOW = {"content_type": "application/json"}
GOOD = {"returned": 5, "invalid": 1, "votes": {"yes": 4, "no": 0, "abstain": 0}}
WHO = ["石映川", "葛晴"]


def persons(cast, **facts):
    return made.issued(cast, **{"vote": "leaders", "question": "选举副县长", "candidates": WHO, "seats": 1, **facts})


def test_a_dismissal_goes_by_paper_and_two_tellers_make_the_result(cast):
    row = made.settled(cast, made.issued(cast, vote="dismissal", question="撤职案"), **GOOD)
    assert (row.outcome, row.counts["yes"], row.unpressed) == (Outcome.PASSED, 4, 0)
    assert (row.sheet.returned, row.sheet.invalid, row.sheet.valid) == (5, 1, 4)
    assert "第六十二条" in row.lines[-1]


def test_tellers_who_differ_hear_where_and_never_by_how_much(cast, client_of):
    row = made.issued(cast)
    other = {**GOOD, "votes": {"yes": 3, "no": 1, "abstain": 0}}
    made.told(cast, row, **GOOD, second=other)
    with pytest.raises(Blocked, match="赞成、反对") as refused:
        services.close_ballot(fresh(row), actor=cast.office)
    assert "4" not in refused.value.text
    assert not papers_of(row).filter(purpose="result_sheet").exists()
    page = client_of("publisher").get(f"/ballots/{row.pk}/tell/").content.decode()
    assert 'value="3"' in page and 'value="4"' not in page
    services.count_sheet(row, actor=cast.publisher, **GOOD)
    assert papers_of(row).filter(purpose="result_sheet").exists()


def test_more_papers_back_than_handed_out_void_the_vote(cast):
    row = made.issued(cast, papers=4)
    row = made.settled(cast, row, returned=5, invalid=0, votes={"yes": 5, "no": 0, "abstain": 0})
    assert row.outcome == Outcome.VOID and "重新投票" in row.lines[0] and "第四十四条" in row.lines[-1]


@pytest.mark.parametrize(("count", "words"), [
    ({"returned": 5, "invalid": 0, "votes": {"yes": 3}}, "对不上"),
    ({"returned": 3, "invalid": 4, "votes": {}}, "对不上"),
    ({"returned": 5, "invalid": 0, "votes": {"maybe": 5}}, "没有这一项"),
    ({"returned": 5, "invalid": 0, "votes": {"yes": 5}, "written": {"甲": 1}}, "不能另选"),
])  # fmt: skip
def test_a_count_that_cannot_be_true_is_refused_with_a_sentence(cast, count, words):
    row = made.issued(cast)
    with pytest.raises(Invalid, match=words):
        services.count_sheet(row, actor=cast.office, **count)
    assert not TellerCount.objects.exists()


@pytest.mark.parametrize(("count", "words"), [
    ({"returned": 5, "invalid": 6, "votes": {}}, "多于收回"),
    ({"returned": 5, "invalid": 1, "votes": {"石映川": 3}, "against": {"石映川": 2}}, "多于有效的4张"),
    ({"returned": 5, "invalid": 0, "votes": {"石映川": 3, "葛晴": 3}}, "最多5"),
    ({"returned": 5, "invalid": 0, "votes": {}, "written": {"葛晴": 1}}, "就在票上"),
    ({"returned": 5, "invalid": 0, "votes": {"某人": 1}}, "没有这一项"),
])  # fmt: skip
def test_an_election_count_that_cannot_be_true_is_refused(cast, count, words):
    with pytest.raises(Invalid, match=words):
        services.count_sheet(persons(cast), actor=cast.office, **count)


def test_a_person_written_in_may_win_and_abstaining_is_worked_out(cast, client_of):
    count = {"returned": 5, "invalid": 0, "votes": {"石映川": 1, "葛晴": 0}, "against": {"石映川": 2}}
    row = made.settled(cast, persons(cast), **count, written={"水云舒": 4})
    assert (row.outcome, row.sheet.elected, row.counts) == ("passed", ["水云舒"], {"石映川": 1, "葛晴": 0, "水云舒": 4})
    page = client_of("office").get(row.get_absolute_url()).content.decode()
    assert "水云舒（另选）" in page and '<td data-h="弃权">2</td>' in page


def test_a_choice_of_projects_takes_the_most_votes_over_half(cast):
    row = made.issued(cast, vote="livelihood", question="票决", candidates=["修桥", "供水", "路灯"], seats=2)
    with pytest.raises(Invalid, match="没有这一项"):
        services.count_sheet(row, actor=cast.office, returned=5, invalid=0, votes={}, against={"修桥": 1})
    row = made.settled(cast, row, returned=5, invalid=0, votes={"修桥": 5, "供水": 4, "路灯": 1})
    assert row.sheet.elected == ["修桥", "供水"] and "入选" in row.lines[1]


def test_those_tied_over_half_are_voted_on_again_and_the_most_votes_win_without_half(cast):
    row = made.settled(cast, persons(cast, question="再次投票", counting="again"), returned=5, invalid=1,
                       votes={"石映川": 3, "葛晴": 1})  # fmt: skip
    assert (row.outcome, row.sheet.elected) == ("passed", ["石映川"])


def test_papers_are_never_more_than_printed_or_than_people(cast):
    row = made.opened(cast, way="paper")
    facts = {"actor": cast.office, "scrutineers": ["冯见素"]}
    with pytest.raises(Invalid, match="印了3张"):
        services.issue_ballot(row, first_number=1, last_number=3, issued=5, **facts)
    with pytest.raises(Invalid, match="到会能表决的有5人"):
        services.issue_ballot(row, first_number=1, last_number=9, issued=6, **facts)
    with pytest.raises(Invalid, match="起号"):
        services.issue_ballot(row, first_number=9, last_number=1, issued=1, **facts)


def test_a_candidate_neither_watches_nor_counts(cast):
    row = made.opened(cast, way="paper", vote="leaders", question="选举", candidates=[cast.office.name, "葛晴"])
    facts = {"first_number": 1, "last_number": 9, "issued": 5}
    with pytest.raises(Invalid, match="不能监票"):
        services.issue_ballot(row, actor=cast.office, scrutineers=[cast.office.name], **facts)
    services.issue_ballot(row, actor=cast.office, scrutineers=["冯见素"], **facts)
    with pytest.raises(NotAllowed, match="您是候选人"):
        services.count_sheet(row, actor=cast.office, returned=5, invalid=0, votes={})
    with pytest.raises(NotAllowed, match="计票人"):
        services.count_sheet(row, actor=cast.clerk, returned=5, invalid=0, votes={})


def test_nobody_counts_before_papers_are_handed_out_nor_a_third_time(cast):
    row = made.opened(cast, way="paper")
    with pytest.raises(WrongState, match="还没有发"):
        services.count_sheet(row, actor=cast.office, **GOOD)
    row = made.told(cast, made.issued(cast, meeting=row.meeting, question="另一项"), **GOOD)
    with pytest.raises(Conflict):
        services.count_sheet(row, actor=cast.chair, **GOOD)


def test_the_sheet_has_to_be_signed_and_a_new_number_of_papers_asks_for_a_new_count(cast):
    row = made.told(cast, made.issued(cast), **GOOD)
    with pytest.raises(Blocked, match="签名"):
        services.close_ballot(row, actor=cast.office)
    services.issue_ballot(row, actor=cast.office, first_number=1, last_number=9, issued=5, scrutineers=["冯见素"])
    with pytest.raises(Blocked, match="现在有0名"):
        services.sign_ballot(row, actor=cast.office, papers=[made.photo_of_sheet()])


def test_papers_of_several_posts_are_handed_out_together(cast):
    first = persons(cast)
    second = persons(cast, meeting=first.meeting, question="选举法院院长", candidates=["白石"])
    assert {first.state, second.state} == {"open"}


@pytest.mark.parametrize(("facts", "words"), [
    ({"vote": "leaders"}, "一行一个"), ({"candidates": ["甲"]}, "不用写候选"),
    ({"vote": "livelihood", "candidates": ["甲", "甲"]}, "同名"), ({"vote": "livelihood", "candidates": ["甲"], "seats": 2}, "应选的数"),
])  # fmt: skip
def test_a_paper_that_cannot_be_marked_is_not_put(cast, facts, words):
    with pytest.raises(Invalid, match=words):
        made.put(cast, way="paper", **facts)


def test_the_papers_are_made_with_every_field(cast):
    row = made.told(cast, persons(cast), returned=5, invalid=0, votes={"石映川": 4}, against={"石映川": 1})
    blank, result = (papers_of(row).get(purpose=one) for one in ("voting_paper", "result_sheet"))
    assert "○" in blank.source and "另选他人" in blank.source and "石映川" in blank.source
    for word in ("应到", "实到", "发出", "收回", "有效", "无效", "未收回", "监票人", "冯见素", "过半数", "反对"):
        assert word in result.source, word
    for one in (blank, result):
        assert make_paper(one.pk).pages >= 1


def test_a_paper_vote_by_pages(cast, client_of):
    meeting = opened(cast, members=7, present=5)
    office, teller = client_of("office"), client_of("publisher")
    facts = {"vote": "livelihood", "way": "paper", "question": "票决", "candidates": "修桥\n供水", "seats": "1"}
    assert office.post(f"/ballots/meeting/{meeting.pk}/put/", facts).status_code == 302
    row = meeting.ballots.get()
    office.post(f"/ballots/{row.pk}/open/", {})
    form = {"first_number": "1", "last_number": "9", "issued": "5", "scrutineers": "冯见素、沈怀山"}
    assert office.post(f"/ballots/{row.pk}/issue/", {**form, "issued": "8"}).status_code == 422
    assert office.post(f"/ballots/{row.pk}/issue/", form).status_code == 302
    count = {"line_0": "5", "line_1": "0", "line_2": "4", "line_3": "9"}
    wrong = teller.post(f"/ballots/{row.pk}/tell/", count)
    assert wrong.status_code == 422 and "多于有效" in wrong.content.decode()
    for client in (office, teller):
        assert client.post(f"/ballots/{row.pk}/tell/", {**count, "line_3": "1"}).status_code == 302
    assert office.post(f"/ballots/{row.pk}/sign/", {"papers": made.photo_of_sheet()}).status_code == 302
    assert office.post(f"/ballots/{row.pk}/close/", {}).status_code == 302
    page = office.get(f"/ballots/{row.pk}/").content.decode()
    assert "修桥（4）" in page and "签名的报告单" in page
    assert fresh(row).sheet.scrutineers == ["冯见素", "沈怀山"]


def test_a_paper_vote_by_json(cast, client_of):
    row, office = made.issued(cast), client_of("office")
    at = f"/api/v1/ballots/{row.pk}/sheet"
    assert office.post(at, {**GOOD, "returned": 9}, **HOW).status_code == 422
    assert office.post(at, GOOD, **HOW).json()["counts"]["yes"] == 4
    assert client_of("publisher").post(at, GOOD, **HOW).status_code == 200
    staged = keep(made.photo_of_sheet(), county_id=cast.county.pk, actor=cast.office)
    step = f"/api/v1/ballot/{row.pk}/steps"
    assert office.post(f"{step}/sign", {"papers": [str(staged.pk)]}, **HOW).status_code == 200
    body = office.post(f"{step}/close", {}, **HOW).json()["body"]
    assert (body["outcome"], body["sheet"]["issued"]) == ("passed", 5)
