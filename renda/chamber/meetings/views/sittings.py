"""The schedule of a meeting: its sittings, who was at each, delegations and seats."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.meetings import access, services
from renda.chamber.meetings.forms import AttendSittingForm
from renda.chamber.meetings.models import Meeting, Sitting
from renda.chamber.meetings.states import IN_HALL, MeetingState
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, signed_in

VERBS: dict[str, Callable[..., Any]] = {
    "open": services.open_sitting,
    "close": services.close_sitting,
    "drop": services.drop_sitting,
}


@require_safe
def sittings(request: Request, pk: UUID) -> HttpResponse:
    """Day by day what sits where; for those inside also how many were there, the delegations and one's own seat."""
    row = get_object_or_404(
        Meeting.objects.visible_to(request.actor).select_related("body", "office", "session"), pk=pk
    )
    is_inside = access.is_inside(request.actor, row)
    mine = row.presences.filter(deputy__user_id=request.actor.user_id).first() if is_inside else None
    context = {
        "meeting": row, "is_inside": is_inside, "keeps": access.keeps(request.actor, row), "mine": mine,
        "sittings": list(row.sittings.order_by("starts_at", "pk")), "is_open": row.state == MeetingState.OPEN,
        "groups": list(row.groups.select_related("head").order_by("position", "pk")) if is_inside else [],
        "is_over": row.state not in (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN),
    }  # fmt: skip
    return render(request, "meetings/sittings.html", context)


@signed_in
@require_POST
def take(request: Request, pk: int, name: str) -> HttpResponse:
    sitting = _sitting(request, pk)
    if name not in VERBS:
        raise Http404
    VERBS[name](sitting, actor=request.actor)
    return redirect("meetings:sittings", sitting.meeting_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: Request, pk: int) -> HttpResponse:
    """Who is at a sitting of a delegation or the presidium."""
    sitting = _sitting(request, pk)
    if not access.keeps(request.actor, sitting.meeting):
        raise NotAllowed("各场会议由承办会议的机构来记。")
    if sitting.sort in IN_HALL:
        return redirect("meetings:presence", sitting.meeting_id)
    form = bind(request, AttendSittingForm, sitting=sitting)
    if form.is_valid():
        services.attend_sitting(sitting, actor=request.actor, **form.cleaned_data)
        return redirect("meetings:sittings", sitting.meeting_id)
    context = {"form": form, "heading": f"{sitting.name}到会", "button": "记下来"}
    return render(request, "meetings/begin.html", context, status=422 if form.errors else 200)


def _sitting(request: Request, pk: int) -> Sitting:
    rows = Sitting.objects.filter(meeting__in=Meeting.objects.visible_to(request.actor))
    return get_object_or_404(rows.select_related("meeting__body", "meeting__office"), pk=pk)
