"""Pages and JSON of the roster."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.ground.papers.excel import read_rows, write_rows
from renda.network.deputies.models import Deputy, ImportDraft
from renda.network.deputies.tests.test_import import ROWS, TITLES


@pytest.fixture
def many(county, cast):
    Deputy.objects.bulk_create(Deputy(county=county, name=f"代表{n}", level=1 + n % 2) for n in range(130))


def test_the_list_turns_pages_without_counting(client_of, many, django_assert_max_num_queries):
    browser = client_of("resident")
    with django_assert_max_num_queries(4):
        page = browser.get("/deputies/").content.decode()
    assert page.count("<tr>") == 61
    seen, path = set(), "/deputies/"
    while path:
        answer = browser.get(path)
        seen |= {row.pk for row in answer.context["rows"]}
        path = f"/deputies/?after={answer.context['after']}" if answer.context["after"] else ""
    assert len(seen) == Deputy.objects.count()


@pytest.mark.parametrize(
    ("query", "count"),
    [("level=2", 3), ("q=罗秋禾", 1), ("q=第十", 3), ("level=9", 4), ("after=x", 4), ("delegation=无", 0)],
)
def test_the_list_is_narrowed_by_its_address(client_of, query, count):
    assert len(client_of("resident").get(f"/deputies/?{query}").context["rows"]) == count


def test_a_deputys_page_shows_facts_and_never_the_phone(client_of, cast):
    for name in ("resident", "office"):
        page = client_of(name).get(cast.seats.deputy.get_absolute_url()).content.decode()
        assert "小学教师" in page
        assert "1990000" not in page


def test_an_unknown_deputy_is_not_found(client_of):
    assert client_of("resident").get("/deputies/NO-SUCH/").status_code == 404


def test_the_office_corrects_a_deputy(client_of, cast):
    browser, path = client_of("office"), cast.seats.deputy.get_absolute_url() + "change/"
    assert browser.get(path).status_code == 200
    assert browser.post(path, {"name": ""}).status_code == 422
    assert browser.post(path, {"name": "罗秋禾", "occupation": "中学教师"}).status_code == 302
    assert Deputy.objects.get(pk=cast.seats.deputy.pk).occupation == "中学教师"


def test_the_office_ends_a_deputys_service(client_of, cast):
    browser, path = client_of("office"), cast.seats.deputy.get_absolute_url() + "end/"
    assert browser.post(path, {"on": "2020-01-01"}).status_code == 422
    assert browser.post(path, {"on": "2026-06-30"}).status_code == 302
    assert client_of("resident").get(cast.seats.deputy.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["liaison", "deputy", "clerk"])
@pytest.mark.parametrize("tail", ["change/", "end/"])
def test_others_do_not_change_the_roster(client_of, cast, name, tail):
    assert client_of(name).get(cast.seats.deputy.get_absolute_url() + tail).status_code == 403


def test_a_roster_is_imported_by_its_pages(client_of, cast):
    browser = client_of("office")
    upload = SimpleUploadedFile("名册.xlsx", write_rows(TITLES, ROWS))
    answer = browser.post("/deputies/import/", {"file": upload})
    assert answer.status_code == 302
    page = browser.get(answer["Location"]).content.decode()
    assert "能导入3行，已导入0行，有问题5行" in page
    browser.post(answer["Location"] + "load/")
    assert "能导入0行，已导入3行，有问题5行" in browser.get(answer["Location"]).content.decode()
    titles, rows = read_rows(browser.get(answer["Location"] + "rest.xlsx").content)
    assert titles[-1] == "问题"
    assert len(rows) == 5
    assert client_of("liaison").get(answer["Location"]).status_code == 403
    browser.post(answer["Location"] + "drop/")
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("content", [b"no table", b"PK\x03\x04broken"])
def test_a_file_that_is_no_table_is_refused_with_a_sentence(client_of, content):
    answer = client_of("office").post("/deputies/import/", {"file": SimpleUploadedFile("a.xlsx", content)})
    assert answer.status_code == 422
    assert "rd-wrong" in answer.content.decode()


def test_the_sample_has_the_columns(client_of):
    titles, _ = read_rows(client_of("office").get("/deputies/import/sample.xlsx").content)
    assert titles[:2] == ["姓名", "级别"]


def test_programs_read_the_roster(client_of, cast, many):
    browser = client_of("resident")
    first = browser.get("/api/v1/deputies/", {"level": 2}).json()
    assert {row["level"] for row in first["rows"]} == {2}
    everyone = browser.get("/api/v1/deputies/").json()
    assert len(everyone["rows"]) == 100
    rest = browser.get("/api/v1/deputies/", {"after": everyone["next"]}).json()
    assert len(rest["rows"]) == 34
    assert rest["next"] == ""
    one = browser.get(f"/api/v1/deputies/{cast.seats.deputy.code}").json()
    assert one["name"] == "罗秋禾"
    assert "phone" not in one
    assert browser.get("/api/v1/deputies/none").status_code == 404
