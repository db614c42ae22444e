from datetime import timedelta

import pytest

from renda.chamber.appointments import access, rules, services
from renda.chamber.appointments.models import Appointment, Nominee, Oath
from renda.chamber.appointments.tests import factories as made
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.tests import factories as halls
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock, oath
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.models import Paper
from renda.ground.people.models import Post
from renda.ground.workflow.queries import waiting_for


def test_a_case_waits_for_the_office_ten_days_before_the_meeting(cast):
    case = made.opened(cast, meeting=halls.planned(cast, days=30))
    waiting = waiting_for(case).get()
    assert waiting.holder == f"office:{cast.orgs.office}"
    assert waiting.due_on == case.meeting.starts_on - timedelta(days=10)
    due = rules.papers_due(case, clock.today(), rule_book(cast.county.pk))
    assert "会前10日" in due.lines[-1]


@pytest.mark.parametrize(
    ("proposer", "act"), [("head", "appoint"), ("court", "decide"), ("council", "approve"), ("members", "remove")]
)
def test_each_proposer_proposes_what_the_law_gives_it(cast, proposer, act):
    with pytest.raises(Invalid, match="不能提"):
        made.opened(cast, made.person(cast, act=act), proposer=proposer, signers=5)


def test_members_bring_a_dismissal_with_a_fifth(cast):
    meeting = halls.planned(cast, days=0, members=11)
    row = made.person(cast, act="dismiss")
    with pytest.raises(Invalid, match="至少3人"):
        made.opened(cast, row, meeting=meeting, proposer="members", signers=2)
    assert made.opened(cast, row, meeting=meeting, proposer="members", signers=3).signers == 3


def test_papers_are_returned_with_a_reason_and_mended_by_the_proposer(cast):
    line = made.proposed(cast)
    services.send_back_nominee(line, actor=cast.office, note="缺考察材料")
    assert waiting_for(line).get().holder == f"gov_office:{cast.orgs.gov_office}"
    services.fill_nominee(line, actor=cast.gov, appraisal="考察合格。")
    services.resubmit_nominee(line, actor=cast.gov)
    assert made.fresh(line).state == "proposed"


def test_the_check_asks_for_a_cv(cast):
    line = made.line_of(made.opened(cast, made.Row(1, "米向阳", "decide", "县水利局", "局长")))
    with pytest.raises(Blocked, match="简历"):
        services.check_nominee(line, actor=cast.office)


def test_who_leaves_a_post_sits_no_exam(cast):
    assert made.fresh(made.checked(cast, act="remove", name="闻道平")).state == "ready"


def test_the_agenda_waits_for_every_line(cast):
    case = made.opened(cast, made.person(cast), made.person(cast, 2, name="白青"))
    with pytest.raises(Blocked, match="米向阳、白青"):
        services.list_appointment(case, actor=cast.office)
    assert not case.meeting.items.exists()


def test_listed_it_is_an_item_of_the_meeting(cast):
    case = made.listed(cast)
    assert case.meeting.items.get().sort == "appointment"


def test_a_member_of_the_committee_is_warned_of_and_refused(cast):
    login = made.login_of(cast.deputy)
    case = made.opened(cast, made.person(cast, name="罗秋禾", login=login))
    line = made.line_of(case)
    assert "第四十七条" in access.clash_of(line)
    services.check_nominee(line, actor=cast.office)
    services.exempt_nominee(line, actor=cast.office, note="考过")
    with pytest.raises(Blocked, match="辞去常委会"):
        services.list_appointment(case, actor=cast.office)


def test_the_same_name_alone_is_a_question_not_a_refusal(cast):
    case = made.ready(cast, made.person(cast, name="罗秋禾"))
    assert "同名" in access.clash_of(made.line_of(case))
    assert services.list_appointment(case, actor=cast.office).state == "listed"


def test_no_vote_without_statement_or_session(cast):
    case = services.list_appointment(made.ready(cast), actor=cast.office)
    with pytest.raises(Blocked, match="还没有宣布开会"):
        services.put_appointment(case, actor=cast.office, way="named")
    meetings.convene_meeting(case.meeting, actor=cast.office)
    meetings.arrive(case.meeting, actor=cast.office, deputy_ids=halls.members_of(case.meeting, 3))
    meetings.open_meeting(case.meeting, actor=cast.office)
    with pytest.raises(Blocked, match="还没有供职发言：米向阳"):
        services.put_appointment(case, actor=cast.office, way="named")


def test_person_by_person_and_read_from_the_votes(cast):
    case = made.in_session(cast, made.person(cast), made.person(cast, 2, name="白青", post="副局长"))
    with pytest.raises(Blocked, match="还没有表决结果：米向阳、白青"):
        services.settle_appointment(case, actor=cast.office)
    services.put_appointment(case, actor=cast.office)
    assert case.meeting.ballots.count() == 2
    with pytest.raises(Blocked, match="都已经提请"):
        services.put_appointment(case, actor=cast.office)


def test_one_vote_short_is_not_passed(cast):
    case = made.settled(cast, made.person(cast), made.person(cast, 2, name="白青"), yes=(3, 2))
    assert [one.state for one in case.lines.order_by("position")] == ["passed", "failed"]


def test_a_dismissal_never_goes_by_an_open_vote(cast):
    row = made.person(cast, name="闻道平", act="dismiss")
    case = made.opened(cast, row)
    line = made.line_of(case)
    services.fill_nominee(line, actor=cast.office, appraisal="严重失职。")
    services.check_nominee(line, actor=cast.office)
    services.list_appointment(case, actor=cast.office)
    meetings.convene_meeting(case.meeting, actor=cast.office)
    meetings.arrive(case.meeting, actor=cast.office, deputy_ids=halls.members_of(case.meeting, 3))
    meetings.open_meeting(case.meeting, actor=cast.office)
    made.in_the_open(cast)
    services.put_appointment(case, actor=cast.office, way="named")
    assert (made.line_of(case).ballot.vote, made.line_of(case).ballot.way) == ("dismissal", "secret")


def test_the_countys_rule_says_how_an_appointment_is_voted_on(cast):
    case = made.in_session(cast)
    with pytest.raises(Invalid, match="本县规定用无记名"):
        services.put_appointment(case, actor=cast.office, way="named")
    assert made.line_of(case).ballot is None
    services.put_appointment(made.fresh(case), actor=cast.office)
    assert made.line_of(case).ballot.way == "secret"


def test_a_whole_appointment_to_the_oath(cast):
    login = made.login_of(cast.co_clerk)
    rows = (made.person(cast, name="陆远程", login=login), made.person(cast, 2, name="闻道平", act="remove"))
    case = made.announced(cast, *rows, yes=(3, 3))
    new, old = case.lines.select_related("post_held").order_by("position")
    assert (new.state, old.state, case.state) == ("letter", "done", "announced")
    assert old.post_held.to_on == clock.today() == new.post_held.from_on
    assert (new.post_held.title, new.post_held.user_id, new.post_held.org_id) == (
        "局长",
        cast.co_clerk.user_id,
        cast.orgs.water,
    )
    year = clock.today().year
    assert case.number == f"高人常任〔{year}〕1号"
    services.issue_appointment(case, actor=cast.office)
    new = made.fresh(new)
    assert (new.letter, new.state) == (f"高人常任字〔{year}〕第1号", "oath")
    facts = {"sworn_on": clock.today(), "place": "县人大会议厅", "supervisor": "常委会主任"}
    services.swear_appointment(case, actor=cast.office, lines=[new.pk], **facts)
    record = Oath.objects.get()
    assert (record.words, record.leader, made.fresh(new).oath_id) == (oath.WORDS, "", record.pk)
    assert made.fresh(case).state == "done" and not waiting_for(case).exists()
    assert set(Paper.objects.values_list("purpose", flat=True)) >= {"list", "letter", "oath"}


def test_who_rises_in_the_same_body_leaves_the_post_before(cast):
    login = made.login_of(cast.leader_of_unit)
    case = made.announced(cast, made.person(cast, name="闻道平", login=login, post="党组书记、局长"))
    new = made.line_of(case).post_held
    before = Post.objects.filter(user_id=cast.leader_of_unit.user_id, org_id=cast.orgs.water).exclude(pk=new.pk).get()
    assert (new.title, new.from_on, new.to_on) == ("党组书记、局长", clock.today(), None)
    assert before.to_on == clock.today() - timedelta(days=1)


def test_an_oath_taken_together_names_who_leads(cast):
    case = made.announced(cast, made.person(cast), made.person(cast, 2, name="白青"), yes=(3, 3))
    services.issue_appointment(case, actor=cast.office)
    lines = list(case.lines.values_list("pk", flat=True))
    facts = {"sworn_on": clock.today(), "place": "会议厅", "supervisor": "主任"}
    with pytest.raises(Invalid, match="领誓人"):
        services.swear_appointment(case, actor=cast.office, lines=lines, leader="别人", **facts)
    services.swear_appointment(case, actor=cast.office, lines=lines, leader="白青", **facts)
    assert Oath.objects.get().leader == "白青"


def test_when_nobody_passed_there_is_nothing_to_announce(cast):
    case = made.settled(cast, yes=(2,))
    with pytest.raises(Blocked, match="不用公告"):
        services.announce_appointment(case, actor=cast.office)
    assert services.close_appointment(case, actor=cast.office).state == "done"
    assert not Post.objects.filter(title="局长", from_on=clock.today()).exists()


def test_who_failed_is_proposed_again_at_a_later_meeting_once(cast):
    case = made.settled(cast, yes=(2,))
    with pytest.raises(Invalid, match="以后的会议再提"):
        services.add_appointment(made.opened(cast, made.person(cast, 1, name="别人"), meeting=_back(case)), actor=cast.office,
                                 rows=[made.person(cast)])  # fmt: skip
    later = made.opened(cast, meeting=halls.planned(cast, days=60))
    again = made.line_of(later)
    assert again.again_of_id == made.line_of(case).pk
    Nominee.objects.filter(pk=again.pk).update(state="failed")
    with pytest.raises(Invalid, match="不能再提"):
        made.opened(cast, meeting=halls.planned(cast, days=90))


def _back(case):
    return case.meeting


def test_a_vote_that_runs_holds_the_proposal(cast):
    case = services.put_appointment(made.in_session(cast), actor=cast.office)
    with pytest.raises(Blocked, match="已经提请表决"):
        services.withdraw_appointment(case, actor=cast.office, note="不提了")


def test_the_proposer_takes_it_back_with_all_its_lines(cast):
    case = services.withdraw_appointment(made.listed(cast), actor=cast.gov, note="另行考虑")
    assert (case.state, made.line_of(case).state) == ("withdrawn", "withdrawn")


def test_strangers_take_no_step(cast):
    case = made.opened(cast)
    for actor in (cast.clerk, cast.deputy, cast.committee, cast.township, cast.other_office):
        with pytest.raises(NotAllowed):
            services.list_appointment(case, actor=actor)
    assert Appointment.objects.get().state == "open"


def test_an_account_of_another_name_is_not_taken(cast):
    with pytest.raises(Invalid, match="没有姓名是米向阳的账号"):
        made.opened(cast, made.person(cast, login=made.login_of(cast.clerk)))
