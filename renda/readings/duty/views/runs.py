"""Runs that make books: begin, look how far, stop, go on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.readings.duty import access, services
from renda.readings.duty.forms import RunForm
from renda.readings.duty.models import BookRun
from renda.readings.duty.queries import stations_for
from renda.readings.duty.states import Stage
from renda.readings.duty.views.books import check_reader, station_of

SHOWN = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """The last runs, and a new one of a year and scope."""
    if not access.makes_books(request.actor):
        raise NotAllowed("本册由家站、镇人大主席团或者县人大代表工作机构来生成。")
    towns = list(
        stations_for(request.actor).exclude(town="").order_by("town").values_list("town", flat=True).distinct()
    )
    form = bind(request, RunForm, towns=towns if request.actor.holds(Role.OFFICE, Role.TOWNSHIP) else [],
                has_all=request.actor.holds(Role.OFFICE))  # fmt: skip
    if form.is_valid():
        try:
            return redirect(services.start_run(actor=request.actor, **form.cleaned_data))
        except (Invalid, NotAllowed) as error:
            form.add_error("town", error.text)
    rows = BookRun.objects.visible_to(request.actor).select_related("station").order_by("-made_at", "-pk")[:SHOWN]
    context = {"runs": rows, "form": form, "may_choose": bool(form.fields["town"].choices)}  # type: ignore[attr-defined]
    return render(request, "duty/runs.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def make(request: Request, code: str) -> HttpResponse:
    """The books of one station; `year` is posted."""
    station = station_of(request, code, clock.today().year)
    text = request.POST.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    if not access.keeps(request.actor, station):
        raise NotAllowed("本册由本站、本镇或者代表工作机构来生成。")
    if not 2000 <= year <= clock.today().year:
        raise Invalid("请选今年或者以前的年份。")
    return redirect(services.start_run(actor=request.actor, year=year, station=station))


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    run = _run(request, pk)
    percent = 100 * run.looked_at // run.total if run.total else 0
    context: dict[str, Any] = {
        "run": run, "percent": percent, "is_running": run.stage == Stage.RUNNING, "is_stopped": run.stage == Stage.STOPPED,
        "at": run.place[1] if run.place else "",
    }  # fmt: skip
    return render(request, "duty/_progress.html" if request.htmx else "duty/run.html", context)


@login_required
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    return redirect(services.stop_run(_run(request, pk), actor=request.actor))


@login_required
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    return redirect(services.resume_run(_run(request, pk), actor=request.actor))


def _run(request: Request, pk: int) -> BookRun:
    check_reader(request)
    return get_object_or_404(BookRun.objects.visible_to(request.actor).select_related("station"), pk=pk)
