"""Papers of a meeting: what is there, and one button each for who keeps it."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.chamber.meetings import access, services
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.states import AFTER_OPENING, OFFICE_ONLY, MeetingState, PaperSort
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import Audience
from renda.ground.people.web import signed_in


@signed_in
@require_safe
def papers(request: Request, pk: UUID) -> HttpResponse:
    row = _meeting(request, pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    keeps = access.keeps(request.actor, row)
    found = [one for one in papers_of(row).defer("source") if may_read(request.actor, row, one)]
    lines: list[dict[str, Any]] = [
        {"sort": sort, "papers": [one for one in found if one.purpose == sort], "early": _is_early(row, sort)}
        for sort in PaperSort
    ]
    context = {
        "meeting": row, "keeps": keeps and row.state != MeetingState.CANCELLED,
        "lines": [one for one in lines if one["papers"] or keeps],
    }  # fmt: skip
    return render(request, "meetings/papers.html", context)


def _is_early(row: Meeting, sort: PaperSort) -> bool:
    return sort in AFTER_OPENING and row.opened_at is None


def may_read(actor: Actor, row: Meeting, paper: Paper) -> bool:
    """What is public by everybody; the rest by those inside, leave and sign-in by whoever keeps the meeting."""
    if paper.audience == Audience.PUBLIC:
        return True
    return access.keeps(actor, row) if paper.purpose in OFFICE_ONLY else access.is_inside(actor, row)


@signed_in
@require_POST
def draw_up(request: Request, pk: UUID, name: str) -> HttpResponse:
    row = _meeting(request, pk)
    if name not in PaperSort.values:
        raise Http404
    services.draw_up(row, actor=request.actor, sort=name)
    return redirect("meetings:papers", row.pk)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    row = _meeting(request, pk)
    found = get_object_or_404(papers_of(row), pk=paper_id)
    if ending not in ("pdf", "docx") or not may_read(request.actor, row, found):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


def _meeting(request: Request, pk: UUID) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
