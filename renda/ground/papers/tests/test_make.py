import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from renda.ground.kernel import jobs
from renda.ground.kernel.errors import NotFound
from renda.ground.papers import pdf, services, web
from renda.ground.papers.markup import parse
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import PaperState
from renda.ground.papers.tests.factories import FACTS, Row, clerk, use_letter


@pytest.fixture
def row(county, monkeypatch):
    use_letter(monkeypatch)
    return Row(county.pk)


@pytest.fixture
def ordered(row):
    return services.order_paper(
        row, "tests/reply_letter", FACTS, actor=clerk(row.county_id), number="高交函〔2026〕18号", purpose="reply"
    )


def read(file):
    with file.open("rb") as opened:
        return opened.read()


def text_of(data):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).replace("\n", "").replace(" ", "")


def test_an_ordered_paper_waits_for_the_worker(ordered, row):
    assert (ordered.state, ordered.title) == (PaperState.QUEUED, "对县第十九届人民代表大会第五次会议第034号建议的答复")
    assert list(papers_of(row)) == [ordered]
    with pytest.raises(NotFound):
        web.stream(ordered)


def test_the_worker_makes_both_files(ordered):
    jobs.run_pending()
    ordered.refresh_from_db()
    data = read(ordered.pdf)
    assert (ordered.state, ordered.pdf_sha256) == (PaperState.MADE, hashlib.sha256(data).hexdigest())
    assert ordered.pages == len(PdfReader(BytesIO(data)).pages) == 3
    for words in ("高交函〔2026〕18号", "罗秋禾代表", "420米人行道", "县自然资源和规划局", "—1—"):
        assert words in text_of(data)
    assert read(ordered.docx).startswith(b"PK")


def test_making_twice_changes_nothing(ordered):
    first = services.make_paper(ordered.pk)
    assert services.make_paper(ordered.pk).pdf.name == first.pdf.name


def test_a_renewed_paper_keeps_its_number_and_gets_new_files(ordered, django_capture_on_commit_callbacks):
    old = services.make_paper(ordered.pk)
    services.renew_paper(old, {**FACTS, "to": "郑知非"}, actor=clerk(old.county_id))
    with django_capture_on_commit_callbacks(execute=True):
        new = services.make_paper(ordered.pk)
    assert (new.pk, new.number) == (old.pk, old.number)
    assert "郑知非代表" in text_of(read(new.pdf))
    assert not new.pdf.storage.exists(old.pdf.name)


def test_a_paper_ordered_anew_while_it_is_written_is_not_overwritten(ordered, monkeypatch):
    def slow(sheet):
        services.renew_paper(ordered, {**FACTS, "to": "郑知非"}, actor=clerk(ordered.county_id))
        return b"%PDF-old"

    monkeypatch.setattr(pdf, "write_pdf", slow)
    monkeypatch.setattr(pdf, "count_pages", lambda data: 1)
    assert services.make_paper(ordered.pk).state == PaperState.QUEUED


def test_a_failure_is_said_and_tried_again(ordered, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(pdf, "write_pdf", lambda sheet: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.make_paper(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.reason) == (PaperState.FAILED, services.NOT_MADE)
    assert services.make_paper(ordered.pk).state == PaperState.MADE


def test_the_source_is_sealed_in_the_database(ordered):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT source FROM papers_paper")
        assert "罗秋禾" not in cursor.fetchone()[0]


def test_erasing_takes_rows_and_files(ordered, row, django_capture_on_commit_callbacks):
    made = services.make_paper(ordered.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_papers(row) == 1
    assert not Paper.objects.exists()
    assert not made.pdf.storage.exists(made.pdf.name)
    assert services.make_paper(ordered.pk) is None


def test_a_paper_is_given_under_its_chinese_name(ordered):
    response = web.stream(services.make_paper(ordered.pk), is_inline=True)
    assert response["Content-Disposition"].startswith("inline;")
    assert "%E9%AB%98%E4%BA%A4%E5%87%BD" in response["Content-Disposition"]


def test_papers_number_themselves_in_a_series(row):
    order = {"actor": clerk(row.county_id), "series": "高人办函"}
    first = services.order_paper(row, "tests/reply_letter", FACTS, **order)
    second = services.order_paper(row, "tests/reply_letter", FACTS, **order)
    assert first.number.endswith("〕1号")
    assert second.number.endswith("〕2号")


def test_many_papers_become_one_file_with_bookmarks():
    one, two = (pdf.write_pdf(parse(f"@title {title}\n正文。")) for title in ("甲", "乙"))
    joined = PdfReader(BytesIO(services.join_pdf([pdf.Part("建议原件", one), pdf.Part("答复函", two)])))
    assert len(joined.pages) == 2
    assert [mark.title for mark in joined.outline] == ["建议原件", "答复函"]


def test_a_joined_file_is_kept_in_place_of_the_older(row):
    data = pdf.write_pdf(parse("@title 甲\n正文。"))
    for _ in range(2):
        kept = services.keep_pdf(row, data, actor=clerk(row.county_id), title="第034号建议办理档案", purpose="archive")
    assert list(papers_of(row)) == [kept]
    assert web.stream(kept)["Content-Type"] == "application/pdf"
    with pytest.raises(NotFound):
        web.stream(kept, "docx")


def test_a_part_that_is_no_pdf_is_named():
    with pytest.raises(ValueError, match="扫描件"):
        services.join_pdf([pdf.Part("扫描件", b"nothing")])


def test_a_printed_page_fetches_nothing():
    made = pdf.print_html('<img src="http://192.0.2.1/x.png"><img src="file:///etc/hostname"><p>好</p>')
    assert made.startswith(b"%PDF")
