"""Pages of participations: the list by year, one of them, how an organ asks, its materials."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.participations import access, forms, services
from renda.chamber.participations.models import Participation
from renda.chamber.participations.states import GROUPS
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of, files_on_page
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.access import ANSWERS
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

PAGE = 30
YEARS = 3


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    """The latest first; narrowed to a year and to a stage."""
    asked, group, this_year = request.GET.get("year", ""), request.GET.get("group", ""), clock.today().year
    years = [this_year + 1 - n for n in range(YEARS + 1)]
    year = next((one for one in years if str(one) == asked), None)
    rows = Participation.objects.visible_to(request.actor).in_year(year).in_group(group)
    found, following = rows.counted().page(request.GET.get("after", ""), PAGE)
    chips = [{"label": "全部", "href": "?", "on": not group and year is None}]
    chips += [chip(request.GET, "year", str(one), f"{one}年", asked) for one in years[1:]]
    chips += [chip(request.GET, "group", key, words[0], group) for key, words in GROUPS.items()]
    context = {"lines": found, "after": following, "chips": chips, "asks": may_ask(request.actor)}
    return render(request, "participations/list.html", context)


def may_ask(actor: Actor) -> bool:
    return actor.holds(Role.OFFICE, *ANSWERS)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    if not may_ask(request.actor):
        raise NotAllowed("请代表参加活动，由请的机关或者县人大代表工作机构来登记。")
    form = bind(request, forms.RequestForm, actor=request.actor)
    if made := carry_out(form, lambda: services.request_participation(actor=request.actor, **form.first_keywords())):
        return redirect(made)
    return render(request, "participations/request.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    reads_views = access.reads_views(request.actor, row)
    people = list(row.participants.listed())
    mine = next((one for one in people if one.deputy.user_id == request.actor.user_id), None)
    waiting = waiting_for(row).first()
    context = {
        "row": row, "people": people, "views": [one for one in people if one.view and (reads_views or one == mine)],
        "reads_reasons": access.allots(request.actor, row), "base": row.get_absolute_url(), "waiting": waiting,
        "files": _files(row), "due": why_due(PARTICIPATION, row, waiting, request.county.version),
        "offers": PARTICIPATION.offers(request.actor, row),
        "history": steps_of(PARTICIPATION, row, request.actor, is_party=True),
    }  # fmt: skip
    return render(request, "participations/participation.html", context)


def _row(request: Request, pk: UUID) -> Participation:
    rows = Participation.objects.visible_to(request.actor).select_related("office", "organ")
    return get_object_or_404(rows, pk=pk)


def _files(row: Participation) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "size": one.size, "note": "", "icon": "file-text",
         "href": reverse("participations:file", args=[row.pk, one.pk])}
        for one in files_on_page(row)
    ]  # fmt: skip


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return files_web.stream(get_object_or_404(files_of(_row(request, pk)), pk=file_id), request)
