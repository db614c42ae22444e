"""Pages of one pair: the two taps, the contact's words, unmasking; how a pair begins; what one keeps oneself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.contacts import access, services
from renda.network.contacts.forms import BeginForm, CompleteForm, UnmaskForm
from renda.network.contacts.models import Pair
from renda.network.contacts.queries import words_of
from renda.network.contacts.states import Outcome, PairSort
from renda.network.contacts.workflow import PAIR

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_LOGS, MOST_MINE = 50, 100
APART = {"log", "complete", "unmask"}  # offered where they belong, not among the next steps
ICONS = {Outcome.OPINION: "message-square-text", Outcome.VISIT: "footprints", Outcome.NOTHING: "check"}


def visible(request: Request, pk: UUID) -> Pair:
    rows = Pair.objects.visible_to(request.actor).select_related("leader", "town_org", "member", "deputy", "resident")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, visible(request, pk))


def _show(request: Request, pair: Pair) -> HttpResponse:
    offers = PAIR.offers(request.actor, pair)
    names = {offer.step.name for offer in offers if not offer.why_not}
    logs = list(pair.logs.select_related("entered_by").newest_first()[:MOST_LOGS])
    waiting = waiting_for(pair).first()
    latest = logs[0] if logs else None
    context = {
        "pair": pair, "words": words_of(pair.county_id)[pair.sort], "logs": logs, "base": pair.get_absolute_url(),
        "offers": [offer for offer in offers if offer.step.name not in APART and not offer.why_not],
        "taps": [(one.value, one.label, ICONS[one]) for one in Outcome] if "log" in names else [],
        "may_complete": "complete" in names, "may_unmask": "unmask" in names, "once": uuid7(),
        "is_met": pair.state == "active" and pair.asked_on > clock.today(),
        "has_word": latest is not None and latest.outcome == Outcome.OPINION and latest.on == clock.today() and "log" in names,
        "is_mine": access.is_holder(request.actor, pair), "waiting": waiting,
        "due": why_due(PAIR, pair, waiting, request.county.version), "history": steps_of(PAIR, pair, request.actor),
        "in_list": access.reads_list(request.actor),
    }  # fmt: skip
    return render(request, "contacts/pair.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def unmask(request: Request, pk: UUID) -> HttpResponse:
    """The resident in the clear, in the answer to this one request."""
    pair = visible(request, pk)
    form = bind(request, UnmaskForm, row=pair, actor=request.actor)
    PAIR.check_may(PAIR.steps["unmask"], pair, request.actor)
    if form.is_valid():
        pair = services.unmask_pair(pair, actor=request.actor, **form.keywords())
        answer = _show(request, pair)
        answer["Cache-Control"] = "no-store"
        return answer
    return _step(request, pair, "unmask", form)


@login_required
@require_http_methods(GET_AND_POST)
def complete(request: Request, pk: UUID) -> HttpResponse:
    """The words of one contact (`?log=`), the latest if none is named."""
    pair = visible(request, pk)
    PAIR.check_may(PAIR.steps["complete"], pair, request.actor)
    asked = request.GET.get("log", "")
    initial = {"log": int(asked)} if asked.isdecimal() and len(asked) < 18 else {}
    form = bind(request, CompleteForm, row=pair, actor=request.actor, initial=initial)
    if form.is_valid():
        try:
            return redirect(services.complete_pair(pair, actor=request.actor, **form.keywords()))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    return _step(request, pair, "complete", form)


def _step(request: Request, pair: Pair, name: str, form: Any) -> HttpResponse:
    step = PAIR.steps[name]
    is_open = pair.state in step.sources
    why_not = "" if is_open else f"现在是“{PAIR.state_label(pair.state)}”，不能“{step.label}”。"
    context = {"workflow": PAIR, "step": step, "row": pair, "form": form, "why_not": why_not}
    return render(request, "workflow/step.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(GET_AND_POST)
def begin(request: Request, sort: int) -> HttpResponse:
    if sort not in PairSort.values:
        raise Http404
    access.check_begins(request.actor, sort)
    form = bind(request, BeginForm, actor=request.actor, initial={"sort": sort})
    if form.is_valid():
        keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.begin_pair(actor=request.actor, **keywords))
        except (Invalid, Blocked) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, error.text)
    context = {"form": form, "words": words_of(request.actor.county_id)[sort], "is_resident": sort == PairSort.DEPUTY_RESIDENT,
               "back": "contacts:list" if access.reads_list(request.actor) else "contacts:mine"}  # fmt: skip
    return render(request, "contacts/begin.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """The pairs one keeps oneself, a row each; the unmet ones first."""
    pairs = list(Pair.objects.held_by(request.actor).active().for_list().order_by("asked_on", "pk")[:MOST_MINE])
    waits = {one.matter_id: one for one in
             Waiting.objects.filter(county_id=request.actor.county_id, kind=PAIR.kind, matter_id__in=[p.pk for p in pairs])}  # fmt: skip
    today = clock.today()
    lines = [{"pair": pair, "waiting": waits.get(pair.pk), "is_met": pair.asked_on > today} for pair in pairs]
    context = {"lines": lines, "may_begin": access.begins(request.actor, PairSort.DEPUTY_RESIDENT),
               "quarter": clock.quarter_of(today)}  # fmt: skip
    return render(request, "contacts/mine.html", context)
