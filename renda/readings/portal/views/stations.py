"""A station for everybody: its page, the screen in its hall, the cards of its deputies. Composed of what stands below, never typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.web import Request
from renda.network.activities.queries import gap_reasons
from renda.network.activities.rules import month_cell
from renda.network.deputies.models import Deputy
from renda.network.stations import access
from renda.network.stations.models import Station
from renda.network.stations.queries import deputies_of
from renda.network.stations.views.public import INTAKE, qr_answer
from renda.readings.portal import queries, rules, shown

# Of a page; of a screen, which asks again every minute and must not be given its own last answer.
SECONDS, SCREEN_KEPT = 60, 5
AT_FIRST, CASES, HELD = 6, 3, 3


@require_safe
def station(request: Request, code: str) -> HttpResponse:
    """Who is there, who receives next, what came of what people said, month by month; and the way in for an opinion."""
    place = get_object_or_404(queries.station_of(request.actor, code))
    today = clock.today()
    held = queries.held_in(place, today.year)
    members = list(deputies_of(place, today))
    context = {
        "station": place, "members": members[:AT_FIRST], "others": members[AT_FIRST:], "many": len(members),
        "coming": queries.receptions(place.county_id, clock.now(), station=place, most=2), "intake": INTAKE + place.code,
        "handled": rules.handled(queries.opinions_at(place, today.year)), "since": date(today.year, 1, 1),
        "cases": [shown.card(row) for row in queries.published_from(place)[:CASES]], "held": held[:HELD],
        "summary": queries.last_summary(place), **_year(place, held), **_tools(request.actor, place),
    }  # fmt: skip
    return _for_all(request, render(request, "portal/station.html", context))


def _year(place: Station, held: Sequence[tuple[UUID, date, str]]) -> dict[str, Any]:
    """The twelve months, the empty ones with their reason. Source: DOMAIN H20"""
    today = clock.today()
    times = [sum(day.month == month for _, day, _ in held) for month in range(1, 13)]
    cells = [
        month_cell(today.year, n, times=count, opened_on=place.opened_on, on=today) for n, count in enumerate(times, 1)
    ]
    gaps = [n for n, cell in enumerate(cells, 1) if cell.state == "gap"]
    said = gap_reasons(place.county_id, today.year, [place.pk]) if gaps else {}
    months = [{"month": n, "cell": cell, "is_now": n == today.month} for n, cell in enumerate(cells, 1)]
    return {"months": months, "reasons": [(n, said.get((place.pk, n), "")) for n in gaps]}


def _tools(actor: Actor, place: Station) -> dict[str, Any]:
    return {"may_change": access.may_change(actor, place), "keeps": access.keeps_stations(actor, place.county_id)}


def _for_all(request: Request, answer: HttpResponse) -> HttpResponse:
    """Whoever is not signed in gets the same page: it may be kept for a minute, for each look (the cookie) on its own."""
    if request.actor.is_signed_in:
        patch_cache_control(answer, private=True, no_cache=True)
    else:
        patch_cache_control(answer, public=True, max_age=SECONDS)
    patch_vary_headers(answer, ["Cookie", "HX-Request"])
    return answer


@require_safe
def hall(request: Request, code: str) -> HttpResponse:
    """The screen of a station's hall: fetches itself every minute and stays as it is while the network is away."""
    place = get_object_or_404(queries.station_of(Actor(county_id=request.county.pk), code))
    today = clock.today()
    context = {
        "title": place.name, "coming": queries.receptions(place.county_id, clock.now(), station=place),
        "cases": [shown.card(row) for row in queries.published_from(place)[:CASES]],
        "held": queries.held_in(place, today.year)[:CASES], "qr": reverse("stations:qr", args=[place.code]),
        "facts": _facts(rules.handled(queries.opinions_at(place, today.year))), "station": place,
    }  # fmt: skip
    return _on_screen(request, context)


@require_safe
def county_hall(request: Request) -> HttpResponse:
    """The same for the county: who receives next and where, what was published last, the county's figures."""
    county = request.county.pk
    figures = queries.figures_of(county)
    context = {
        "title": f"{request.county.name}人大代表之家", "coming": queries.receptions(county, clock.now()),
        "cases": [shown.card(row) for row in queries.published(county)[:CASES]], "held": [], "qr": "",
        "facts": _county_facts(figures.data) if figures else [], "station": None,
        "counted_at": figures.counted_at if figures else None,
    }  # fmt: skip
    return _on_screen(request, context)


def _facts(sums: rules.Handled) -> list[tuple[str, int, int]]:
    if not sums.received:
        return []
    return [("意见已告诉结果", sums.told, sums.received), ("办成的", sums.solved, sums.received)]


def _county_facts(data: dict[str, Any]) -> list[tuple[str, int, int]]:
    opinions, suggestions = data["opinions"], data["suggestions"]
    facts = [("意见已告诉结果", opinions["told"], opinions["total"]),
             ("建议已答复", suggestions["replied"], suggestions["registered"])]  # fmt: skip
    return [fact for fact in facts if fact[2]]


def _on_screen(request: Request, context: dict[str, Any]) -> HttpResponse:
    more = {"year": clock.today().year, "now": clock.now(), "here": request.path, "seconds": SECONDS}
    answer = render(request, "portal/hall.html", {**context, **more})
    patch_cache_control(answer, public=True, max_age=SCREEN_KEPT)
    return answer


@require_safe
@cache_control(public=True, max_age=3600)
def deputy_qr(request: Request, code: str) -> HttpResponse:
    """The QR code of a serving deputy's public page."""
    deputy = get_object_or_404(Deputy.objects.serving().filter(county_id=request.county.pk), code=code)
    return qr_answer(request.build_absolute_uri(deputy.get_absolute_url()))


@require_safe
def cards(request: Request, code: str) -> HttpResponse:
    """A card for each deputy of the station, to print and cut: name, level, station, reception days and QR; never a phone."""
    place = get_object_or_404(queries.station_of(request.actor, code))
    members = list(deputies_of(place, clock.today()))
    wanted = request.GET.get("deputy", "")
    if wanted:
        members = [one for one in members if one.deputy.code == wanted]
    return render(request, "portal/cards.html", {"station": place, "members": members})
