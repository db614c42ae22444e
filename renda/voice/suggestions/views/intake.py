"""Import of another system's list: upload, columns and names matched, preview with faults, progress, the rest as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import CONTENT_TYPE, write_rows
from renda.voice.suggestions import forms
from renda.voice.suggestions.models import Intake
from renda.voice.suggestions.queries import counts_of_intake
from renda.voice.suggestions.services import exchange

BAD_SHOWN, GOOD_SHOWN, NAMES_SHOWN = 200, 20, 100


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Upload a list; it is only read and checked."""
    _need_office(request)
    form = forms.IntakeForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            intake = exchange.draft_intake(file.read(), actor=request.actor, file_name=file.name)
            return redirect("suggestions:intake", intake.pk)
        except Invalid as error:
            form.add_error("file", error.text)
    context = {"form": form, "intakes": Intake.objects.visible_to(request.actor)[:20], "titles": exchange.TITLES}
    return render(request, "suggestions/intakes.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    return _show(request, _intake(request, pk))


def _show(request: Request, intake: Intake, status: int = 200, **more: Any) -> HttpResponse:
    counts = counts_of_intake(intake)
    context = {
        "intake": intake, "counts": counts, "columns": forms.ColumnsForm(intake=intake, fields=exchange.CHOICES),
        "names": _names(intake),
        "missing": exchange.missing_columns(intake), "is_running": bool(intake.started_at and not intake.done_at),
        "bad": intake.rows.filter(fate="bad").order_by("number")[:BAD_SHOWN],
        "good": _samples(intake), **more,
    }  # fmt: skip
    return render(request, "suggestions/intake.html", context, status=status)


def _names(intake: Intake, sent: Any = None) -> forms.NamesForm:
    """Asks whom the names stand for that nobody here bears, the first of them."""
    units = [name for name, _ in intake.unknown_units[:NAMES_SHOWN]]
    deputies = [name for name, _ in intake.unknown_deputies[:NAMES_SHOWN]]
    return forms.NamesForm(sent, intake=intake, units=units, deputies=deputies)


def _samples(intake: Intake) -> list[dict[str, Any]]:
    """The first rows that are ready or in, as our fields read them."""
    rows = intake.rows.exclude(fate="bad").select_related("suggestion").order_by("number")[:GOOD_SHOWN]
    places = {key: i for i, key in enumerate(intake.mapping) if key}
    return [
        {"row": row, **{key: row.cells[places[key]] if key in places and places[key] < len(row.cells) else ""
                        for key in ("number", "title", "proposer", "lead")}}
        for row in rows
    ]  # fmt: skip


@require_POST
def map_columns(request: Request, pk: int) -> HttpResponse:
    intake = _intake(request, pk)
    form = forms.ColumnsForm(request.POST, intake=intake, fields=exchange.CHOICES)
    if not form.is_valid():
        return _show(request, intake, status=422, columns=form)
    try:
        exchange.map_columns(intake, actor=request.actor, mapping=form.mapping())
    except Invalid as error:
        form.add_error(None, error.text)
        return _show(request, intake, status=422, columns=form)
    return redirect("suggestions:intake", pk)


@require_POST
def match_names(request: Request, pk: int) -> HttpResponse:
    intake = _intake(request, pk)
    form = _names(intake, request.POST)
    if not form.is_valid():
        return _show(request, intake, status=422, names=form)
    exchange.match_names(intake, actor=request.actor, **form.chosen())
    return redirect("suggestions:intake", pk)


@require_POST
def load(request: Request, pk: int) -> HttpResponse:
    intake = _intake(request, pk)
    try:
        exchange.start_intake(intake, actor=request.actor)
    except Invalid as error:
        return _show(request, intake, status=422, why_not=error.text)
    return redirect("suggestions:intake", pk)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    exchange.drop_intake(_intake(request, pk), actor=request.actor)
    messages.success(request, "这张表不要了；已经导入的建议还在。")
    return redirect("suggestions:start-intake")


@require_safe
def export_rest(request: Request, pk: int) -> HttpResponse:
    """The rows that are not in, with what is wrong, to be mended and uploaded again."""
    intake = _intake(request, pk)
    data = write_rows(exchange.rest_titles(intake), exchange.rest_rows(intake), sheet="没有导入的行")
    answer = HttpResponse(data, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{iri_to_uri('没有导入的行.xlsx')}"
    return answer


def _intake(request: Request, pk: int) -> Intake:
    _need_office(request)
    return get_object_or_404(Intake.objects.visible_to(request.actor).select_related("congress"), pk=pk)


def _need_office(request: Request) -> None:
    if not request.actor.holds(Role.OFFICE, Role.TOWNSHIP):
        raise NotAllowed("旧系统的建议由人大代表工作机构导入。")
