"""The page of hits, the few lines shown while somebody types, and what is alike."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel.web import Request
from renda.ground.people.web import address_of
from renda.ground.search import finding, services
from renda.ground.search.forms import NAMES, read_ask
from renda.ground.search.near import near
from renda.ground.search.states import Order

FACETS = (("kind", "种类"), ("year", "年份"), ("town", "乡镇"), ("org", "单位"), ("state", "状态"))
SUGGESTED = 8
# The fields of a form that say what the matter is.
WRITTEN = ("title", "text", "problem")


@never_cache
@require_safe
def page(request: Request) -> HttpResponse:
    """Hits a page at a time, with what they can be narrowed by. Without a question: how to ask."""
    ask = read_ask(request.GET)
    found = finding.search(request.actor, ask)
    context = {
        "ask": ask, "found": found, "orders": _orders(ask.order), "groups": _groups(found, ask),
        "chosen": [(name, getattr(ask.facets, name)) for name in NAMES if getattr(ask.facets, name)],
    }  # fmt: skip
    return render(request, "search/page.html", context)


@never_cache
@require_safe
def suggest(request: Request) -> HttpResponse:
    """The best few hits of what was typed so far; a fragment."""
    ask = read_ask(request.GET, size=SUGGESTED)
    return render(request, "search/_suggest.html", {"ask": ask, "found": finding.search(request.actor, ask)})


@never_cache
@require_POST
def alike(request: Request) -> HttpResponse:
    """Earlier matters like what somebody writes, among what he may see; posted, so that it stands in no address. Without script: a page."""
    services.slow_down(request.actor, address=address_of(request))
    written = " ".join(request.POST.get(name, "") for name in WRITTEN)
    return show_alike(request, {"alike": near(request.actor, written), "is_writing": True})


def show_alike(request: Request, context: dict[str, Any]) -> HttpResponse:
    """The lines of what is alike: a fragment, or a page of their own without script."""
    return render(request, "search/_alike.html" if request.htmx else "search/alike.html", context)


def _orders(chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in Order.choices]


def _groups(found: finding.Found, ask: finding.Ask) -> list[dict[str, Any]]:
    """Facets with something to choose: more than one value, or one that is chosen."""
    groups = []
    for name, label in FACETS:
        choices = found.facets.get(name, [])
        chosen = getattr(ask.facets, name)
        if len(choices) > 1 or chosen:
            groups.append({"name": name, "label": label, "choices": choices, "chosen": chosen})
    return groups
