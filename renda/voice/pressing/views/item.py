"""The supervision of one item: who presses, the four steps, letters, findings, the four ratings, table and slips."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.voice.motions.models import Motion
from renda.voice.motions.states import M
from renda.voice.pressing import access, services
from renda.voice.pressing.forms import ProposeForm
from renda.voice.pressing.models import Evaluation, Finding, Inquiry
from renda.voice.pressing.queries import items
from renda.voice.pressing.services.items import bodies_of
from renda.voice.pressing.shown import address_of
from renda.voice.pressing.states import MARK_STROKES, EvaluationState, Mark, Measure, Moment, Rater, Role4, Slip
from renda.voice.pressing.workflow import EVALUATION
from renda.voice.suggestions.access import is_party
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries.pages import waits_of
from renda.voice.suggestions.states import S


@login_required
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    item = load(request, pk)
    units = item.handlings.standing().filter(round=item.handling_round).select_related("org").order_by("mode", "pk")
    names = [f"{one.org.label}（会办）" if one.is_co else one.org.label for one in units]
    waiting = waits_of(item.county_id, [item.pk]).get(item.pk)
    return _page(request, item, {"units": names, "waiting": waiting if item.state == S.ASSIGNED else None})


@login_required
@require_safe
def show_motion(request: Request, pk: UUID) -> HttpResponse:
    item = load_motion(request, pk)
    waits = Waiting.objects.of(item).filter(state=M.WITH_UNIT)
    return _page(request, item, {"units": [], "waiting": waits.order_by("pk").first()})


def _page(request: Request, item: items.Item, more: dict[str, Any]) -> HttpResponse:
    actor, mine = request.actor, items.is_of(item)
    act = Inquiry(**bodies_of(item))
    presses = access.presses(actor, act)
    letters = Inquiry.objects.visible_to(actor).filter(**mine).select_related("org", "committee").order_by("-pk")
    findings = Finding.objects.visible_to(actor).standing().filter(**mine).select_related("tour", "org")
    is_motion = isinstance(item, Motion)
    base = address_of(item)
    context = {
        "item": item, "facts": items.facts_of(item), "is_motion": is_motion, "committee": act.committee,
        "letters": list(letters), "findings": list(findings.order_by("-tour__on")), "presses": presses,
        "four": _four(request, item, act), "slips": [] if isinstance(item, Motion) or not presses else _slips(item),
        "write_url": f"{base}inquire/", "slip_url": f"{base}slip/", **more,
    }  # fmt: skip
    return render(request, "pressing/item.html", context)


def load(request: Request, pk: UUID) -> Suggestion:
    """An item the actor has to do with, once it has been assigned."""
    rows = items.supervised(Suggestion.objects.visible_to(request.actor)).select_related(*items.PEOPLE)
    item = get_object_or_404(rows, pk=pk)
    if not is_party(request.actor, item):
        raise Http404
    return item


def load_motion(request: Request, pk: UUID) -> Motion:
    rows = items.supervised_motions(Motion.objects.concerning(request.actor)).select_related(*items.MOTION_PEOPLE)
    return get_object_or_404(rows, pk=pk)


def _check_presses(request: Request, item: items.Item) -> None:
    if not access.presses(request.actor, Inquiry(**bodies_of(item))):
        raise NotAllowed("督办由代表工作机构、跟踪工委或者常委会领导来办。")


def _four(request: Request, item: items.Item, act: Inquiry) -> dict[str, Any]:
    """四办: who; 四评: what, who, when, and how it stands."""
    lines, is_rated = items.four_lines(item.county_id), isinstance(item, Motion) or item.is_key
    people = {
        Role4.LED: item.leader.name if item.leader else "", Role4.PRESSED: act.committee.label,
        Role4.GIVEN: act.government.label if act.government else item.office.label, Role4.DONE: act.org.label,
    }  # fmt: skip
    given = {one.measure: one for one in Evaluation.objects.visible_to(request.actor).filter(**items.is_of(item))}
    for one in given.values():
        one.suggestion, one.motion, one.org, one.committee = act.suggestion, act.motion, act.org, act.committee
    return {
        "handlings": [(lines[key].label, people[Role4(key)]) for key in Role4.values],
        "ratings": [_rating(request, lines[key], given.get(key)) for key in Measure.values] if is_rated else [],
    }


def _rating(request: Request, line: Any, given: Evaluation | None) -> dict[str, Any]:
    offers = EVALUATION.open_to(request.actor, given) if given else []
    is_done = given is not None and given.state == EvaluationState.RATED
    return {
        "label": line.label, "rater": Rater(given.rater if given else line.rater).label, "moment": Moment(line.moment).label,
        "row": given, "word": Mark(given.mark).label if given and given.mark else "",
        "strokes": MARK_STROKES[Mark(given.mark)] if given and given.mark else "",
        "href": reverse("pressing:evaluation_step", args=[given.pk, "rate"]) if given and offers else "", "is_done": is_done,
    }  # fmt: skip


def _slips(item: Suggestion) -> list[dict[str, Any]]:
    made: dict[str, Paper] = {paper.purpose: paper for paper in papers_of(item) if paper.purpose.startswith("slip_")}
    return [{"key": key, "label": label, "paper": made.get(f"slip_{key}")} for key, label in Slip.choices]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inquire(request: Request, pk: UUID) -> HttpResponse:
    """A person puts a letter on the table; it opens as a matter of its own, to be sent from there."""
    return _inquire(request, load(request, pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inquire_motion(request: Request, pk: UUID) -> HttpResponse:
    return _inquire(request, load_motion(request, pk))


def _inquire(request: Request, item: items.Item) -> HttpResponse:
    _check_presses(request, item)
    form = ProposeForm(request.POST or None, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.keywords()
        made = services.propose_inquiry(
            item, actor=request.actor, letter=data["letter"], reasons=[data["reason"]], questions=data["questions"],
            once=data.get("once"),
        )  # fmt: skip
        return redirect("pressing:inquiry_step", made.pk, "issue")
    status = 422 if form.is_bound else 200
    return render(
        request,
        "pressing/begin.html",
        {"form": form, "item": item, "facts": items.facts_of(item), "heading": "发函", "button": "写好，去发函"},
        status=status,
    )


@login_required
@require_POST
def slip(request: Request, pk: UUID) -> HttpResponse:
    """Print one of the four from the row as it stands; the worker makes it within moments."""
    item = load(request, pk)
    _check_presses(request, item)
    wanted = request.POST.get("slip", "")
    if wanted not in Slip.values:
        raise Invalid("请选要印哪一种。")
    services.order_slip(item, actor=request.actor, slip=wanted)
    return redirect(f"{reverse('pressing:suggestion', args=[item.pk])}#slips")
