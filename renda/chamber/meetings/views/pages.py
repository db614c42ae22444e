"""What people read of meetings: the list, one meeting, one preparation, its papers."""

from io import BytesIO
from typing import Any
from uuid import UUID

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting, Preparation
from renda.chamber.meetings.queries import KEEPERS
from renda.chamber.meetings.shown import by_item, event_text, is_over
from renda.chamber.meetings.states import BodyKind
from renda.chamber.meetings.workflow import MEETING, PREPARATION
from renda.ground.kernel.web import Request
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import signed_in
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

PAGE = 30
ONWARD = ("accept", "open", "convene", "close", "publish", "write", "add_item")


@require_safe
def index(request: Request) -> HttpResponse:
    """The latest first; narrowed to a body's kind."""
    kind, after = request.GET.get("kind", ""), request.GET.get("after", "")
    rows = Meeting.objects.visible_to(request.actor)
    if kind in BodyKind.values:
        rows = rows.filter(body__kind=kind)
    found, following = rows.page(after, PAGE)
    chips = [{"label": "全部", "href": "?", "on": not kind}]
    chips += [chip(request.GET, "kind", str(key), str(label), kind) for key, label in BodyKind.choices]
    keeps = request.actor.holds(*KEEPERS)
    return render(request, "meetings/list.html", {"lines": found, "after": following, "chips": chips, "keeps": keeps})


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _meeting(request, pk)
    is_inside = access.is_inside(request.actor, row)
    waiting = waiting_for(row).first() if is_inside else None
    people = list(row.presences.listed()) if is_inside else []
    context = {
        "meeting": row, "is_inside": is_inside, "keeps": access.keeps(request.actor, row), "items": _items(row, is_inside),
        "people": people, "quorum": access.quorum_of(row) if is_inside else None, "base": row.get_absolute_url(), "is_over": is_over(row),
        "mine": next((one for one in people if one.deputy.user_id == request.actor.user_id), None),
        "units": list(row.invitations.visible_to(request.actor).exclude(state="withdrawn").listed()),
        "preparations": list(row.preparations.visible_to(request.actor).listed()), "waiting": waiting,
        "due": why_due(MEETING, row, waiting, request.county.version), "papers": list(papers_of(row).filter(audience="public")),
        "offers": sorted(MEETING.offers(request.actor, row), key=_order),
        "history": steps_of(MEETING, row, request.actor, is_party=True) if is_inside else [],
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


def _meeting(request: Request, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")
    return get_object_or_404(rows, pk=pk)


def _items(row: Meeting, is_inside: bool) -> list[dict[str, Any]]:
    """The agenda, with its materials for those who are inside."""
    if is_inside:
        return by_item(row)
    items = row.items.standing()
    return [{"item": one, "files": []} for one in items]


def _order(offer: Any) -> tuple[bool, bool, int]:
    name = offer.step.name
    return bool(offer.why_not), offer.step.is_grave, ONWARD.index(name) if name in ONWARD else len(ONWARD)


@signed_in
@require_safe
def preparation(request: Request, pk: UUID) -> HttpResponse:
    rows = Preparation.objects.visible_to(request.actor).select_related("meeting", "meeting__body", "office", "org")
    row = get_object_or_404(rows, pk=pk)
    waiting = waiting_for(row).first()
    context = {
        "preparation": row, "meeting": row.meeting, "base": row.get_absolute_url(), "waiting": waiting,
        "offers": PREPARATION.offers(request.actor, row), "history": steps_of(PREPARATION, row, request.actor),
        "due": why_due(PREPARATION, row, waiting, request.county.version),
    }  # fmt: skip
    return render(request, "meetings/preparation.html", context)


@signed_in
@require_safe
def door(request: Request, pk: UUID) -> HttpResponse:
    """The code at the door, as SVG: whoever scans it signs in."""
    row = _meeting(request, pk)
    if not access.keeps(request.actor, row):
        raise Http404
    address = request.build_absolute_uri(f"{reverse('meetings:presence', args=[row.pk])}?code={row.code}")
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=6, border=2, dark="#16222c", light="#ffffff"
    )
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_safe
def calendar(request: Request, pk: UUID) -> HttpResponse:
    """One event for a phone's calendar (iCalendar, RFC 5545)."""
    row = _meeting(request, pk)
    address = request.build_absolute_uri(row.get_absolute_url())
    return HttpResponse(event_text(row, address), content_type="text/calendar; charset=utf-8")
