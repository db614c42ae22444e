"""The citizen's pages: calls, one call with the sign-up, the receipt with what can be done from it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.observers import access
from renda.chamber.observers.forms import ApplyForm, FindReceiptForm
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.shown import masked, open_receipt, take_in
from renda.chamber.observers.states import CallState
from renda.chamber.observers.views.desk import listed
from renda.chamber.observers.workflow import OBSERVER, OBSERVING
from renda.ground.intake.services import make_token
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.keys import tidy_code, uuid7
from renda.ground.kernel.web import Request
from renda.ground.workflow.lookup import form_of, service_of

GET_AND_POST = ["GET", "HEAD", "POST"]
CITIZENS_STEPS = ("withdraw", "erase")
MOST = 50


@require_safe
def index(request: Request) -> HttpResponse:
    rows = list(Call.objects.visible_to(request.actor).listed()[:MOST])
    return render(request, "observers/list.html", {"lines": rows, "today": clock.today()})


@never_cache
@require_http_methods(GET_AND_POST)
def call(request: Request, pk: UUID) -> HttpResponse:
    """The call; while it runs with the form to sign up."""
    row = get_object_or_404(Call.objects.visible_to(request.actor).listed(), pk=pk)
    if request.method != "POST":
        form = ApplyForm(actor=request.actor, initial={"key": uuid7(), "token": make_token()})
        return _show(request, row, form)
    form = ApplyForm(request.POST, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        return _show(request, row, form, status=422)
    try:
        made = take_in(request, row, form)
    except Invalid as error:
        form.add_error(error.field if error.field in ("name", "phone") else None, error.text)
        return _show(request, row, form, status=422)
    return redirect("observers:receipt", made.code)


def _show(request: Request, row: Call, form: ApplyForm, status: int = 200) -> HttpResponse:
    if form.is_bound:
        posted = request.POST.copy()
        posted["token"], posted["altcha"] = make_token(), ""
        form.data = posted
    keeps = access.keeps(request.actor, row)
    context = {
        "call": row, "meeting": row.meeting, "form": form, "keeps": keeps, "people": listed(row) if keeps else [],
        "is_open": row.state == CallState.OPEN and row.closes_on >= clock.today(), "base": row.get_absolute_url(),
        "items": list(row.meeting.items.standing()),
        "offers": OBSERVING.offers(request.actor, row) if keeps else [], "count": row.sign_ups.count(),
    }  # fmt: skip
    return render(request, "observers/call.html", context, status=status)


@never_cache
@require_http_methods(GET_AND_POST)
def find(request: Request) -> HttpResponse:
    """Type the code of a receipt."""
    form = FindReceiptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("observers:receipt", tidy_code(form.cleaned_data["code"]) or "-")
    return render(request, "observers/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def receipt(request: Request, code: str) -> HttpResponse:
    row, bearer = open_receipt(request.actor.county_id, code)
    return render(request, "observers/receipt.html", _receipt(row, bearer))


def _receipt(row: SignUp, bearer: Actor) -> dict[str, Any]:
    offers = {offer.step.name: offer for offer in OBSERVER.offers(bearer, row)}
    return {"row": row, "meeting": row.call.meeting, "masked": masked(row), "offers": offers}


@never_cache
@require_http_methods(GET_AND_POST)
def receipt_step(request: Request, code: str, name: str) -> HttpResponse:
    """One of the citizen's own steps, from the receipt."""
    if name not in CITIZENS_STEPS:
        raise Http404
    row, bearer = open_receipt(request.actor.county_id, code)
    step, form_class = OBSERVER.steps[name], form_of(OBSERVER, name)
    form = form_class(request.POST if request.method == "POST" else None, row=row, actor=bearer)
    if request.method == "POST" and form.is_valid():
        service_of(OBSERVER, name)(row, actor=bearer, **form.keywords())
        return redirect("observers:list") if name == "erase" else redirect("observers:receipt", row.code)
    why_not = next((o.why_not for o in OBSERVER.offers(bearer, row) if o.step is step), "现在不能这样做。")
    context = {"row": row, "step": step, "form": form, "why_not": why_not}
    return render(request, "observers/receipt_step.html", context, status=422 if form.errors else 200)
