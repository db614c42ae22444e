"""A report is drafted by the worker from the same figures, as Word and PDF, with its tables drawn."""

import zipfile
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from docx import Document

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.papers.queries import papers_of
from renda.readings.dashboards import services
from renda.readings.dashboards.models import Report
from renda.readings.dashboards.tests.factories import five
from renda.voice.suggestions.tests.factories import GOOD

TODAY = date(2026, 11, 25)


@pytest.fixture
def filled(year):
    rows = five(year)
    year.rated(rows[0], 4, 5, **GOOD)


def made(cast, kind, **more):
    with clock.at(TODAY):
        row = services.draft_report(actor=cast.office, kind=kind, year=2026, **more)
    jobs.run_pending()
    return Report.objects.get(pk=row.pk)


def text_of(row):
    whole = Document(BytesIO(papers_of(row).get().docx.read()))
    cells = [cell.text for table in whole.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(p.text for p in whole.paragraphs), *cells])


def test_the_year_end_report_says_the_figures(cast, filled):
    said = text_of(made(cast, "yearend"))
    assert "立案的代表建议共5件" in said and "按期答复4件，占应答复5件的80%" in said
    assert "满意1件（已答复4件，不足5件，不算比例）" in said
    assert "【请补充" in said and "高县水利局" in said


def test_its_charts_are_words_own(cast, filled):
    with zipfile.ZipFile(BytesIO(papers_of(made(cast, "yearend")).get().docx.read())) as parts:
        names = parts.namelist()
        chart = parts.read("word/charts/chart2.xml").decode()
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml", "word/embeddings/chart1.xlsx"} <= set(names)
    assert "<c:v>高县水利局</c:v>" in chart and "<c:v>4</c:v>" in chart


def test_the_quarter_says_what_was_done_in_it(cast, filled):
    said = text_of(made(cast, "quarter", quarter=2))
    assert "2026年第二季度督查通报" in said
    assert "本季度立案0件次，交办0件次" in said and "送达答复4件次" in said


def test_the_page_shows_how_far_it_is_and_then_the_files(cast, filled, client_of):
    client = client_of("office")
    with clock.at(TODAY):
        answer = client.post("/dashboards/reports/draft/", {"kind": "midyear", "year": 2026, "once": str(uuid4())})
        before = client.get(answer.url).content.decode()
    jobs.run_pending()
    after = client.get(answer.url).content.decode()
    assert "正在统计" in before and 'hx-trigger="every 2s"' in before
    assert "初稿做好了" in after and "hx-trigger" not in after
    row = Report.objects.get()
    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert b"".join(client.get(f"/dashboards/reports/{row.pk}.{ending}").streaming_content).startswith(start)
    assert "rd-desk" not in client.get(answer.url, headers={"HX-Request": "true"}).content.decode()


def test_a_second_press_asks_for_no_second_draft(cast, filled):
    once = uuid4()
    with clock.at(TODAY):
        rows = [services.draft_report(actor=cast.office, kind="yearend", year=2026, once=once) for _ in range(2)]
    assert rows[0].pk == rows[1].pk and Report.objects.count() == 1


def test_the_job_run_again_changes_nothing(cast, filled):
    row = made(cast, "midyear")
    services.write_report(row.pk)
    assert papers_of(row).count() == 1


def test_a_time_that_has_not_begun_is_refused(cast):
    with clock.at(date(2026, 5, 1)), pytest.raises(Invalid):
        services.draft_report(actor=cast.office, kind="quarter", year=2026, quarter=3)


@pytest.mark.parametrize("name", ["clerk", "deputy", "committee"])
def test_who_drafts(cast, name):
    with clock.at(TODAY), pytest.raises(NotAllowed):
        services.draft_report(actor=getattr(cast, name), kind="yearend", year=2026)


def test_a_draft_is_not_for_units(cast, filled, client_of):
    row = made(cast, "midyear")
    assert client_of("clerk").get(row.get_absolute_url()).status_code == 404
    assert client_of("clerk").get("/dashboards/reports/").status_code == 403
    assert client_of("gov").get(row.get_absolute_url()).status_code == 200


def test_a_quarter_must_be_named(client_of, filled):
    with clock.at(TODAY):
        answer = client_of("office").post("/dashboards/reports/draft/", {"kind": "quarter", "year": 2026})
    assert answer.status_code == 422 and "请选是第几季度" in answer.content.decode()
