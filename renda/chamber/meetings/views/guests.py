"""An invited organisation's own page: when and where, who comes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.chamber.meetings.models import Invitation
from renda.chamber.meetings.workflow import INVITATION
from renda.ground.kernel.web import Request
from renda.ground.people.web import signed_in
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due


@signed_in
@require_safe
def invitation(request: Request, pk: UUID) -> HttpResponse:
    rows = Invitation.objects.visible_to(request.actor).select_related("meeting__body", "office", "org", "item")
    row = get_object_or_404(rows, pk=pk)
    waiting = waiting_for(row).first()
    context = {
        "invitation": row, "meeting": row.meeting, "base": row.get_absolute_url(), "waiting": waiting,
        "offers": INVITATION.offers(request.actor, row), "history": steps_of(INVITATION, row, request.actor),
        "due": why_due(INVITATION, row, waiting, request.county.version),
    }  # fmt: skip
    return render(request, "meetings/invitation.html", context)
