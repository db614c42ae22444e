"""Lists: what is coming and what was, and what the public reads of a station."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.ui.lists import chip
from renda.network.activities import access, queries
from renda.network.activities.models import Activity
from renda.network.activities.states import ActivityState, Family
from renda.network.stations.models import Station

PAGE = 30
STATES = {"coming": "将要开展", "recorded": "已记录", "cancelled": "已取消"}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What concerns the actor, the latest first; narrowed to a kind, a state, a station."""
    actor, state, sort, code = request.actor, *(request.GET.get(name, "") for name in ("state", "sort", "station"))
    rows = Activity.objects.concerning(actor)
    if state == "coming":
        rows = rows.filter(state__in=["planned", "announced"])
    elif state in STATES:
        rows = rows.filter(state=state)
    kinds = queries.words_of(actor.county_id).choices(Family.KIND, [sort])
    if sort in dict(kinds):
        rows = rows.of_kind(sort)
    if code:
        rows = rows.filter(station__code=code[:24])
    found, after = _page(rows, request.GET.get("after", ""))
    chips = [{"label": "全部", "href": "?", "on": not (state or sort or code)}]
    chips += [chip(request.GET, "state", key, label, state) for key, label in STATES.items()]
    chips += [chip(request.GET, "sort", key, label, sort) for key, label in kinds]
    keeps = queries.stations_of(actor).listed()[:2]
    mine = list(keeps)
    context = {
        "lines": found, "after": after, "chips": chips, "mine": mine[0] if len(mine) == 1 else None, "keeps": bool(mine),
        "names": access.keeps_words(actor),
    }  # fmt: skip
    return render(request, "activities/list.html", context)


def _page(rows: Any, after: str) -> tuple[list[Activity], str]:
    if after:
        moment, _, key = after.partition("_")
        try:
            at = datetime.fromisoformat(moment)
            rows = rows.filter(starts_at__lte=at).exclude(starts_at=at, pk__gte=key)
        except ValueError:
            raise Invalid("这个地址不完整，请从第一页看起。") from None
    found = list(rows.for_list().order_by("-starts_at", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.starts_at:%Y-%m-%dT%H:%M:%S}+00:00_{last.pk}" if last else ""


@require_safe
def of_station(request: Request, code: str) -> HttpResponse:
    """What the public reads of a station: what is announced, and what was held in the last months."""
    station = get_object_or_404(Station.objects.visible_to(request.actor).shown(), code=code)
    rows = Activity.objects.filter(county_id=station.county_id, station=station)
    held = rows.filter(state=ActivityState.RECORDED).order_by("-held_on", "-pk")[:12]
    context = {"station": station, "coming": queries.coming_of(station, clock.now()), "held": list(held)}
    return render(request, "activities/of_station.html", context)
