import pytest

from renda.chamber.deliberations import services
from renda.chamber.deliberations.models import Deliberation
from renda.chamber.deliberations.tests import factories as made
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import photo
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk

HOW = {"content_type": "application/json"}
NAMES = ("office", "committee", "publisher", "clerk", "co_clerk", "deputy", "liaison", "resident")


def test_organs_read_opinions_when_they_are_handed_over(cast, client_of):
    row = made.approved(cast)
    assert client_of("clerk").get(row.get_absolute_url()).status_code == 404
    services.hand_deliberation(row, actor=cast.office)
    found = {name: client_of(name).get(row.get_absolute_url()).status_code for name in (
        "office", "committee", "chair", "publisher", "clerk", "co_clerk", "deputy", "gov", "deputy3", "liaison")}  # fmt: skip
    assert {name for name, status in found.items() if status != 200} == {"gov", "deputy3", "liaison"}


def test_what_was_said_stays_with_the_congress_and_the_members(cast, client_of):
    row = made.handed(cast)
    for name, reads in (("deputy", True), ("committee", True), ("clerk", False)):
        assert ("供水站建得不错" in client_of(name).get(row.get_absolute_url()).content.decode()) is reads
    assert "供水站建得不错" not in str(client_of("clerk").get(f"/api/v1/deliberation/{row.pk}").json())


def test_everybody_reads_what_was_published(cast, client):
    row = made.checked(cast)
    assert client.get(row.get_absolute_url()).status_code == 404
    services.publish_deliberation(row, actor=cast.publisher)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "建议加快老旧管网改造" in page and "换了三公里管网" in page and "两条都在办" in page
    assert "供水站建得不错" not in page and "属实。" not in page
    assert row.title in client.get("/deliberations/").content.decode()


def test_the_public_reads_a_round_when_its_report_was_looked_at(cast, client):
    row = made.rated(cast, {"dissatisfied": 3})
    services.publish_deliberation(row, actor=cast.publisher)
    services.handle_again_deliberation(row, actor=cast.office, note="再办。")
    services.answer_deliberation(row, actor=cast.clerk, position=1, result="doing", words="第二次说法。")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "不满意" in page and "换了三公里管网" in page and "第二次说法" not in page


def test_drafting_on_a_page_from_an_item(cast, client_of):
    meeting = meetings.opened(cast)
    item = meeting.items.get()
    assert item.title in client_of("committee").get("/deliberations/begin/").content.decode()
    address = f"/deliberations/draft/{meeting.pk}/?item={item.pk}"
    assert f'value="{item.pk}" selected' in client_of("committee").get(address).content.decode()
    facts = {"item_id": item.pk, "source": "report", "organ_id": cast.orgs.water, "committee_id": cast.orgs.committee,
             "notes": made.NOTES}  # fmt: skip
    answer = client_of("committee").post(f"/deliberations/draft/{meeting.pk}/", facts)
    assert answer.status_code == 302 and Deliberation.objects.get().points.count() == 2


def test_a_draft_without_an_organ_keeps_what_was_typed(cast, client_of):
    meeting = meetings.opened(cast)
    answer = client_of("office").post(
        f"/deliberations/draft/{meeting.pk}/", {"source": "report", "notes": "建议公布水质。"}
    )
    assert answer.status_code == 422 and "建议公布水质。" in answer.content.decode()
    assert client_of("clerk").get(f"/deliberations/draft/{meeting.pk}/").status_code == 403


def test_an_organ_answers_on_a_page_with_a_file(cast, client_of):
    row = made.handed(cast)
    address = f"{row.get_absolute_url()}answer/"
    page = client_of("clerk").get(address).content.decode()
    assert "加快老旧管网" in page and "公布水质" not in page
    facts = {"position": 1, "result": "done", "words": "办了。", "papers": photo()}
    assert client_of("clerk").post(address, facts).status_code == 302
    assert row.points.get(position=1).answers.get().words == "办了。" and files_of(row).count() == 1
    assert client_of("clerk").post(address, {**facts, "words": ""}).status_code == 422


def test_the_organs_answer_and_report_by_json(cast, client_of):
    row = made.handed(cast)
    steps = f"/api/v1/deliberation/{row.pk}/steps"
    for name, position in (("clerk", 1), ("co_clerk", 2)):
        facts = {"position": position, "result": "done", "words": "办了。"}
        assert client_of(name).post(f"{steps}/answer", facts, **HOW).status_code == 200
    assert client_of("co_clerk").post(f"{steps}/report", {"report": "报告。"}, **HOW).status_code == 403
    assert client_of("clerk").post(f"{steps}/report", {"report": "报告。"}, **HOW).json()["state"] == "reported"


def test_opinions_begin_by_json(cast, client_of):
    meeting = meetings.opened(cast)
    address = f"/api/v1/meetings/{meeting.pk}/deliberations"
    facts = {"source": "inquiry", "organ_id": cast.orgs.water, "committee_id": cast.orgs.committee, "notes": made.NOTES}
    assert client_of("committee").post(address, facts, **HOW).status_code == 201
    assert client_of("clerk").post(address, facts, **HOW).status_code == 403


@pytest.mark.parametrize("after", ["x", "0190c0de-0000-7000-8000-000000000000"])
def test_a_torn_address_is_answered_with_a_sentence(cast, client_of, after):
    assert client_of("office").get(f"/deliberations/?after={after}").status_code == 422


def test_queries_of_the_pages(cast, client_of, django_assert_max_num_queries):
    row, client = made.reported(cast), client_of("committee")
    client.get("/deliberations/")
    with django_assert_max_num_queries(6):
        assert client.get("/deliberations/").status_code == 200
    with django_assert_max_num_queries(16):
        assert client.get(row.get_absolute_url()).status_code == 200


def test_walks_of_a_deliberation(cast):
    actors = {name: getattr(cast, name) for name in NAMES}
    actors |= {"other": cast.other_office, "clock": clock_actor(cast.county.pk)}
    meeting = meetings.opened(cast)

    def fields(row, name):
        return {"hand": {"number": "审议意见书〔2026〕9号", "handed_on": meeting.starts_on},
                "put_on_agenda": {"rating_meeting_id": meeting.pk},
                "publish": {"published_on": meeting.starts_on}}.get(name, {})  # fmt: skip

    walk(DELIBERATION, lambda: made.drafted(cast, meeting=meeting), actors, fields=fields, examples=2)
    walk(DELIBERATION, lambda: made.checked(cast, meeting=meeting), actors, fields=fields, examples=2)
