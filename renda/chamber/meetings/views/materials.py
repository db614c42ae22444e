"""Materials of a meeting: the list that members read, on the phone also without network."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Material, Meeting
from renda.chamber.meetings.shown import newest_of
from renda.chamber.meetings.states import RUNNING
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
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
        "keeps": access.keeps(request.actor, row),
        "is_over": is_over(row),
    }
    return render(request, "meetings/materials.html", context)


def is_over(row: Meeting) -> bool:
    """What is kept on phones goes when the meeting is over."""
    return row.state not in RUNNING


def by_item(row: Meeting) -> list[dict[str, Any]]:
    """Items that stand, each with its newest materials."""
    kept: dict[int, list[dict[str, Any]]] = {}
    for one in newest_of(row.materials.listed()):
        shown = _shown(row, one) | {"older": [_shown(row, old) for old in one.older]}
        kept.setdefault(one.item_id, []).append(shown)
    items = row.items.filter(dropped_on__isnull=True).order_by("position")
    return [{"item": one, "files": kept.get(one.pk, [])} for one in items]


def _shown(row: Meeting, one: Material) -> dict[str, Any]:
    """As the list of files shows it."""
    href = reverse("meetings:file", args=[row.pk, one.file_id])
    day = clock.day_of(one.given_at)
    note = f"版本{one.version}，{day.month}月{day.day}日"
    return {"name": one.title, "href": href, "size": one.file.size, "icon": "file-text", "note": note, "material": one,
            "ending": one.file.name.rpartition(".")[2]}  # fmt: skip


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)
