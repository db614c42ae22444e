"""Gives a paper to a browser. The subject's view has already decided that this reader may have it."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from renda.ground.kernel.errors import NotFound
from renda.ground.papers.excel import CONTENT_TYPE
from renda.ground.papers.models import Paper
from renda.ground.papers.states import PaperState
from renda.ground.papers.tables import CSV_TYPE, write_csv

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def stream(paper: Paper, ending: Literal["pdf", "docx"] = "pdf", *, is_inline: bool = False) -> FileResponse:
    """The file under its Chinese title. `is_inline` shows a PDF in the browser. Raises NotFound until it is made."""
    if paper.state != PaperState.MADE:
        raise NotFound("这份公文还没有生成，过一会儿再看。" if paper.state == PaperState.QUEUED else paper.reason)
    file = paper.pdf if ending == "pdf" else paper.docx
    if not file:
        raise NotFound("这份文件只有PDF版。")
    name = f"{paper.number} {paper.title or '公文'}".strip().replace("/", "／")
    response = FileResponse(file.open("rb"), content_type=TYPES[ending])
    way = "inline" if is_inline and ending == "pdf" else "attachment"
    response["Content-Disposition"] = f"{way}; filename=\"paper.{ending}\"; filename*=UTF-8''{quote(name)}.{ending}"
    response["Cache-Control"] = "private, no-cache"
    return response


def csv_answer(titles: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> StreamingHttpResponse:
    """A table as CSV, sent while it is read. name: of the file, plain letters."""
    answer = StreamingHttpResponse(write_csv(titles, rows), content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def excel_answer(data: bytes, name: str) -> HttpResponse:
    """A table as an Excel file. name: of the file without its ending, plain letters."""
    answer = HttpResponse(data, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
