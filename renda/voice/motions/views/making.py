"""Begin a motion; ask for signatures; note the presidium's deadline."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renda.ground.county.models import Session
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.web import after
from renda.voice.motions import access, forms, queries, rules, services
from renda.voice.motions.models import Deadline, Motion
from renda.voice.motions.views.listing import may_draft

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def draft(request: Request) -> HttpResponse:
    """Who may move: deputies (or their liaison officer), and the bodies the law names."""
    if not may_draft(request.actor):
        raise NotAllowed("议案由代表联名，或者由主席团、常委会、专门委员会、政府提出。您可以找本站的联络员。")
    form = forms.DraftForm(request.POST or None, actor=request.actor)
    if request.method == "POST":
        return _begin(request, form, services.draft_motion, "写议案", "存下来")
    return _ask(request, form, "写议案", "存下来")


@both
def invite(request: Request, pk: UUID) -> HttpResponse:
    return _part(request, pk, forms.InviteForm, services.invite_cosigning, "请代表联名", "发出邀请")


@both
def record(request: Request, pk: UUID) -> HttpResponse:
    return _part(request, pk, forms.RecordForm, services.record_cosigning, "记下纸上联名", "记下")


def _part(
    request: Request, pk: UUID, form_class: type[StepForm], verb: Callable[..., Any], title: str, button: str
) -> HttpResponse:
    row = get_object_or_404(Motion.objects.visible_to(request.actor).select_related("mover", "congress"), pk=pk)
    if request.method != "POST":
        return _ask(request, form_class(row=row, actor=request.actor), title, button, row=row)
    form = form_class(request.POST, request.FILES, row=row, actor=request.actor)
    return _begin(request, form, verb, title, button, row=row)


def _begin(
    request: Request, form: StepForm, verb: Callable[..., Any], title: str, button: str, row: Motion | None = None
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
    request: Request, form: StepForm, title: str, button: str, row: Motion | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "heading": title,
        "button": button,
        "motion": row,
        "sessions": [] if row else _open(request),
    }
    return render(request, "motions/begin.html", context, status=status)


def _open(request: Request) -> list[Session]:
    """The sessions that take motions now: their deadline stands above the form."""
    return [one for one in queries.latest_sessions(request.actor)[:2] if one.ends_on >= clock.today()]


@both
def set_deadline(request: Request, pk: int) -> HttpResponse:
    """The presidium's deadline of a session, with what was decided before."""
    session = get_object_or_404(Session.objects.visible_to(request.actor).select_related("term"), pk=pk)
    if not access.sets_deadline(request.actor, session):
        raise NotAllowed("议案截止时间由主席团决定，由本级人大代表工作机构登记。")
    form = forms.DeadlineForm(request.POST or None, initial=_proposal(session))
    if form.is_valid():
        try:
            services.set_deadline(session, actor=request.actor, **form.cleaned_data)
            return redirect("motions:list")
        except Invalid as error:
            form.add_error(error.field or None, error.text)
    context = {
        "form": form, "session": session, "proposed": rules.proposed_deadline(session.starts_on, session.ends_on),
        "name": rules.session_name(session.term.number, session.number),
        "rows": Deadline.objects.visible_to(request.actor).filter(session=session)[:20],
    }  # fmt: skip
    return render(request, "motions/deadline.html", context, status=422 if form.errors else 200)


def _proposal(session: Session) -> dict[str, Any]:
    """What the session has; before any decision the day by custom, at six in the evening."""
    if session.deadline_at:
        return {"deadline_at": session.deadline_at}
    day = rules.proposed_deadline(session.starts_on, session.ends_on)
    return {"deadline_at": f"{day:%Y-%m-%d}T18:00"}
