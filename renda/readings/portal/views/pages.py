"""Pages for everybody: nothing is typed here, nothing is counted here."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.web import Request
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import Audience
from renda.ground.papers.web import stream
from renda.ground.workflow.queries import history
from renda.readings.portal import queries, rules, shown
from renda.readings.portal.models import Figures
from renda.readings.portal.queries import Filters
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import CLASS_SHORT, Category
from renda.voice.suggestions.workflow import SUGGESTION

NEWEST = 4


@require_safe
def home(request: Request) -> HttpResponse:
    figures = queries.figures_of(request.county.pk)
    newest = queries.published(request.county.pk)[:NEWEST]
    context = {"cards": [shown.card(row) for row in newest], "figures": figures, **_figures(figures)}
    return render(request, "portal/home.html", context)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Everything published, newest first, filters in the address."""
    filters = _filters(request)
    rows, after = queries.page_of(queries.published(request.county.pk, filters))
    figures = queries.figures_of(request.county.pk)
    context = {
        "cards": [shown.card(row) for row in rows], "after": after, "filters": filters, "categories": Category.choices,
        "chips": _chips(filters, figures.data["suggestions"] if figures else {}), "figures": figures,
    }  # fmt: skip
    return render(request, "portal/suggestions.html", context)


@require_safe
def suggestion(request: Request, congress: str, number: str) -> HttpResponse:
    """One published suggestion at its stable address: text, reply, class, rating, and how it went."""
    row = _published(request, congress, number)
    public = Actor(county_id=row.county_id)
    letters = papers_of(row).made().filter(audience=Audience.PUBLIC)
    context = {
        "row": row, "card": shown.card(row), "replies": shown.replies(row), "signers": shown.signers(row),
        "texts": shown.text_parts(row), "asks": shown.asks(row), "promises": shown.promises(row), "stages": shown.stages(row),
        "rated": shown.rated(row), "letters": letters, "co_units": [h.org.label for h in row.co_handlings],  # type: ignore[attr-defined]
        "stations": sorted({opinion.station.name for opinion in row.opinions.all()}), "opinions": len(row.opinions.all()),
        "steps": [_step_line(taken) for taken in history(row, public, is_party=False)],
    }  # fmt: skip
    return render(request, "portal/suggestion.html", context)


@require_safe
def letter(request: Request, congress: str, number: str, pk: UUID) -> FileResponse:
    """A paper of a published suggestion that was opened to the public."""
    row = _published(request, congress, number)
    paper = get_object_or_404(papers_of(row).made().filter(audience=Audience.PUBLIC), pk=pk)
    return stream(paper, "pdf", is_inline=True)


@require_safe
def stations(request: Request) -> HttpResponse:
    """The one list of places is the stations' own."""
    words = urlencode({"q": request.GET["q"]}) if request.GET.get("q") else ""
    return redirect(f"{reverse('stations:list')}{'?' if words else ''}{words}")


@require_safe
def deputies(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:40]
    found, after = queries.deputies(request.actor, words, request.GET.get("after", ""), clock.today())
    return render(request, "portal/deputies.html", {"deputies": found, "after": after, "words": words})


@require_safe
def find(request: Request) -> HttpResponse:
    """From a code typed on the front page to the receipt."""
    code = tidy_code(request.GET.get("code", ""))
    return redirect("opinions:receipt", code) if code else redirect("opinions:find")


@require_safe
def privacy(request: Request) -> HttpResponse:
    """The one notice on personal information stands beside the form that asks for it."""
    return redirect("opinions:privacy")


@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"phone": _phone(request)})


def _published(request: Request, congress: str, number: str) -> Suggestion:
    row = queries.find_published(request.county.pk, congress, number)
    if row is None:
        raise Http404
    return row


def _phone(request: Request) -> str:
    """The county's telephone for people who would rather talk; a setting of the county."""
    return str(request.county.settings.get("help_phone", ""))


def _figures(figures: Figures | None) -> dict[str, Any]:
    """The front page's chart, bars and drawing, from what the job counted last."""
    if figures is None:
        return {}
    data = figures.data
    bars, total = data["opinions"]["bars"], data["opinions"]["total"]
    chart = {
        "kind": "bars", "rows": [bar[:2] for bar in bars], "late": [b[0] for b in bars if b[2] == "late"],
        "light": [b[0] for b in bars if b[2] == "running"], "label": "意见去向条形图",
    }  # fmt: skip
    rated = data["opinions"]["rated"]
    tones = ("a", "c2", "b", "u")
    return {
        "chart": chart,
        "bars": [(label, count, rules.percent(count, total)) for label, count, _ in bars],
        "rated": [(label, count, tone) for (label, count), tone in zip(rated, tones, strict=True)],
        "most_rated": max([count for _, count in rated] + [1]),
        "map": data["map"],
    }


def _filters(request: Request) -> Filters:
    get = request.GET.get
    return Filters(
        reply_class=get("class", "")[:1], category=get("category", "")[:20], year=get("year", "")[:4],
        words=get("q", "").strip()[:40], after=get("after", "")[:60],
    )  # fmt: skip


def _chips(filters: Filters, counted: dict[str, Any]) -> list[dict[str, Any]]:
    """Classes of reply with their numbers as the job counted them."""
    classes = counted.get("classes", {})
    chips = [{"label": "全部", "value": "", "count": counted.get("published_ever", "")}]
    chips += [
        {"label": f"{key} {word}", "value": key, "count": classes.get(key, 0)} for key, word in CLASS_SHORT.items()
    ]
    return [{**chip, "on": chip["value"] == filters.reply_class} for chip in chips]


def _step_line(taken: Any) -> dict[str, Any]:
    step = SUGGESTION.steps.get(taken.step)
    return {"at": taken.at, "label": step.label if step else taken.step, "acted_as": taken.acted_as, "hash": taken.hash}
