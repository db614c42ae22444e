"""Pages of secret votes: issuing, the voting page of a phone, what nobody in particular asks for, the sheet and the package."""

from importlib import resources
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from renda.chamber.ballots import access, package, services
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.queries import now_of
from renda.chamber.ballots.shown import keys_shown, package_shown, phone_setting
from renda.chamber.ballots.states import Way
from renda.chamber.ballots.workflow import ISSUING
from renda.chamber.meetings.access import is_inside
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import Audience
from renda.ground.people.web import signed_in
from renda.ground.workflow.shown import steps_of

NOT_INSIDE = "这一页是给这次会议的组成人员用的；您可以看表决的结果。"


@signed_in
@ensure_csrf_cookie
@require_safe
def vote(request: Request, pk: UUID) -> HttpResponse:
    """A member's phone: it takes its papers by itself, offers the buttons, sends, checks and forgets.

    A vote by name that runs has its buttons on its own page.
    """
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")
    meeting = get_object_or_404(rows, pk=pk)
    mine = meeting.presences.filter(guest="", deputy__user_id=request.actor.user_id).first()
    if mine is None:
        raise NotAllowed(NOT_INSIDE)
    if named := Ballot.objects.running().filter(meeting=meeting, way=Way.NAMED).first():
        return redirect(named)
    context = {"meeting": meeting, "mine": mine, "setting": {**phone_setting(meeting), "me": request.actor.user_id}}
    return render(request, "ballots/vote.html", context)


@signed_in
@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")
    return redirect(services.start_issuing(get_object_or_404(rows, pk=pk), actor=request.actor))


@require_safe
def issuing(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Issuing.objects.visible_to(request.actor).listed(), pk=pk)
    inside = is_inside(request.actor, row.meeting)
    context = {
        "issuing": row, "meeting": row.meeting, "base": row.get_absolute_url(), "now": now_of(row.meeting_id)["issuing"],
        "votes": list(row.ballots.order_by("created_at", "pk")), "offers": ISSUING.offers(request.actor, row),
        "history": steps_of(ISSUING, row, request.actor, is_party=True) if inside else [],
    }  # fmt: skip
    return render(request, "ballots/issuing.html", context)


# What phones and screens ask for without saying who they are (middleware.py).


@require_safe
def now(request: Request, pk: UUID) -> JsonResponse:
    row = get_object_or_404(Meeting.objects.visible_to(_nobody(request)), pk=pk)
    return JsonResponse(now_of(row.pk), json_dumps_params={"ensure_ascii": False})


def _nobody(request: Request) -> Actor:
    return Actor(request.county.pk)


@require_safe
def keys(request: Request, pk: UUID) -> JsonResponse:
    row = get_object_or_404(Issuing.objects.visible_to(_nobody(request)), pk=pk)
    return JsonResponse(keys_shown(row), json_dumps_params={"ensure_ascii": False})


@require_safe
def package_file(request: Request, pk: UUID) -> HttpResponse:
    """The result package as its digest is worked out."""
    row = get_object_or_404(Ballot.objects.visible_to(_nobody(request)), pk=pk)
    answer = HttpResponse(package.written(package_shown(row)), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="package-{row.pk}.json"'
    return answer


@require_safe
def recount_script(request: Request) -> HttpResponse:
    text = (resources.files("renda.chamber.ballots") / "recount.py").read_bytes()
    answer = HttpResponse(text, content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recount.py"'
    return answer


@require_safe
def secrecy(request: Request) -> HttpResponse:
    """What keeps a vote secret, and what cannot."""
    return render(request, "ballots/secrecy.html")


@require_safe
def sheet(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    row = get_object_or_404(Ballot.objects.visible_to(request.actor), pk=pk)
    found: Any = get_object_or_404(papers_of(row), pk=paper_id)
    is_for_all = found.audience == Audience.PUBLIC or access.reads_choices(request.actor, row)
    if ending not in ("pdf", "docx") or not is_for_all:
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")
