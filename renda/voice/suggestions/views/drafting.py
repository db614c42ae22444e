"""Begin, convert; the parts one begins by hand: invitations, paper signatures, the publication."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.text import mask_phones
from renda.ground.kernel.web import Request
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.web import after
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions import forms, services
from renda.voice.suggestions.models import Suggestion

Begin = Callable[..., Any]
MOST_TOLD_WHOLE = 3
both = require_http_methods(["GET", "HEAD", "POST"])


@both
def draft(request: Request) -> HttpResponse:
    """A deputy's own draft, or a liaison officer's for a deputy; `?opinion=…` fills it from opinions."""
    if not request.actor.holds(Role.DEPUTY, Role.LIAISON, Role.STATION_MASTER):
        raise NotAllowed("起草建议由代表本人，或者家站联络员代为办理。")
    if request.method == "POST":
        form = forms.DraftForm(request.POST, request.FILES, actor=request.actor)
        return _begin(request, form, services.draft_suggestion, "起草建议", "存下来")
    form = forms.DraftForm(actor=request.actor, initial=_from_opinions(request))
    return _ask(request, form, "起草建议", "存下来")


def _from_opinions(request: Request) -> dict[str, Any]:
    keys = [key for key in request.GET.getlist("opinion") if _is_uuid(key)]
    found = {str(o.pk): o for o in Opinion.objects.visible_to(request.actor).filter(pk__in=keys)} if keys else {}
    chosen = [found[key] for key in dict.fromkeys(keys) if key in found]
    if not chosen:
        return {}
    return {
        "opinion_ids": [str(o.pk) for o in chosen],
        "title": f"关于{chosen[0].title_line()[:40]}的建议",
        "problem": _problem_of(chosen),
        "category": chosen[0].category or "other",
        "need": chosen[0].need,
    }


def _problem_of(chosen: list[Opinion]) -> str:
    """The words of a few; of many the first one's, and a line of each other."""
    if len(chosen) <= MOST_TOLD_WHOLE:
        return "\n".join(mask_phones(o.text) for o in chosen)
    others = "\n".join(f"· {o.title_line()}" for o in chosen[1:])
    return f"{mask_phones(chosen[0].text)}\n反映同一件事的还有{len(chosen) - 1}条：\n{others}"


@both
def convert(request: Request) -> HttpResponse:
    if not request.actor.holds(Role.OFFICE, Role.TOWNSHIP):
        raise NotAllowed("议案转建议由代表工作机构按主席团的决定登记。")
    if request.method == "POST":
        form = forms.ConvertForm(request.POST, actor=request.actor)
        return _begin(request, form, services.convert_suggestion, "议案转建议", "登记")
    return _ask(request, forms.ConvertForm(actor=request.actor), "议案转建议", "登记")


@both
def invite(request: Request, pk: UUID) -> HttpResponse:
    return _part(request, pk, forms.InviteForm, services.invite_signature, "邀请联名", "发出邀请")


@both
def record(request: Request, pk: UUID) -> HttpResponse:
    return _part(request, pk, forms.RecordForm, services.record_signature, "记下纸上联名", "记下")


@both
def propose(request: Request, pk: UUID) -> HttpResponse:
    return _part(
        request, pk, forms.ProposePublicationForm, services.propose_publication, "提出公开方式", "送第二人审定"
    )


def _part(request: Request, pk: UUID, form_class: type[StepForm], verb: Begin, title: str, button: str) -> HttpResponse:
    row = get_object_or_404(Suggestion.objects.visible_to(request.actor).select_related("proposer"), pk=pk)
    if request.method != "POST":
        return _ask(request, form_class(row=row, actor=request.actor), title, button, row=row)
    form = form_class(request.POST, request.FILES, row=row, actor=request.actor)
    return _begin(request, form, verb, title, button, row=row)


def _begin(
    request: Request, form: StepForm, verb: Begin, title: str, button: str, row: Suggestion | None = None
) -> HttpResponse:
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        return _ask(request, form, title, button, row=row, status=422)
    keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
    try:
        made = verb(row, actor=request.actor, **keywords) if row else verb(actor=request.actor, **keywords)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.text)
        return _ask(request, form, title, button, row=row, status=422)
    return after(request, made) if row else redirect(made)


def _ask(
    request: Request, form: StepForm, title: str, button: str, row: Suggestion | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "heading": title,
        "button": button,
        "suggestion": row,
        "is_drafting": isinstance(form, forms.DraftForm),
    }
    return render(request, "suggestions/begin.html", context, status=status)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
