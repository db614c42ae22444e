"""Drafting, co-signing and handing in: content, signers and the presidium's deadline."""

from datetime import date, datetime

import pytest

from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, NotFound, WrongState
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.services import lapse_due
from renda.voice.motions import services
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.states import CosigningState, M
from renda.voice.motions.tests.factories import (
    TEXT,
    at_session,
    cosigned,
    drafted,
    invited,
    more_deputies,
    on_paper,
    submitted,
    town_session,
)
from renda.voice.suggestions.models import Suggestion


def test_nine_of_ten_signers_are_one_too_few_in_a_county(cast):
    row = cosigned(cast, signers=8)
    with at_session(), pytest.raises(Blocked, match="现在有9名，还差1名"):
        services.submit_motion(row, actor=cast.deputy)
    with at_session():
        on_paper(cast, row, [cast.seats.deputy3.pk])
        row = services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.deputy)
    assert (row.state, len(row.frozen["signers"])) == (M.SUBMITTED, 9)


def test_five_signers_are_enough_in_a_township_and_four_are_not(cast):
    town_session(cast)
    with at_session():
        row = services.draft_motion(actor=cast.town_deputy, **TEXT)
        others = more_deputies(cast, 4, seat=cast.seats.town_deputy)
        on_paper(cast, row, [deputy.pk for deputy in others[:3]], actor=cast.town_deputy)
        with pytest.raises(Blocked, match="5名以上代表联名，现在有4名"):
            services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.town_deputy)
        on_paper(cast, row, [others[3].pk], actor=cast.town_deputy)
        row = services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.town_deputy)
        services.receive_motion(row, actor=cast.township)
    assert (row.congress_id, row.office_id, row.number_text) == (
        cast.orgs.town_congress,
        cast.orgs.presidium,
        "第1号议案",
    )


@pytest.mark.parametrize(("part", "word"), [("grounds", "案据"), ("plan", "方案")])
def test_a_motion_needs_case_grounds_and_plan(cast, part, word):
    row = cosigned(cast)
    with at_session():
        services.edit_motion(row, actor=cast.deputy, **{part: ""})
        with pytest.raises(Blocked, match=f"还没有写{word}"):
            services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.deputy)


def test_after_the_deadline_the_page_says_until_when_and_what_else_is_possible(cast):
    row = cosigned(cast)
    late = datetime(2026, 1, 13, 18, 1, tzinfo=COUNTY_TIME)
    with at_session(late), pytest.raises(Blocked, match=r"截止时间是2026年1月13日18:00，已经过了.*改提代表建议"):
        services.submit_motion(row, actor=cast.deputy)
    with at_session(datetime(2026, 1, 13, 17, 59, tzinfo=COUNTY_TIME)):
        assert services.submit_motion(row, actor=cast.deputy).state == M.SUBMITTED


def test_too_late_it_goes_on_as_a_suggestion_with_the_same_words(cast):
    row = cosigned(cast)
    row = services.turn_motion(row, actor=cast.deputy)
    made = Suggestion.objects.get()
    assert (row.state, row.suggestion_id, made.state) == (M.TURNED, made.pk, "draft")
    assert made.title == "关于加快南广河流域水环境治理的建议"
    assert (made.problem, made.analysis) == (TEXT["case"], TEXT["grounds"])
    assert made.asks == ["由大会作出加快流域治理的决定。", "县人民政府编制三年治理规划。", "每年向常委会报告一次。"]


def test_what_misses_the_deadline_stays_a_draft_and_nobody_is_overdue(cast):
    one = invited(cast)
    assert Waiting.objects.get(matter_id=one.parent_id).due_on == date(2026, 1, 13)
    assert lapse_due(date(2026, 1, 13)) == 0
    assert lapse_due(date(2026, 1, 14)) == 1
    row = Motion.objects.get(pk=one.parent_id)
    assert (row.state, row.session, Waiting.objects.get(matter_id=row.pk).due_on) == (M.DRAFT, None, None)


def test_a_change_of_the_words_asks_the_signers_again(cast):
    row = cosigned(cast)
    with at_session():
        services.edit_motion(row, actor=cast.deputy, category="health")
        assert row.cosignings.given().count() == 9
        services.edit_motion(row, actor=cast.deputy, plan="1. 只修管网。")
    assert row.cosignings.given().count() == 0
    assert row.cosignings.filter(state=CosigningState.INVITED, signed_at=None).count() == 9


def test_handing_in_lets_go_of_who_has_not_answered(cast):
    row = cosigned(cast)
    with at_session():
        services.invite_cosigning(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy3.pk])
        services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.deputy)
    left = Cosigning.objects.get(deputy=cast.seats.deputy3)
    assert (left.state, Waiting.objects.filter(matter_id=left.pk).exists()) == (CosigningState.LAPSED, False)
    with pytest.raises(WrongState), at_session():
        services.sign_cosigning(left, actor=cast.deputy3)


def test_only_deputies_of_the_same_congress_co_sign(cast):
    row = drafted(cast)
    with at_session(), pytest.raises(Invalid, match="同一个人大"):
        services.invite_cosigning(row, actor=cast.deputy, deputy_ids=[cast.seats.town_deputy.pk])


def test_the_cover_sheet_is_ordered_when_it_is_handed_in(cast):
    row = submitted(cast)
    paper = papers_of(row).get()
    assert (paper.purpose, paper.audience) == ("cover", "parties")
    for words in ("一、案由", "二、案据", "三、方案", "罗秋禾等10名代表", TEXT["grounds"]):
        assert words in paper.source


@pytest.mark.parametrize(("who", "kind", "name"), [
    ("office", "standing", "高县人民代表大会常务委员会"), ("office", "presidium", "高县人民代表大会会议主席团"),
    ("committee", "special", "高县人大常委会农业农村工作委员会"), ("gov", "government", "高县人民政府"),
])  # fmt: skip
def test_bodies_move_without_signers(cast, who, kind, name):
    with at_session():
        row = services.draft_motion(actor=getattr(cast, who), mover_kind=kind, **TEXT)
        assert (row.mover_name, row.mover) == (name, None)
        assert services.submit_motion(row, actor=getattr(cast, who)).state == M.SUBMITTED
    with pytest.raises(Blocked), at_session():
        services.invite_cosigning(row, actor=getattr(cast, who), deputy_ids=[cast.seats.deputy.pk])


@pytest.mark.parametrize(
    ("who", "kind"), [("clerk", "government"), ("gov", "standing"), ("deputy", "special"), ("clerk", "deputies")]
)
def test_who_is_not_named_by_the_law_does_not_move(cast, who, kind):
    with at_session(), pytest.raises((NotAllowed, NotFound)):
        services.draft_motion(actor=getattr(cast, who), mover_kind=kind, **TEXT)


def test_a_liaison_officer_hands_in_with_the_signed_paper(cast):
    from renda.ground.files.tests.factories import photo

    with at_session():
        row = services.draft_motion(actor=cast.liaison, deputy_id=cast.seats.deputy.pk, **TEXT)
        on_paper(cast, row, [d.pk for d in more_deputies(cast, 9)], actor=cast.liaison)
        with pytest.raises(Invalid, match="扫描件"):
            services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.liaison)
        row = services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.liaison, paper=photo())
    assert row.state == M.SUBMITTED
