"""Materials of a meeting: the list that members read, on the phone also without network."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.shown import by_item, is_over
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel.web import Request
from renda.ground.people.web import signed_in


@signed_in
@require_safe
def materials(request: Request, pk: UUID) -> HttpResponse:
    """The newest version of each material by item, the older ones below it."""
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    context = {
        "meeting": row,
        "items": by_item(row),
        "gives": access.gives(request.actor, row),
        "is_over": is_over(row),
    }
    return render(request, "meetings/materials.html", context)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)
