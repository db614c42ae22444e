"""The page of hits, the few lines shown while somebody types, and what is alike."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel.web import Request
from renda.ground.people.web import address_of
from renda.ground.search import finding, services
from renda.ground.search.declare import source_of
from renda.ground.search.forms import NAMES, read_ask
from renda.ground.search.near import near
from renda.ground.search.replies import hints_for, replying
from renda.ground.search.states import Order

FACETS = (("kind", "种类"), ("year", "年份"), ("town", "乡镇"), ("org", "单位"), ("state", "状态"))
SUGGESTED = 8
MOST_BEHIND = 5
UNITS = ((86400, "天"), (3600, "小时"), (60, "分钟"), (1, "秒"))
# The fields of a form that say what the matter is.
WRITTEN = ("title", "text", "problem")
MOST_WRITING = 3


@never_cache
@require_safe
def page(request: Request) -> HttpResponse:
    """Hits a page at a time, with what they can be narrowed by. Without a question: how to ask."""
    ask = read_ask(request.GET)
    found = finding.search(request.actor, ask)
    context = {
        "ask": ask, "found": found, "orders": _orders(ask.order), "groups": _groups(request, found, ask),
        "behind": behind_words(services.lag()),
        "chosen": [(name, getattr(ask.facets, name)) for name in NAMES if getattr(ask.facets, name)],
    }  # fmt: skip
    return render(request, "search/page.html", context)


@never_cache
@require_safe
def suggest(request: Request) -> HttpResponse:
    """The best few hits of what was typed so far; a fragment."""
    ask = read_ask(request.GET, size=SUGGESTED)
    return render(request, "search/_suggest.html", {"ask": ask, "found": finding.search(request.actor, ask)})


def behind_words(lag: timedelta) -> str:
    """How far the index is behind the record, if anybody would notice.

    >>> behind_words(timedelta(seconds=4)), behind_words(timedelta(seconds=40)), behind_words(timedelta(minutes=125))
    ('', '40秒', '2小时')
    """
    seconds = int(lag.total_seconds())
    if seconds <= MOST_BEHIND:
        return ""
    return next(f"{seconds // size}{word}" for size, word in UNITS if seconds >= size)


@require_POST
def check_reply(request: Request, kind: str, pk: UUID, name: str) -> HttpResponse:
    """What the reply typed so far may lack; nothing is kept. Without script the step's page again, with what was typed."""
    workflow, step, row, form_class = replying(request.actor, kind, pk, name.replace("-", "_"))
    form = form_class(row=row, actor=request.actor, initial=request.POST.dict())
    back = request.GET.get("back", "")
    context = {
        "hints": hints_for(form, request.POST.dict()), "is_checked": True, "form": form, "workflow": workflow, "step": step, "row": row,
        "action": back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "", "next": request.POST.get("next", ""),
    }  # fmt: skip
    return render(request, "search/_hints.html" if request.htmx else "search/reply.html", context)


@never_cache
@require_POST
def alike(request: Request) -> HttpResponse:
    """Earlier matters like what somebody writes, among what he may see; posted, so that it stands in no address. Without script: a page."""
    services.slow_down(request.actor, address=address_of(request))
    written = " ".join(request.POST.get(name, "") for name in WRITTEN)
    return show_alike(request, {"alike": near(request.actor, written, most=MOST_WRITING), "is_writing": True})


def show_alike(request: Request, context: dict[str, Any]) -> HttpResponse:
    """The lines of what is alike: a fragment, or a page of their own without script."""
    return render(request, "search/_alike.html" if request.htmx else "search/alike.html", context)


def _orders(chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in Order.choices]


def _word_of(name: str, value: str) -> str:
    """A chosen value as people say it, where nothing was found with it."""
    source = source_of(value) if name == "kind" else None
    return source.label if source else value


def _groups(request: Request, found: finding.Found, ask: finding.Ask) -> list[dict[str, Any]]:
    """Facets with something to choose: more than one value, or one that is chosen, which leads back."""
    groups = []
    for name, label in FACETS:
        choices, chosen = found.facets.get(name, []), getattr(ask.facets, name)
        if len(choices) < 2 and not chosen:
            continue
        kept = {key: values for key, values in request.GET.lists() if key not in ("after", name)}
        shown = next((one.label for one in choices if one.is_chosen), _word_of(name, chosen))
        lines = [{"label": one.label, "count": one.count, "query": urlencode({name: one.value})} for one in choices]
        groups.append({"name": name, "label": label, "chosen": shown if chosen else "", "choices": lines,
                       "without": f"?{urlencode(kept, doseq=True)}"})  # fmt: skip
    return groups
