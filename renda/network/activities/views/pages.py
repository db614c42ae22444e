"""Pages of one activity and one summary; planning, the month's duties, the poster."""

from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.activities import access, forms, queries, services
from renda.network.activities.models import Activity, Attendance, Summary
from renda.network.activities.states import ActivityState
from renda.network.activities.workflow import ACTIVITY, SUMMARY
from renda.network.stations.models import Station

GET_AND_POST = ["GET", "HEAD", "POST"]
# Taken on the activity's own page with one press: there is nothing to ask.
AT_ONCE = {"sign_up", "ask_leave", "announce"}
LEAVE_REASONS = ("出差", "开会", "生病", "家里有事")
ONWARD = ("sign_up", "record", "announce", "confirm")


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _activity(request, pk)
    keeps = access.keeps(request.actor, row)
    is_inside = access.is_inside(request.actor, row)
    people = list(row.attendances.all().for_page())
    kept = files_of(row) if is_inside else []
    about = _about(request, ACTIVITY, row, is_inside)
    at_once = {offer.step.name for offer in about["offers"] if not offer.why_not} & AT_ONCE
    about["offers"] = [offer for offer in about["offers"] if offer.step.name not in at_once]
    context = {
        "activity": row, "people": people, "keeps": keeps, "away": [one for one in people if one.answer == "leave"], "is_inside": is_inside,
        "files": [{"name": one.name, "href": reverse("activities:file", args=[row.pk, one.pk]), "size": one.size,
                   "icon": "image" if one.is_image else "file-text"} for one in kept],
        **about, "at_once": at_once, "once": uuid7(), "reasons": LEAVE_REASONS, "mine": _answer_of(request, people),
    }  # fmt: skip
    return render(request, "activities/activity.html", context)


def _answer_of(request: Request, people: list[Attendance]) -> str:
    """What the deputy who looks has said already."""
    return next(
        (one.answer for one in people if request.actor.user_id and one.deputy.user_id == request.actor.user_id), ""
    )


def _activity(request: Request, pk: UUID) -> Activity:
    rows = Activity.objects.visible_to(request.actor).select_related("station", "org", "town_org")
    return get_object_or_404(rows, pk=pk)


def _about(request: Request, workflow: Workflow, row: Matter, is_inside: bool) -> dict[str, Any]:
    """Wait and why that day, steps, history: the same for both kinds."""
    waiting = waiting_for(row).first() if is_inside else None
    offers = sorted(workflow.offers(request.actor, row), key=_order)
    return {
        "waiting": waiting, "due": why_due(workflow, row, waiting, request.county.version), "offers": offers,
        "base": row.get_absolute_url(), "history": steps_of(workflow, row, request.actor, is_party=True) if is_inside else [],
    }  # fmt: skip


def _order(offer: Any) -> tuple[bool, bool, int]:
    name = offer.step.name
    return bool(offer.why_not), offer.step.is_grave, ONWARD.index(name) if name in ONWARD else len(ONWARD)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _activity(request, pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


@require_safe
def poster(request: Request, pk: UUID) -> HttpResponse:
    """The notice of an announced activity for the door: A4, with the station's code."""
    row = _activity(request, pk)
    if row.state == ActivityState.CANCELLED:
        raise Http404
    people = list(row.attendances.exclude(answer="leave").for_page())
    return render(request, "activities/poster.html", {"activity": row, "people": people})


@login_required
@require_http_methods(GET_AND_POST)
def plan(request: Request, code: str) -> HttpResponse:
    station = _station(request, code)
    form = bind(request, forms.PlanForm, actor=request.actor, station=station)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.plan_activity(station, actor=request.actor, **facts))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    return _begin(request, form, station, "安排活动", "存下来")


@login_required
@require_http_methods(GET_AND_POST)
def roster(request: Request, code: str) -> HttpResponse:
    """The duties of a quarter at once, deputies in turn; each may be changed afterwards."""
    station = _station(request, code)
    form = bind(request, forms.RosterForm, station=station)
    if form.is_valid():
        try:
            made = services.plan_receptions(station, actor=request.actor, **form.keywords())
            first = f"?month={made[0].day:%Y-%m}" if made else ""
            return redirect(f"{reverse('activities:month', args=[station.code])}{first}")
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    turn = [deputy.name for deputy in queries.in_turn(station, clock.today())][:6]
    return _begin(request, form, station, "排值班表", "排好", turn=turn)


def _begin(request: Request, form: Any, station: Station, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "station": station, "heading": heading, "button": button, **more}
    return render(request, "activities/begin.html", context, status=422 if form.errors else 200)


def _station(request: Request, code: str) -> Station:
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
    if not access.keeps(request.actor, station):
        raise NotAllowed("家站的活动由本站联络员、站长，镇人大主席团或者代表工作机构来安排。")
    return station


@login_required
@require_http_methods(GET_AND_POST)
def gap(request: Request, code: str) -> HttpResponse:
    """Why a month of the station had nothing; it stays a gap."""
    station = _station(request, code)
    form = forms.GapForm(request.POST or None, initial={name: request.GET.get(name, "") for name in ("year", "month")})
    if form.is_valid():
        try:
            row = services.explain_gap(station, actor=request.actor, **form.cleaned_data)
            return redirect(f"{reverse('activities:month', args=[station.code])}?month={row.year}-{row.month:02}")
        except Invalid as error:
            form.add_error(error.field if error.field == "reason" else None, error.text)
    return _begin(request, form, station, f"{form['month'].value() or ''}月没有活动，写明原因", "写好了")


@login_required
@require_POST
def draft_summary(request: Request, code: str) -> HttpResponse:
    """The draft is there at once; it is mended on its own page."""
    station = _station(request, code)
    form = forms.DraftSummaryForm(request.POST)
    if not form.is_valid():
        raise Invalid("请选哪一年、第几季度。")
    return redirect(services.draft_summary(station, actor=request.actor, **form.cleaned_data))


@require_safe
def summary(request: Request, pk: UUID) -> HttpResponse:
    row = _summary(request, pk)
    sorts = queries.words_of(row.county_id).sorts()
    context = {
        "summary": row, "papers": list(papers_of(row)),
        "counts": [(sorts[key], times) for key, times in row.figures.get("sorts", {}).items()],
        **_about(request, SUMMARY, row, access.keeps(request.actor, row)),
    }  # fmt: skip
    return render(request, "activities/summary.html", context)


def _summary(request: Request, pk: UUID) -> Summary:
    return get_object_or_404(Summary.objects.visible_to(request.actor).select_related("station"), pk=pk)


@require_safe
def summary_paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    found = get_object_or_404(papers_of(_summary(request, pk)), pk=paper_id)
    if ending not in ("pdf", "docx"):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")
