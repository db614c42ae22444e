"""What people read of deliberation opinions: the list, one of them with points and answers, its files and papers; how one begins."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.deliberations import access, forms, queries, services
from renda.chamber.deliberations.models import Deliberation
from renda.chamber.deliberations.shown import points_of, rounds_shown
from renda.chamber.deliberations.states import GROUPS, DeliberationState
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of, files_on_page
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of, papers_on_page
from renda.ground.papers.states import Audience
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

PAGE = 30
MEETINGS = 20
PARTS = ("office", "committee", "organ", "meeting", "meeting__body", "item", "rating_meeting", "county")
ONWARD = ("answer", "report", "submit", "approve", "hand", "check", "rate", "put_to_vote", "handle_again", "publish", "close",
          "add_point", "change_point")  # fmt: skip


@require_safe
def index(request: Request) -> HttpResponse:
    """The latest first; narrowed to a stage."""
    group, after = request.GET.get("group", ""), request.GET.get("after", "")
    found, following = Deliberation.objects.visible_to(request.actor).in_group(group).page(after, PAGE)
    chips = [{"label": "全部", "href": "?", "on": not group}]
    chips += [chip(request.GET, "group", key, words[0], group) for key, words in GROUPS.items()]
    context = {"lines": found, "after": following, "chips": chips, "drafts": may_draft(request.actor)}
    return render(request, "deliberations/list.html", context)


def may_draft(actor: Actor) -> bool:
    return actor.holds(Role.COMMITTEE, *queries.KEEPERS)


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    is_party, reads_notes = access.is_party(request.actor, row), access.reads_notes(request.actor, row)
    waits = list(waiting_for(row)) if is_party else []
    waiting = waits[0] if waits else None
    rounds = rounds_shown(row, is_party=is_party)
    context = {
        "row": row, "is_party": is_party, "reads_notes": reads_notes, "base": row.get_absolute_url(), "waiting": waiting,
        "points": points_of(row, rounds=rounds), "ratings": list(row.ratings.exclude(grade="").select_related("ballot").order_by("round")),
        "shows_report": bool(row.report) and (is_party or rounds == row.round),
        "papers": [one for one in papers_on_page(row) if is_party or one.audience == Audience.PUBLIC],
        "files": _files(row) if is_party else [], "due": why_due(DELIBERATION, row, waiting, request.county.version),
        "offers": sorted(DELIBERATION.offers(request.actor, row), key=_order) if request.actor.is_signed_in else [],
        "history": steps_of(DELIBERATION, row, request.actor, is_party=True) if is_party else [],
        "rating": access.current_rating(row) if row.state == DeliberationState.AGENDA else None,
    }  # fmt: skip
    return render(request, "deliberations/deliberation.html", context)


def _row(request: Request, pk: UUID) -> Deliberation:
    return get_object_or_404(Deliberation.objects.visible_to(request.actor).select_related(*PARTS), pk=pk)


def _order(offer: Any) -> tuple[bool, bool, int]:
    name = offer.step.name
    return bool(offer.why_not), offer.step.is_grave, ONWARD.index(name) if name in ONWARD else len(ONWARD)


def _files(row: Deliberation) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "size": one.size, "note": _place(one.purpose), "icon": "file-text",
         "href": reverse("deliberations:file", args=[row.pk, one.pk])}
        for one in files_on_page(row)
    ]  # fmt: skip


def _place(purpose: str) -> str:
    """Where a file belongs: `answer_<round>_<position>` or `report_<round>`."""
    parts = purpose.split("_")
    return f"第{parts[2]}条的附件" if len(parts) > 2 else "报告附件"


@signed_in
@require_safe
def begin(request: Request) -> HttpResponse:
    """The meetings lately held, with their items: where the opinions come from is chosen first."""
    if not may_draft(request.actor):
        raise NotAllowed("审议意见由委室或者承办会议的机构来起草。")
    meetings = list(queries.meetings_held(request.actor).prefetch_related("items")[:MEETINGS])
    rows = [{"meeting": one, "items": [i for i in one.items.all() if i.dropped_on is None]} for one in meetings]
    return render(request, "deliberations/begin.html", {"rows": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, pk: UUID) -> HttpResponse:
    if not may_draft(request.actor):
        raise NotAllowed("审议意见由委室或者承办会议的机构来起草。")
    meeting = get_object_or_404(queries.meetings_held(request.actor), pk=pk)
    chosen = request.GET.get("item", "")
    item_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
    form = bind(request, forms.DraftForm, actor=request.actor, meeting=meeting, item_id=item_id)
    if made := carry_out(
        form, lambda: services.draft_deliberation(meeting, actor=request.actor, **form.first_keywords())
    ):
        return redirect(made)
    status = 422 if form.errors else 200
    return render(request, "deliberations/draft.html", {"form": form, "meeting": meeting}, status=status)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _row(request, pk)
    if not access.is_party(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    row = _row(request, pk)
    found = get_object_or_404(papers_of(row), pk=paper_id)
    if ending not in ("pdf", "docx") or not (found.audience == Audience.PUBLIC or access.is_party(request.actor, row)):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")
