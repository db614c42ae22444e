"""The matter page, the same at its public address; its files and papers."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.ground.files import web as files_web
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.voice.motions.models import Motion
from renda.voice.motions.states import Category
from renda.voice.motions.views.page import WITH, MatterPage, load_page, result_of

PURPOSES = {
    "signed_paper": "代表签名的纸质件",
    "signatures": "联名签名页",
    "unit_result": "办理情况附件",
    "report": "报告附件",
}
PAPERS = {"cover": "议案", "decision": "议案处理意见", "report": "审议结果的报告"}


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, _page(request, pk))


@require_safe
def show_public(request: Request, congress: str, number: str) -> HttpResponse:
    """A published motion at its stable address: the code of its congress and its short number."""
    rows = Motion.objects.published().filter(county_id=request.county.pk).select_related(*WITH)
    row = rows.filter(congress__code=congress, number_short=number).first()
    if row is None:
        raise Http404
    return _show(request, load_page(row, request.actor, request.county.version))


def _show(request: Request, page: MatterPage) -> HttpResponse:
    row = page.motion
    context = {
        "page": page, "motion": row, "category": Category(row.category).label, "files": list_files(page),
        "result": result_of(row),
    }  # fmt: skip
    return render(request, "motions/detail.html", context)


def list_files(page: MatterPage) -> list[dict[str, Any]]:
    row = page.motion
    papers = [_paper_line(row, paper) for paper in papers_of(row) if may_open_paper(page, paper)]
    return papers + [_file_line(row, stored) for stored in _kept(page)]


def _kept(page: MatterPage) -> Any:
    if page.reads_staff_files:
        return files_of(page.motion)
    return files_of(page.motion, *(("public", "parties") if page.is_party else ("public",)))


def may_open_paper(page: MatterPage, paper: Paper) -> bool:
    return paper.audience == "public" or page.is_party


def _paper_line(row: Motion, paper: Paper) -> dict[str, Any]:
    note = f"{paper.pages}页" if paper.state == "made" else paper.get_state_display()
    href = reverse("motions:paper", args=[row.pk, paper.pk, "pdf"])
    word = reverse("motions:paper", args=[row.pk, paper.pk, "docx"]) if paper.state == "made" else ""
    return {
        "name": f"{PAPERS.get(paper.purpose, paper.title)}　{paper.number}".strip(),
        "href": href,
        "note": note,
        "word": word,
    }


def _file_line(row: Motion, stored: StoredFile) -> dict[str, Any]:
    href = reverse("motions:file", args=[row.pk, stored.pk])
    icon = "image" if stored.is_image else "file-text"
    return {"name": PURPOSES.get(stored.purpose, stored.name), "href": href, "size": stored.size, "icon": icon}


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return files_web.stream(get_object_or_404(_kept(_page(request, pk)), pk=file_id), request)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    page = _page(request, pk)
    found = get_object_or_404(papers_of(page.motion), pk=paper_id)
    if ending not in ("pdf", "docx") or not may_open_paper(page, found):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


def _page(request: Request, pk: UUID) -> MatterPage:
    rows = Motion.objects.visible_to(request.actor).select_related(*WITH)
    return load_page(get_object_or_404(rows, pk=pk), request.actor, request.county.version)
