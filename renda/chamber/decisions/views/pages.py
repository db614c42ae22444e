"""What people read of decisions: the list, one matter, a year's list as page and sheet, the county's list of matters."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.chamber.decisions import access, queries
from renda.chamber.decisions.forms import proposers_of
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.shown import COLUMNS, table_rows, year_lines, years_of
from renda.chamber.decisions.states import GROUPS, Proposer, Sort
from renda.chamber.decisions.workflow import DECISION
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of, files_on_page
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.excel import write_rows
from renda.ground.papers.queries import papers_of, papers_on_page
from renda.ground.papers.states import Audience
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

PAGE = 30
PARTS = ("body", "office", "committee", "organ", "meeting", "ballot", "mover", "proposer_org", "county")
ONWARD = ("join", "research", "hand", "submit", "put_on_agenda", "deliberate", "put_to_vote", "adopt", "announce", "report",
          "close")  # fmt: skip
PURPOSES = {"plan": "提出时的附件", "research": "研究材料", "report": "落实情况附件"}


@require_safe
def index(request: Request) -> HttpResponse:
    """The latest first; narrowed to a sort or a stage."""
    group, sort, after = (request.GET.get(name, "") for name in ("group", "sort", "after"))
    rows = Decision.objects.visible_to(request.actor).in_group(group)
    if sort in Sort.values:
        rows = rows.filter(sort=sort)
    found, following = rows.page(after, PAGE)
    context = {
        "lines": found, "after": following, "year": clock.today().year, "proposes": may_propose(request.actor),
        "chips": [chip(request.GET, "group", key, words[0], group) for key, words in GROUPS.items()],
        "sorts": [chip(request.GET, "sort", str(key), str(label), sort) for key, label in Sort.choices],
    }  # fmt: skip
    return render(request, "decisions/list.html", context)


def may_propose(actor: Actor) -> bool:
    return actor.is_signed_in and bool(proposers_of(actor))


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _decision(request, pk)
    is_party = access.is_party(request.actor, row)
    waiting = waiting_for(row).first() if is_party else None
    papers = [one for one in papers_on_page(row) if is_party or one.audience == Audience.PUBLIC]
    context = {
        "decision": row, "is_party": is_party, "base": row.get_absolute_url(), "waiting": waiting, "papers": papers,
        "offers": sorted(DECISION.offers(request.actor, row), key=_order) if request.actor.is_signed_in else [],
        "movers": list(row.movers.select_related("deputy").order_by("at", "pk")) if _by_members(row, is_party) else [],
        "texts": list(row.texts.order_by("-number")) if is_party else [], "files": _files(row) if is_party else [],
        "due": why_due(DECISION, row, waiting, request.county.version),
        "history": steps_of(DECISION, row, request.actor, is_party=True) if is_party else [],
    }  # fmt: skip
    return render(request, "decisions/decision.html", context)


def _decision(request: Request, pk: UUID) -> Decision:
    return get_object_or_404(Decision.objects.visible_to(request.actor).select_related(*PARTS), pk=pk)


def _by_members(row: Decision, is_party: bool) -> bool:
    return is_party and row.proposer == Proposer.MEMBERS


def _order(offer: Any) -> tuple[bool, bool, int]:
    name = offer.step.name
    return bool(offer.why_not), offer.step.is_grave, ONWARD.index(name) if name in ONWARD else len(ONWARD)


def _files(row: Decision) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "size": one.size, "note": PURPOSES.get(one.purpose, ""), "icon": "file-text",
         "href": reverse("decisions:file", args=[row.pk, one.pk])}
        for one in files_on_page(row)
    ]  # fmt: skip


@require_safe
def year(request: Request, year: int) -> HttpResponse:
    """What was decided in a year: public."""
    _check_year(year)
    lines = year_lines(_of_year(request.actor, year))
    first = Decision.objects.visible_to(request.actor).filter(published_on__isnull=False).order_by("published_on")[:1]
    years = years_of(first[0].published_on if first else None, clock.today())
    return render(request, "decisions/year.html", {"year": year, "lines": lines, "years": years})


def _check_year(year: int) -> None:
    if not 1979 <= year <= clock.today().year + 1:
        raise Http404


def _of_year(actor: Actor, year: int) -> "Any":
    return Decision.objects.visible_to(actor).of_year(year).select_related(*PARTS)


@require_safe
def year_sheet(request: Request, year: int) -> HttpResponse:
    _check_year(year)
    data = write_rows(COLUMNS, table_rows(year_lines(_of_year(request.actor, year))), sheet=f"{year}年")
    return papers_web.excel_answer(data, f"decisions-{year}")


@require_safe
def matters(request: Request) -> HttpResponse:
    """The county's list of major matters: public."""
    context = {"groups": queries.sorted_matters(request.county.pk), "keeps": request.actor.holds(Role.OFFICE)}
    return render(request, "decisions/matters.html", context)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _decision(request, pk)
    if not access.is_party(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    row = _decision(request, pk)
    found = get_object_or_404(papers_of(row), pk=paper_id)
    if ending not in ("pdf", "docx") or not (found.audience == Audience.PUBLIC or access.is_party(request.actor, row)):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")
