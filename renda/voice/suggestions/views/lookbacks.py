"""The look-back (回头看): the year's questions and what was found, its start, one question's own page."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.batch import BatchStep, steps_fitting
from renda.ground.workflow.queries import history, waiting_for
from renda.voice.suggestions import access, forms, queries, services
from renda.voice.suggestions.models import Lookback
from renda.voice.suggestions.states import Claim, LookbackState
from renda.voice.suggestions.views.paging import after_key
from renda.voice.suggestions.workflow import LOOKBACK

PAGE = 30
OFFICES = (Role.OFFICE, Role.TOWNSHIP)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The questions of a year, those that wait first asked first; filters in the address."""
    actor, today = request.actor, clock.today()
    year = _year(request, today.year)
    state = request.GET.get("state", "")
    state = state if state in LookbackState.values else ""
    rows = Lookback.objects.concerning(actor).of_year(year)
    shown = rows.filter(state=state) if state else rows
    if after := after_key(request):
        shown = shown.filter(pk__gt=after)
    found = list(shown.for_page().order_by("pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    context = {
        "lines": [line_of(row, actor) for row in found], "after": str(found[-1].pk) if more else "", "year": year, "state": state,
        "chips": _chips(request, state), "figures": queries.lookback_figures(rows), "years": range(today.year - 2, today.year + 1),
        "may_begin": actor.holds(*OFFICES) and year == today.year, "bulk": bulk_steps(actor), "address": request.get_full_path(),
    }  # fmt: skip
    return render(request, "suggestions/lookbacks.html", context)


def _year(request: Request, now: int) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else now


def _chips(request: Request, chosen: str) -> list[dict[str, Any]]:
    kept = {"year": request.GET["year"]} if request.GET.get("year") else {}
    found = [{"label": "全部", "href": f"?{urlencode(kept)}", "on": not chosen}]
    for state in LookbackState:
        is_on = chosen == state
        href = f"?{urlencode(kept if is_on else {**kept, 'state': state.value})}"
        found.append({"label": state.label, "href": href, "on": is_on, "drop": is_on})
    return found


def bulk_steps(actor: Actor) -> list[BatchStep]:
    """Units answer many at once, the office finds many true at once."""
    name = "verify" if actor.holds(*OFFICES) else "answer" if queries.own_units(actor) else ""
    return [BatchStep(LOOKBACK, LOOKBACK.steps[name])] if name else []


def line_of(row: Lookback, actor: Actor) -> dict[str, Any]:
    offers = LOOKBACK.open_to(actor, row)
    return {"row": row, "state": LookbackState(row.state).label, "claim": Claim(row.claim).label if row.claim else "",
            "do": offers[0].label if offers else "打开", "fits": " ".join(steps_fitting("lookback", row.state))}  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """GET says how many questions would go out, POST sends them. Sent twice, the second asks nobody again."""
    offices, year = request.actor.orgs(*OFFICES), clock.today().year
    if not offices:
        raise NotAllowed("回头看由人大代表工作机构发起。")
    if request.method == "POST":
        services.ask_lookbacks(request.actor.county_id, actor=request.actor, year=year, office_ids=offices)
        return redirect(reverse("suggestions:lookbacks"))
    count = services.wanted_count(request.actor.county_id, year, offices)
    form = forms.BeginLookbackForm(actor=request.actor)
    return render(request, "suggestions/begin_lookback.html", {"count": count, "year": year, "form": form})


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """One question: what the letter said, what the unit says now, what the office found."""
    row = get_object_or_404(Lookback.objects.visible_to(request.actor).for_page().select_related("promise"), pk=pk)
    is_party = access.is_party(request.actor, row.parent)
    steps = history(row, request.actor, is_party=is_party)
    for taken in steps:
        taken.label = LOOKBACK.steps[taken.step].label  # type: ignore[attr-defined]
    answers = row.handling.answers
    said = answers[row.point - 1] if 0 < row.point <= len(answers) else {}
    context = {
        "lookback": row, "suggestion": row.parent, "said": said, "waiting": waiting_for(row).first(), "is_party": is_party,
        "history": steps, "offers": LOOKBACK.offers(request.actor, row), "base": row.get_absolute_url(),
        "state": LookbackState(row.state).label, "claim": Claim(row.claim).label if row.claim else "",
    }  # fmt: skip
    return render(request, "suggestions/lookback.html", context)
