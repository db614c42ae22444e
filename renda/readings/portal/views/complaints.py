"""Complaints: anyone files one, its code shows the answer, the office answers."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.text import mask_phone
from renda.ground.kernel.web import Request
from renda.ground.people.services import throttle
from renda.ground.people.web import address_of, signed_in
from renda.ground.workflow.queries import history, waiting_for
from renda.ground.workflow.services import why
from renda.readings.portal import services
from renda.readings.portal.forms import FileForm
from renda.readings.portal.models import Complaint
from renda.readings.portal.workflow import COMPLAINT

MOST_AN_HOUR = 5
SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: Request) -> HttpResponse:
    form = FileForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        throttle(f"complaint:{address_of(request)}", limit=MOST_AN_HOUR, seconds=3600)
        row = services.file_complaint(actor=Actor(county_id=request.county.pk), **form.keywords())
        return redirect("portal:complaint-receipt", row.code)
    context = {"form": form, "phone": request.county.settings.get("help_phone", "")}
    return render(request, "portal/complain.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def find_complaint(request: Request) -> HttpResponse:
    return redirect("portal:complaint-receipt", tidy_code(request.GET.get("code", "")) or "-")


@never_cache
@require_safe
def receipt(request: Request, code: str) -> HttpResponse:
    """The receipt of a complaint: whoever has the code reads the answer."""
    row = Complaint.objects.filter(county_id=request.county.pk, code=tidy_code(code) or "-").first()
    if row is None:
        raise NotFound("没有这个编号的投诉。请看看编号有没有抄错。")
    bearer = replace(Actor(county_id=row.county_id), bearer_of=frozenset({row.pk}))
    waiting = waiting_for(row).first()
    steps = history(row, bearer, is_party=True)
    context = {
        "row": row, "waiting": waiting, "due": why(waiting) if waiting else None,
        "answered_at": steps[0].at if row.answer else None,
    }  # fmt: skip
    return render(request, "portal/complaint_receipt.html", context)


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    rows = Complaint.objects.visible_to(request.actor).newest_first()[:SHOWN]
    return render(request, "portal/complaints.html", {"rows": rows})


@signed_in
@require_safe
def show(request: Request, pk: str) -> HttpResponse:
    row = get_object_or_404(Complaint.objects.visible_to(request.actor), pk=pk)
    waiting = waiting_for(row).first()
    context = {
        "row": row, "offers": COMPLAINT.offers(request.actor, row), "waiting": waiting, "phone": mask_phone(row.phone),
        "due": why(waiting) if waiting else None, "steps": [_line(taken) for taken in history(row, request.actor)],
    }  # fmt: skip
    return render(request, "portal/complaint.html", context)


def _line(taken: object) -> dict[str, object]:
    step = COMPLAINT.steps[taken.step]  # type: ignore[attr-defined]
    return {"at": taken.at, "label": step.label, "acted_as": taken.acted_as, "hash": taken.hash}  # type: ignore[attr-defined]
