"""The matter page, its files and papers."""

from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.ground.files import web as files_web
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of, files_on_page
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.prepared import Prepared
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of, papers_on_page
from renda.ground.search.near import Near, Press, near
from renda.ground.search.views import show_alike
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions import access
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Category, Need
from renda.voice.suggestions.views.page import MatterPage, load_page
from renda.voice.suggestions.workflow import SUGGESTION

PURPOSES = {
    "signed_paper": "代表签名的纸质件", "signatures": "联名签名页", "sealed_reply": "答复函盖章件（法定原件）",
    "co_opinion": "会办意见盖章件", "archive": "整卷PDF",
}  # fmt: skip
MERGE = SUGGESTION.steps["merge"]
WITH = (
    "proposer", "lead_org", "office", "government", "congress", "session__term", "merged_into", "leader", "committee",
)  # fmt: skip


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    return show_page(request, _page(request, pk))


def show_page(request: Request, page: MatterPage, status: int = 200, **more: Any) -> HttpResponse:
    row = page.suggestion
    context = {
        "page": page, "suggestion": row, "category": Category(row.category).label if row.category else "",
        "need": Need(row.need).label if row.need else "", "files": list_files(page), "origins": origins_of(page),
        "is_sorting": may_merge(page.actor, row), **more,
    }  # fmt: skip
    return render(request, "suggestions/detail.html", context, status=status)


def origins_of(page: MatterPage) -> list[Opinion]:
    """The opinions behind it that this actor may open."""
    if not page.is_party or not getattr(page.suggestion, "has_origins", True):
        return []
    return _ORIGINS.rows(actor=page.actor, key=page.suggestion.pk)


def _origins(actor: Actor, key: UUID) -> "QuerySet[Opinion]":
    return Opinion.objects.visible_to(actor).filter(suggestions=key).order_by("pk")[:50]


_ORIGINS = Prepared(_origins)


def list_files(page: MatterPage) -> list[dict[str, Any]]:
    row = page.suggestion
    papers = [_paper_line(page, p) for p in papers_on_page(row) if may_open_paper(page.actor, page, p)]
    if not getattr(row, "has_files", True):
        return papers
    kept = files_on_page(row) if page.reads_staff_files else files_on_page(row, *_audiences(page))
    return papers + [_file_line(row, stored) for stored in kept]


def _audiences(page: MatterPage) -> tuple[str, ...]:
    return ("public", "parties") if page.is_party else ("public",)


def may_open_paper(actor: Actor, page: MatterPage, paper: Paper) -> bool:
    """Staff open all; a signatory the original and his own letter; the public what is opened to it."""
    if paper.audience == "public" or page.reads_staff_files:
        return True
    seats = {page.suggestion.proposer.user_id: page.suggestion.proposer_id}
    seats |= {s.deputy.user_id: s.deputy_id for s in page.signatures}
    mine = seats.get(actor.user_id) if actor.is_signed_in else None
    return (
        paper.audience == "parties"
        and mine is not None
        and (paper.purpose == "original" or paper.purpose.endswith(f"_{mine}"))
    )


def _paper_line(page: MatterPage, paper: Paper) -> dict[str, Any]:
    names = {page.suggestion.proposer_id: page.suggestion.proposer.name}
    names |= {s.deputy_id: s.deputy.name for s in page.signatures}
    whose = paper.purpose.rsplit("_", 1)[-1]
    to = names.get(int(whose)) if whose.isdecimal() else None
    note = f"{paper.pages}页" if paper.state == "made" else paper.get_state_display()
    name = f"{paper.title or '答复函'}　{paper.number}" + (f"（致{to}代表）" if to else "")
    return {
        "name": name,
        "href": reverse("suggestions:paper", args=[page.suggestion.pk, paper.pk, "pdf"]),
        "note": note,
    }


def _file_line(row: Suggestion, stored: StoredFile) -> dict[str, Any]:
    name = PURPOSES.get(stored.purpose, stored.name)
    icon = "image" if stored.is_image else "file-text"
    href = reverse("suggestions:file", args=[row.pk, stored.pk])
    return {"name": name, "href": href, "size": stored.size, "icon": icon}


@require_safe
def alike(request: Request, pk: UUID) -> HttpResponse:
    """Earlier matters like this one, for who may merge it: one press takes the step."""
    row = _page(request, pk).suggestion
    return show_alike(
        request, {"alike": _beside(request.actor, row) if may_merge(request.actor, row) else [], "back": row}
    )


def may_merge(actor: Actor, row: Suggestion) -> bool:
    return row.state in MERGE.sources and MERGE.allow(actor, row)


def _beside(actor: Actor, row: Suggestion) -> list[Near]:
    found = near(actor, f"{row.title}\n{row.problem}", besides={(SUGGESTION.kind, str(row.pk))})
    keys = [UUID(one.key) for one in found if one.kind == SUGGESTION.kind]
    mains = Suggestion.objects.visible_to(actor).taking_in(row).filter(pk__in=keys).values_list("pk", flat=True)
    merging = {str(pk): Press("并入这一件", f"{row.get_absolute_url()}merge/", {"main_id": pk, "seen": row.version, "once": uuid7()})
               for pk in mains}  # fmt: skip
    return [replace(one, press=merging.get(one.key)) for one in found]


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    page = _page(request, pk)
    kept = files_of(page.suggestion) if page.reads_staff_files else files_of(page.suggestion, *_audiences(page))
    return files_web.stream(get_object_or_404(kept, pk=file_id), request)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    page = _page(request, pk)
    found = get_object_or_404(papers_of(page.suggestion), pk=paper_id)
    if ending not in ("pdf", "docx") or not may_open_paper(request.actor, page, found):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


def _page(request: Request, pk: UUID) -> MatterPage:
    row = _ROW.first(actor=request.actor, key=pk)
    if row is None:
        raise Http404
    access.remember_party(request.actor, row)
    return load_page(row, request.actor, request.county.version)


def _row(actor: Actor, key: UUID) -> "QuerySet[Suggestion]":
    rows = Suggestion.objects.visible_to(actor).filter(pk=key).select_related(*WITH)
    return rows.knowing_parts().knowing_party(actor)


_ROW = Prepared(_row)
