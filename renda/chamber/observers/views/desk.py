"""The office's pages: the call of a meeting, who signed up, one sign-up."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.meetings.access import keeps as keeps_meeting
from renda.chamber.meetings.models import Meeting
from renda.chamber.observers import access, forms, rules, services
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.shown import masked
from renda.chamber.observers.workflow import OBSERVER
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.workflow.shown import steps_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def of_meeting(request: Request, pk: UUID) -> HttpResponse:
    """The call of a meeting; without one the office begins one, others see that there is none."""
    meeting = _meeting(request, pk)
    call = Call.objects.visible_to(request.actor).filter(meeting=meeting).exclude(state="cancelled").first()
    if call is not None:
        return redirect(call)
    return (
        redirect("observers:announce", meeting.pk)
        if keeps_meeting(request.actor, meeting)
        else redirect("observers:list")
    )


@signed_in
@require_http_methods(GET_AND_POST)
def announce(request: Request, pk: UUID) -> HttpResponse:
    meeting = _meeting(request, pk)
    if not keeps_meeting(request.actor, meeting):
        raise NotAllowed("旁听公告由承办会议的机构来发。")
    form = bind(request, forms.AnnounceForm, actor=request.actor, meeting=meeting)
    if made := carry_out(
        form, lambda: services.announce_observing(meeting, actor=request.actor, **form.first_keywords())
    ):
        return redirect(made)
    late = rules.too_late(meeting.starts_on, clock.today(), meeting.body.kind, rule_book(meeting.county_id))
    context = {"form": form, "meeting": meeting, "late": late}
    return render(request, "observers/announce.html", context, status=422 if form.errors else 200)


def _meeting(request: Request, pk: UUID) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)


def listed(call: Call) -> list[dict[str, Any]]:
    """Those who signed up, in that order, masked."""
    rows = call.sign_ups.select_related("contact").order_by("pk")
    return [{"row": one, **masked(one)} for one in rows]


@never_cache
@signed_in
@require_http_methods(GET_AND_POST)
def sign_up(request: Request, pk: UUID) -> HttpResponse:
    """One sign-up, masked; with a reason once in the clear."""
    row = get_object_or_404(SignUp.objects.visible_to(request.actor).for_page(), pk=pk)
    form = bind(request, forms.UnmaskForm, row=row, actor=request.actor)
    if form.is_valid():
        row = services.unmask_observer(row, actor=request.actor, **form.keywords())
    context = {
        "row": row, "masked": masked(row), "form": form, "may_unmask": access.keeps(request.actor, row) and row.has_contact,
        "history": steps_of(OBSERVER, row, request.actor),
    }  # fmt: skip
    return render(request, "observers/sign_up.html", context, status=422 if form.errors else 200)
