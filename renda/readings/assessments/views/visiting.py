"""The visit on a phone: a sheet that is kept there first and sent by itself, as often as the network needs."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.ui.refusals import refuse, wants_json
from renda.ground.workflow import web
from renda.network.stations.models import Station
from renda.readings.assessments import access, services
from renda.readings.assessments.forms import VisitForm
from renda.readings.assessments.models import Candidacy, Cycle
from renda.readings.assessments.views.listing import load_cycle
from renda.readings.assessments.workflow import CANDIDACY

SIGN_IN = "评分表还在这部手机里。请先登录，登录以后它自动发出。"
take_step = web.steps(CANDIDACY)


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: Request, pk: UUID, code: str) -> HttpResponse:
    """The sheet of one station. Blank it is for everybody, as the phone keeps it for use without network: the method is
    public, and nothing of the station's assessment stands in it. Only a member of its group sends it.
    """
    cycle, station = load_cycle(request, pk), _station(request, code)
    row = _place(request, cycle, station)
    if request.method != "POST":
        shown = row or Candidacy(county_id=cycle.county_id, cycle=cycle, station=station)
        return _show(request, cycle, station, row, VisitForm(row=shown, actor=request.actor))
    if not request.actor.is_signed_in:
        return refuse(request, 401, "请先登录", SIGN_IN)
    if row is None:
        raise NotAllowed("现场评分由负责这一片的考评组成员来填；这个家站还没有申报，或者不归您这一组。")
    form = VisitForm(request.POST, row=row, actor=request.actor)
    if form.is_valid():
        try:
            services.take_sheet(row, actor=request.actor, **form.keywords())
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
        else:
            return _sent(request, row)
    return _show(request, cycle, station, row, form)


def _station(request: Request, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(request.actor), code=code)


def _place(request: Request, cycle: Cycle, station: Station) -> Candidacy | None:
    rows = Candidacy.objects.visible_to(request.actor).select_related(*CANDIDACY.related)
    return rows.filter(cycle=cycle, station=station).first()


def _show(request: Request, cycle: Cycle, station: Station, row: Candidacy | None, form: VisitForm) -> HttpResponse:
    is_mine = row is not None and access.is_reviewer(request.actor, row)
    if form.errors and wants_json(request):
        texts = [str(text) for errors in form.errors.values() for text in errors]
        return JsonResponse({"detail": "".join(texts)}, status=422)
    context = {
        "cycle": cycle, "station": station, "place": row, "form": form, "is_mine": is_mine,
        "is_signed_in": request.actor.is_signed_in, "frame": "ui/desk.html" if request.actor.is_staff else "ui/public.html",
    }  # fmt: skip
    return render(request, "assessments/visit.html", context, status=422 if form.errors else 200)


def _sent(request: Request, row: Candidacy) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"link": row.get_absolute_url()})
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
def open_visit(request: Request, pk: UUID) -> HttpResponse:
    """The step's own address leads to the sheet; posted to, it takes the step like any other."""
    if request.method == "POST":
        return take_step(request, pk=pk, name="visit")
    row = get_object_or_404(Candidacy.objects.visible_to(request.actor).select_related("station"), pk=pk)
    CANDIDACY.check_may(CANDIDACY.steps["visit"], row, request.actor)
    return redirect(reverse("assessments:visit", args=[row.cycle_id, row.station.code]))
