"""Pages and API: who sees what, above all who never sees exams, CVs and scores."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renda.chamber.appointments import services
from renda.chamber.appointments.models import Appointment, Exam, Nominee, Question
from renda.chamber.appointments.tests import factories as made
from renda.chamber.meetings.tests import factories as halls
from renda.ground.papers.excel import write_rows

HOW = {"content_type": "application/json"}
STRANGERS = ("clerk", "committee", "township", "publisher", "admin", "deputy3", "town_deputy", "liaison", "resident")
TITLES = ["姓名", "任免", "机构", "职务", "简历"]


@pytest.fixture
def line(cast):
    return made.checked(cast, name="陆远程", login=made.login_of(cast.co_clerk))


def addresses(line):
    kinds = (line.parent.get_absolute_url(), line.get_absolute_url())
    return (*kinds, f"/api/v1/appointment/{line.parent_id}", f"/api/v1/nominee/{line.pk}")


def reads(client, address):
    answer = client.get(address)
    return answer.status_code == 200 and answer


@pytest.mark.parametrize("name", [*STRANGERS, "deputy"])
def test_before_the_agenda_nobody_else_sees_a_line(cast, client_of, line, name):
    for address in addresses(line):
        answer = client_of(name).get(address)
        assert answer.status_code in (302, 401, 404), address
        assert made.CV not in answer.content.decode()
    assert "县长提请" not in client_of(name).get("/appointments/", follow=True).content.decode()


def test_the_meetings_members_read_a_line_once_the_council_listed_it(cast, client_of):
    case = made.ready(cast)
    line = made.line_of(case)
    assert client_of("deputy").get(line.get_absolute_url()).status_code == 404
    services.list_appointment(case, actor=cast.office)
    page = client_of("deputy").get(line.get_absolute_url()).content.decode()
    assert made.CV in page and "两年内考过" not in page
    assert client_of("deputy3").get(line.get_absolute_url()).status_code == 404
    assert "两年内考过" in client_of("office").get(line.get_absolute_url()).content.decode()


def test_members_do_not_see_a_line_that_failed_its_exam(cast, client_of):
    case = made.ready(cast, made.person(cast), made.person(cast, 2, name="白青"))
    services.withdraw_nominee(made.line_of(case, 2), actor=cast.gov, note="考试不合格")
    services.list_appointment(case, actor=cast.office)
    page = client_of("deputy").get(case.get_absolute_url()).content.decode()
    assert "米向阳" in page and "白青" not in page


@pytest.mark.parametrize("name", [*STRANGERS, "deputy", "chair", "gov"])
def test_an_exam_is_the_persons_and_the_offices_alone(cast, client_of, line, name):
    exam = made.answered(made.exam_set(cast, line), cast.co_clerk)
    services.hand_in_exam(exam, actor=cast.co_clerk)
    for address in (exam.get_absolute_url(), f"/api/v1/exam/{exam.pk}"):
        assert client_of(name).get(address).status_code in (302, 401, 404)
    for address in addresses(line):
        assert "100分" not in client_of(name).get(address).content.decode()


def test_the_score_goes_to_the_person_and_the_office(cast, client_of, line):
    exam = made.answered(made.exam_set(cast, line), cast.co_clerk)
    services.hand_in_exam(exam, actor=cast.co_clerk)
    for name in ("co_clerk", "office"):
        assert "100分" in client_of(name).get(exam.get_absolute_url()).content.decode()
    assert "100分" in Client().get(f"/appointments/sit/{exam.code}/").content.decode()


def test_neither_the_sheet_nor_the_api_gives_the_key_away(cast, client_of, line):
    exam = made.answered(made.exam_set(cast, line), cast.co_clerk, right=0)
    body = client_of("co_clerk").get(f"/api/v1/exam/{exam.pk}").json()["body"]
    assert len(body["items"]) == 40 and all("key" not in one and "source" not in one for one in body["items"])
    assert "seed" not in body and "code" not in body
    page = client_of("co_clerk").get(exam.get_absolute_url()).content.decode()
    assert "监督法（2024）第" not in page and "宪法（2018）第" not in page


def test_the_office_does_not_read_along_while_an_exam_runs(cast, client_of, line):
    exam = made.answered(made.exam_set(cast, line), cast.co_clerk, right=3)
    assert "答卷" not in client_of("office").get(exam.get_absolute_url()).content.decode()


def test_who_has_no_account_sits_with_the_code(cast, line):
    exam, visitor = made.exam_set(cast, line), Client()
    entered = visitor.post("/appointments/sit/", {"code": exam.code.lower().replace("-", " ")})
    base = entered["Location"]
    assert base == f"/appointments/sit/{exam.code}/"
    assert visitor.post(f"{base}answer/", {"position": 1, "given": "A"}).status_code == 409
    visitor.post(f"{base}begin/")
    item = exam.items.get(position=1)
    saved = visitor.post(f"{base}answer/", {"position": 1, "given": item.key}, headers={"HX-Request": "true"})
    assert "已存" in saved.content.decode() and exam.items.get(position=1).given == ",".join(item.key)
    assert visitor.post(f"{base}hand-in/").status_code == 302
    assert made.fresh(exam).state == "failed"


def test_a_wrong_code_opens_nothing_and_gets_slow(cast, client_of, line):
    made.exam_set(cast, line)
    answers = [Client().post("/appointments/sit/", {"code": f"AAAA-BBBB-CCCC-{n:04d}"}) for n in range(32)]
    assert answers[0].status_code == 422 and "没有这个考试编号" in answers[0].content.decode()
    assert answers[-1].status_code == 429


def test_the_candidate_does_not_read_what_was_found_out(cast, client_of, line):
    services.fill_nominee(line, actor=cast.gov, appraisal="考察组的话。")
    assert "考察组的话" not in client_of("co_clerk").get(line.get_absolute_url()).content.decode()
    assert client_of("co_clerk").get(f"/api/v1/nominee/{line.pk}").json()["body"]["appraisal"] == ""
    assert "考察组的话" in client_of("gov").get(line.get_absolute_url()).content.decode()


def test_the_papers_of_a_person_follow_the_line(cast, client_of, line):
    file = SimpleUploadedFile("材料.txt", "材料".encode(), content_type="text/plain")
    sent = client_of("gov").post(f"{line.get_absolute_url()}fill/", {"papers": [file], "cv": made.CV})
    if sent.status_code == 422:
        from renda.ground.files.tests.factories import photo

        client_of("gov").post(f"{line.get_absolute_url()}fill/", {"papers": [photo()], "cv": made.CV})
    from renda.ground.files.queries import files_of

    address = f"{line.get_absolute_url()}files/{files_of(line).get().pk}/"
    assert client_of("office").get(address).status_code == 200
    for name in ("co_clerk", "deputy", "clerk"):
        assert client_of(name).get(address).status_code == 404


def test_a_list_makes_the_lines_at_once(cast, client_of):
    meeting = halls.planned(cast, days=30)
    rows = [["米向阳", "决定任命", "县水利局", "局长", made.CV], ["白青", "免职", "县水利局", "副局长", ""]]
    sheet = SimpleUploadedFile("名单.xlsx", write_rows(TITLES, rows))
    client_of("office").post("/appointments/open/", {"meeting_id": meeting.pk, "proposer": "head", "file": sheet})
    case = Appointment.objects.get()
    words = [one.words for one in case.lines.order_by("position")]
    assert words == ["决定任命米向阳为县水利局局长", "免去白青的县水利局副局长职务"]
    csv = SimpleUploadedFile("名单.csv", "姓名,任免,机构,职务\n田野,决定任命,县教育局,局长\n".encode("gb18030"))
    client_of("office").post(f"{case.get_absolute_url()}upload/", {"file": csv})
    assert case.lines.count() == 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [([["米向阳", "升任", "县水利局", "局长", ""]], "第2行"), ([["米向阳", "任命", "县水利局", "局长", ""]], "不能提"),
     ([["", "免职", "县水利局", "局长", ""]], "姓名、机构、职务都要写")],
)  # fmt: skip
def test_a_bad_list_is_told_and_makes_nothing(cast, client_of, rows, words):
    sheet = SimpleUploadedFile("名单.xlsx", write_rows(TITLES, rows))
    facts = {"meeting_id": halls.planned(cast).pk, "proposer": "head", "file": sheet}
    answer = client_of("office").post("/appointments/open/", facts)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Appointment.objects.exists()


def test_everybody_reads_who_was_announced_and_nothing_more(cast):
    case = made.announced(cast, made.person(cast), made.person(cast, 2, name="白青"), yes=(3, 2))
    page = Client().get("/appointments/announced/").content.decode()
    assert "米向阳" in page and case.number in page
    assert "白青" not in page and made.CV not in page
    rows = Client().get("/api/v1/appointments/announced").json()
    assert rows[0]["lines"] == [made.line_of(case).words] and set(rows[0]) == {
        "number",
        "announced_on",
        "meeting",
        "lines",
    }
    assert Client().get(case.get_absolute_url()).status_code == 302


def test_a_case_is_opened_and_answered_by_the_api(cast, client_of):
    meeting = halls.planned(cast, days=30)
    person = {"name": "陆远程", "act": "decide", "organisation": "县水利局", "post": "局长", "login": made.login_of(cast.co_clerk),
              "cv": made.CV}  # fmt: skip
    facts = {"meeting_id": str(meeting.pk), "proposer": "head", "persons": [person]}
    assert client_of("clerk").post("/api/v1/appointments", facts, **HOW).status_code == 404
    opened = client_of("office").post("/api/v1/appointments", facts, **HOW)
    assert opened.status_code == 201
    line = Nominee.objects.get()
    client_of("office").post(f"/api/v1/nominee/{line.pk}/steps/check", {}, **HOW)
    exam = made.exam_set(cast, made.fresh(line))
    client_of("co_clerk").post(f"/api/v1/exam/{exam.pk}/steps/begin", {}, **HOW)
    given = exam.items.get(position=2).key
    answer = client_of("co_clerk").post(
        f"/api/v1/exams/{exam.pk}/answers", {"position": 2, "given": ",".join(given)}, **HOW
    )
    assert answer.status_code == 200 and answer.json()["given"] == ",".join(given)
    assert (
        client_of("clerk").post(f"/api/v1/exams/{exam.pk}/answers", {"position": 2, "given": "A"}, **HOW).status_code
        == 404
    )
    assert client_of("co_clerk").post(f"/api/v1/exam/{exam.pk}/steps/hand_in", {}, **HOW).status_code == 200


def test_the_bank_is_the_offices(cast, client_of):
    for name in ("chair", "co_clerk", "committee"):
        assert client_of(name).get("/appointments/questions/").status_code == 403
    office = client_of("office")
    office.post("/appointments/questions/start/")
    assert Question.objects.count() >= 60
    facts = {"kind": "judge", "subject": "宪法", "text": "宪法是根本法。", "key": "也许", "is_used": "on"}
    bad = office.post("/appointments/questions/new/", facts)
    assert bad.status_code == 422 and "对或者错" in bad.content.decode() and "宪法是根本法" in bad.content.decode()
    office.post("/appointments/questions/new/", {**facts, "key": "对", "source": "宪法序言"})
    row = Question.objects.get(text="宪法是根本法。")
    assert office.get(f"/appointments/questions/{row.pk}/").status_code == 200
    asked = {
        "questions": [{"kind": "judge", "subject": "宪法", "text": "法律面前一律平等。", "key": "对", "source": "宪法"}]
    }
    assert office.post("/api/v1/appointments/questions", asked, **HOW).json() == {"added": 1}


def test_list_and_pages_ask_few_queries(cast, client_of, django_assert_max_num_queries, line):
    made.exam_set(cast, line)
    office = client_of("office")
    for address in ("/appointments/", line.parent.get_absolute_url(), line.get_absolute_url()):
        office.get(address)
    with django_assert_max_num_queries(6):
        office.get("/appointments/")
    with django_assert_max_num_queries(14):
        office.get(line.parent.get_absolute_url())
    with django_assert_max_num_queries(18):
        office.get(line.get_absolute_url())
    sitter, address = client_of("co_clerk"), Exam.objects.get().get_absolute_url()
    sitter.get(address)
    with django_assert_max_num_queries(12):
        sitter.get(address)
