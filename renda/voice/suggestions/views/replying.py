"""The reply page: point by point with a live paper; the rating page."""

from dataclasses import replace
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.compose import preview
from renda.ground.papers.markup import PageBreak, Sheet
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.web import after
from renda.voice.suggestions import access, forms, queries, services
from renda.voice.suggestions.models import Handling, Rating
from renda.voice.suggestions.services.letters import LETTER
from renda.voice.suggestions.states import HandlingState, RatingState, ReplyClass
from renda.voice.suggestions.workflow import HANDLING

WITH = ("parent__proposer", "parent__congress", "parent__lead_org", "parent__office", "parent__government", "org")
HINTS = {
    "A": "要有证明材料，代表可核对",
    "B": "要写承诺日期，到期再答复",
    "C": "要写清原因和再评估日期",
    "D": "说明怎样参考",
}
CLASSES = [{"letter": kind.value, "label": kind.label, "hint": HINTS[kind.value]} for kind in ReplyClass]


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, pk: UUID) -> HttpResponse:
    """Write the reply; `keep` in the body puts it aside, otherwise it goes to the leader."""
    row = _handling(request, pk)
    if not access.is_reply_unit(request.actor, row):
        raise NotAllowed("答复由主办或者分办单位来写。")
    if request.method != "POST":
        return _ask(request, row, forms.DraftReplyForm(row=row, actor=request.actor))
    is_keeping = "keep" in request.POST
    form_class = forms.KeepDraftForm if is_keeping else forms.DraftReplyForm
    form = form_class(request.POST, row=row, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        return _ask(request, row, form, status=422)
    verb = services.keep_draft_handling if is_keeping else services.draft_reply_handling
    try:
        verb(row, actor=request.actor, **form.keywords())
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.text)
        return _ask(request, row, form, status=422)
    return after(request, row)


@require_POST
def show_preview(request: Request, pk: UUID) -> HttpResponse:
    """The paper as it would be with what is typed now. Nothing is kept."""
    row = _handling(request, pk)
    if access.is_kept_from(request.actor, row):
        raise NotAllowed("答复送达以前，只有办理的单位看得到。")
    form = forms.KeepDraftForm(request.POST, row=row, actor=request.actor)
    if form.is_valid():
        _fill(row, form.keywords())
    return render(request, "suggestions/_preview.html", {"sheet": _sheet(row)})


def _fill(row: Handling, typed: dict[str, Any]) -> None:
    for name in ("answers", "closing", "reply_class", "disclosure"):
        setattr(row, name, typed.get(name) or getattr(row, name))


def _sheet(row: Handling) -> Sheet:
    """The letter itself, without the feedback form behind it."""
    facts = services.letter_facts(row)
    whole = preview(LETTER, {**facts, "deputy": row.parent.proposer.name, "others": [], "number": row.paper_number})
    letter = tuple(takewhile(lambda block: not isinstance(block, PageBreak), whole.body))
    return replace(whole, body=letter)


def _ask(
    request: Request, row: Handling, form: forms.DraftReplyForm | forms.KeepDraftForm, status: int = 200
) -> HttpResponse:
    units = list(row.parent.handlings.standing().filter(round=row.round).select_related("org"))
    context = {
        "handling": row, "suggestion": row.parent, "form": form, "sheet": _sheet(row),
        "waiting": waiting_for(row).first(), "talks": list(row.consultations.order_by("held_at")),
        "co_units": [u for u in units if u.is_co], "signatories": queries.signatories(row.parent),
        "workflow": HANDLING, "step": HANDLING.steps["draft_reply"], "row": row,
        "classes": CLASSES, "is_open": row.state == HandlingState.ACCEPTED, "why_not": access.no_consultation(row),
    }  # fmt: skip
    return render(request, "suggestions/reply.html", context, status=status)


def _handling(request: Request, pk: UUID) -> Handling:
    rows = Handling.objects.visible_to(request.actor).select_related(*WITH).prefetch_related("consultations")
    return get_object_or_404(rows, pk=pk)


@require_safe
def show_rating(request: Request, pk: UUID) -> HttpResponse:
    """The reply a deputy rates, and the form; once rated, what was said."""
    row = get_object_or_404(
        Rating.objects.visible_to(request.actor).select_related("parent__lead_org", "deputy"), pk=pk
    )
    form = forms.RateForm(row=row, actor=request.actor)
    return render(request, "suggestions/rating.html", rating_context(request, row, form))


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: Request, pk: UUID) -> HttpResponse:
    if request.method != "POST":
        return show_rating(request, pk)
    row = get_object_or_404(
        Rating.objects.visible_to(request.actor).select_related("parent__lead_org", "deputy"), pk=pk
    )
    form = forms.RateForm(request.POST, row=row, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        return render(request, "suggestions/rating.html", rating_context(request, row, form), status=422)
    services.rate_rating(row, actor=request.actor, **form.keywords())
    return after(request, row)


def rating_context(request: Request, row: Rating, form: forms.RateForm) -> dict[str, Any]:
    replies = row.parent.handlings.replied().filter(round=row.round).select_related("org")
    is_mine = row.deputy.user_id == request.actor.user_id
    may_rate = row.state == RatingState.OPEN and access.is_rater(request.actor, row)
    return {
        "rating": row, "suggestion": row.parent, "replies": list(replies), "form": form if may_rate else None,
        "is_mine": is_mine, "waiting": waiting_for(row).first(), "state": RatingState(row.state).label,
    }  # fmt: skip
