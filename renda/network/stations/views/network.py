"""The public map, and what a county sets: villages, tags, covering kinds, the outline of its maps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.network.stations import access, queries, services
from renda.network.stations.forms import CoveringForm, OutlineForm, StationTagsForm, TagForm
from renda.network.stations.models import Station, Tag, Tagging, Village
from renda.network.stations.shown import map_for, map_of, tags_of
from renda.network.stations.states import StationKind, StationState

PAGE = 60
CHANGES = ["GET", "HEAD", "POST"]


@require_safe
def show_map(request: Request) -> HttpResponse:
    """Places that are open, on the map and in the table beside it; what narrows them stands in the address."""
    asked = read_asked(request)
    rows = narrowed(Station.objects.visible_to(request.actor).shown(), asked)
    context = {
        **page_of(request, rows), "asked": asked, **filters(request),
        "map": map_for(request.county.pk, rows.order_by("pk"), clock.today()),
    }  # fmt: skip
    return render(request, "stations/map.html", context)


def read_asked(request: Request) -> dict[str, Any]:
    """?town=&kind=&state=&tag=&q= as a map is narrowed by it; what is none narrows nothing."""
    get = request.GET.get
    kind, state, tag = get("kind", ""), get("state", ""), get("tag", "")
    return {
        "town": get("town", "")[:40], "words": get("q", "").strip()[:40],
        "kind": kind if kind in StationKind.values else "", "state": state if state in StationState.values else "",
        "tag": int(tag) if tag.isdecimal() and len(tag) < 10 else 0,
    }  # fmt: skip


def narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    found = rows.matching(town=asked["town"], words=asked["words"])
    return found.kept(kind=asked["kind"], state=asked["state"], tag=asked["tag"])


def filters(request: Request) -> dict[str, Any]:
    """What the selects of a map offer."""
    tags = Tag.objects.visible_to(request.actor).filter(is_current=True).order_by("sort", "name", "pk")
    return {
        "towns": queries.towns(request.actor), "kinds": StationKind.choices, "states": StationState.choices,
        "tags": [(tag.pk, tag.name) for tag in tags],
    }  # fmt: skip


def page_of(request: Request, rows: Any) -> dict[str, Any]:
    """A page of the table with its tags, by town and name."""
    shown = list(rows.listed().after(request.GET.get("after", ""))[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    tags = tags_of(shown[:PAGE])
    lines = [{"station": row, "tags": tags.get(row.pk, [])} for row in shown[:PAGE]]
    return {"lines": lines, "after": f"{last.town}|{last.name}" if last else ""}


@login_required
@require_safe
def villages(request: Request) -> HttpResponse:
    """The county's list of villages, by town."""
    if not access.reads_plan(request.actor):
        raise NotAllowed("村和社区名单由人大机关和镇人大主席团来看。")
    town = request.GET.get("town", "")[:40]
    ours = Village.objects.visible_to(request.actor)
    names = list(ours.order_by("town").values_list("town", flat=True).distinct())
    rows = (ours.filter(town=town) if town else ours).listed().after(request.GET.get("after", ""))
    shown = list(rows[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    context = {
        "rows": shown[:PAGE], "after": f"{last.town}|{last.name}" if last else "", "towns": names, "town": town,
        "keeps": access.keeps_stations(request.actor, request.county.pk),
        "covering": [StationKind(kind).label for kind in queries.network_of(request.county.pk).covering],
    }  # fmt: skip
    return render(request, "stations/villages.html", context)


@login_required
@require_http_methods(CHANGES)
def covering(request: Request) -> HttpResponse:
    """Which kinds of place count as a village's own (可修改)."""
    _need_keeper(request)
    form = bind(request, CoveringForm, initial={"kinds": queries.network_of(request.county.pk).covering})
    if form.is_valid():
        services.set_covering(actor=request.actor, kinds=form.cleaned_data["kinds"])
        return redirect("stations:villages")
    context = {"form": form, "title": "哪些家站算覆盖了村（社区）", "label": "存下来", "station": None}
    return render(request, "stations/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(CHANGES)
def tags(request: Request) -> HttpResponse:
    """The county's tags with the number of open places on each, and a new one (可修改)."""
    if not access.reads_plan(request.actor):
        raise NotAllowed("产业标签由人大机关和镇人大主席团来看。")
    keeps = access.keeps_stations(request.actor, request.county.pk)
    form = bind(request, TagForm)
    if request.method == "POST" and not keeps:
        _need_keeper(request)
    if form.is_valid():
        try:
            services.add_tag(actor=request.actor, **form.cleaned_data)
            return redirect("stations:tags")
        except Conflict as error:
            form.add_error("name", error.text)
    context = {"form": form, "rows": list(Tag.objects.visible_to(request.actor).listed()), "keeps": keeps}
    return render(request, "stations/tags.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def keep_tag(request: Request, pk: int) -> HttpResponse:
    """Take a tag off the list, or put it on again."""
    _need_keeper(request)
    tag = get_object_or_404(Tag.objects.visible_to(request.actor), pk=pk)
    services.keep_tag(tag, actor=request.actor, is_current=not tag.is_current)
    return redirect("stations:tags")


@login_required
@require_http_methods(CHANGES)
def station_tags(request: Request, code: str) -> HttpResponse:
    """What one place is tied to."""
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
    if not access.keeps_tags(request.actor, station):
        raise NotAllowed("产业标签由站里的人、本镇人大主席团或者县人大代表工委来定。")
    have = Tagging.objects.filter(county_id=station.county_id, station=station).values_list("tag_id", flat=True)
    form = bind(request, StationTagsForm, county_id=station.county_id, initial={"tags": list(have)})
    if form.is_valid():
        services.tag_station(station, actor=request.actor, tags=form.cleaned_data["tags"])
        return redirect(station)
    context = {"form": form, "title": "产业标签", "label": "存下来", "station": station}
    return render(request, "stations/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(CHANGES)
def outline(request: Request) -> HttpResponse:
    """The county's outline and its number (审图号): shown as it is, or replaced."""
    _need_keeper(request)
    network = queries.network_of(request.county.pk)
    initial = {"approval": network.approval, "source": network.outline_source}
    form = bind(request, OutlineForm, initial=initial)
    if form.is_valid():
        file = form.cleaned_data.pop("file")
        try:
            services.set_outline(actor=request.actor, data=file.read() if file else None, **form.cleaned_data)
            return redirect("stations:outline")
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    points = sum(len(ring) for polygon in (network.outline or {}).get("coordinates", []) for ring in polygon)
    context = {"form": form, "network": network, "points": points, "map": map_of([], {}, network)}
    return render(request, "stations/outline.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop_outline(request: Request) -> HttpResponse:
    _need_keeper(request)
    services.drop_outline(actor=request.actor)
    return redirect("stations:outline")


def _need_keeper(request: Request) -> None:
    if not access.keeps_stations(request.actor, request.county.pk):
        raise NotAllowed("家站网络的设置由县人大代表工委来定。")
