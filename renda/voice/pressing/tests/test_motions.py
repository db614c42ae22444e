"""A motion whose unit is at work is supervised like a suggestion: list, tours, letters, ratings, matrix."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.errors import Blocked, Invalid
from renda.ground.notices.models import Message
from renda.ground.workflow.models import Waiting
from renda.voice.motions import services as motions
from renda.voice.motions.tests.factories import in_committee, with_unit
from renda.voice.pressing import services
from renda.voice.pressing.models import Evaluation, Finding, Inquiry
from renda.voice.pressing.shown import matrix
from renda.voice.pressing.tests.factories import QUESTIONS, fresh, key_item, tour

LATE = datetime(2026, 6, 1, 9, tzinfo=clock.COUNTY_TIME)


@pytest.fixture
def motion(cast):
    return with_unit(cast)


def test_it_is_given_with_a_leader_where_there_are_leaders(cast):
    row = in_committee(cast)
    for wrong in (None, cast.clerk.user_id):
        with pytest.raises(Invalid, match="领衔督办"):
            motions.hand_over_motion(row, actor=cast.committee, unit_id=cast.orgs.water, leader_id=wrong)
    motions.hand_over_motion(row, actor=cast.committee, unit_id=cast.orgs.water, leader_id=cast.chair.user_id)
    assert fresh(row).leader_id == cast.chair.user_id


def test_without_a_unit_there_is_nobody_to_press(cast):
    with pytest.raises(Blocked, match="还没有交政府办理"):
        services.propose_inquiry(in_committee(cast), actor=cast.committee, reasons=["试"])


def test_a_tour_takes_suggestions_and_motions(cast, motion):
    row = services.announce_tour(tour(cast, motion, key_item(cast)), actor=cast.committee)
    services.hold_tour(row, actor=cast.committee, held_on=clock.today())
    finding = fresh(row.findings.get(motion=motion))
    services.find_finding(
        finding, actor=cast.committee, text="管网没有接通。", demand="接通。", due_on=clock.today() + timedelta(days=9)
    )
    assert row.findings.count() == 2
    assert Waiting.objects.get(matter_id=finding.pk).holder == f"clerk:{cast.orgs.water}"
    services.answer_finding(fresh(finding), actor=cast.clerk, answer="已经接通。")
    assert services.confirm_finding(fresh(finding), actor=cast.committee).state == "done"


def test_the_platform_proposes_one_letter_when_its_unit_is_late(cast, motion):
    with clock.at(LATE):
        assert [services.propose_due(cast.county.pk) for _ in range(2)] == [1, 0]
        letter = Inquiry.objects.get()
        assert (letter.motion_id, letter.suggestion_id, letter.cause) == (motion.pk, None, "overdue")
        assert "已经超期" in letter.reasons[0]
        services.issue_inquiry(
            letter, actor=cast.committee, letter="press", questions=QUESTIONS, due_on=date(2026, 6, 10)
        )
    with clock.at(LATE + timedelta(days=20)):
        services.escalate_inquiry(fresh(letter), actor=cast.committee, note="没有答复")
    assert Message.objects.filter(user_id=cast.chair.user_id, title__contains="升级").exists()


def test_its_mover_sees_a_letter_that_was_sent_and_its_unit_too(cast, motion):
    with clock.at(LATE):
        letter = services.propose_inquiry(motion, actor=cast.committee, reasons=["代表催问。"], questions=QUESTIONS)
        seen = [who for who in ("deputy", "clerk", "deputy3") if sees(cast, who, letter)]
        services.issue_inquiry(
            letter, actor=cast.committee, letter="inquiry", questions=QUESTIONS, due_on=date(2026, 6, 10)
        )
    assert seen == []
    assert [who for who in ("deputy", "clerk", "deputy3") if sees(cast, who, letter)] == ["deputy", "clerk"]


def sees(cast, who, row):
    return type(row).objects.visible_to(getattr(cast, who)).filter(pk=row.pk).exists()


def test_it_is_rated_in_four_the_result_by_its_mover(cast, motion):
    with clock.at(LATE):
        services.open_ratings(cast.county.pk)
        assert set(Evaluation.objects.values_list("measure", flat=True)) == {"assignment", "timeliness"}
        motions.answer_motion(motion, actor=cast.clerk, unit_result="规划已经编好。")
        services.open_ratings(cast.county.pk)
    assert Evaluation.objects.filter(motion=motion).count() == 3
    row = services.open_evaluation(motion, actor=clock_actor(cast.county.pk), measure="result", rater="proposer")
    assert services.rate_evaluation(row, actor=cast.deputy, mark="good").mark == "good"


def test_the_matrix_shows_it_beside_the_suggestions_of_its_leader(cast, motion):
    key_item(cast)
    with clock.at(LATE):
        led = matrix(cast.office, 2026, clock.today())
    assert [one.leader for one in led] == ["岳鸣山"]
    assert led[0].rows[0].facts.title == motion.title
    assert [cell.state for cell in led[0].rows[0].quarters] == ["gap", "later", "later", "later"]


def test_an_act_is_of_one_item(cast, motion):
    row = tour(cast, motion).findings.get()
    for wrong in ({"suggestion": key_item(cast)}, {"motion": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=row.pk).update(**wrong)


def test_its_page_list_and_letter(cast, motion, client_of):
    client = client_of("committee")
    assert motion.title in client.get("/pressing/").content.decode()
    assert "看督办" in client.get(f"/motions/{motion.pk}/").content.decode()
    page = f"/pressing/motion/{motion.pk}/"
    said = client.get(page).content.decode()
    assert "岳鸣山" in said and "县水利局" in said and "一表三单" not in said
    fields = {"letter": "inquiry", "reason": "代表催问。", "questions": "何时办成？"}
    answer = client.post(f"{page}inquire/", fields)
    assert answer.status_code == 302 and Inquiry.objects.get().motion_id == motion.pk
    assert client_of("clerk").get(f"{page}inquire/").status_code == 403
    assert client_of("co_clerk").get(page).status_code == 404


def test_programs_press_it_too(cast, motion, client_of):
    client = client_of("committee")
    body = {"item_id": str(motion.pk), "reason": "没有回音。", "questions": "何时办成？"}
    made = client.post("/api/v1/pressing/inquiries", body, content_type="application/json")
    assert made.status_code == 201
    shown = client.get(f"/api/v1/inquiry/{made.json()['id']}").json()["body"]
    assert (shown["motion"], shown["suggestion"]) == (str(motion.pk), None)


@pytest.mark.parametrize(("query", "sees"), [
    ("", True), ("key=1", True), ("done=1", False), ("light=red", False), ("q=流域", True), ("q=没有的", False), ("unit=0", False),
])  # fmt: skip
def test_the_list_and_the_one_table_narrow_motions_like_suggestions(cast, motion, client_of, query, sees):
    for address in ("/pressing/", "/pressing/table/"):
        assert (motion.title in client_of("office").get(f"{address}?{query}").content.decode()) is sees, address


def test_the_excel_table_has_its_motions(cast, motion, client_of):
    data = client_of("office").get("/pressing/export.xlsx").content
    cells = [cell for row in load_workbook(BytesIO(data)).active.iter_rows(values_only=True) for cell in row]
    assert motion.title in cells and "高县水利局" in cells
