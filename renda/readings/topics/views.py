"""Pages of topics: the list, one topic with its opinions, and the two things that can be made of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from renda.chamber.decisions.forms import ProposeForm
from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.paging import page_of
from renda.ground.kernel.web import Request
from renda.ground.people.web import signed_in
from renda.ground.ui.lists import chip
from renda.network.stations.models import Station
from renda.readings.topics import access, shown
from renda.readings.topics.models import Topic, TopicOpinion
from renda.readings.topics.queries import TopicOpinionQuerySet, parts_of
from renda.readings.topics.states import PERIODS
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Category

FIRST, PAGE, MOST_SOURCES = 12, 20, 60


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    """The hottest first; narrowed by town, category and time."""
    rows, today = _rows(request), clock.today()
    asked, period = shown.asked_from(request.GET, today)
    narrowed, least = rows.asked(asked), shown.least_of(request.county)
    lines = shown.lines_of(narrowed, least)
    context = {
        "lines": lines if "all" in request.GET else lines[:FIRST], "count": len(lines), "first": FIRST,
        "least": least, "asked": asked, "period": period, "period_words": PERIODS[period], "periods": PERIODS.items(),
        "categories": Category.choices, "towns": _towns(request), "chart": shown.list_chart(narrowed, lines, today),
        "chips": [chip(request.GET, "period", key, words, period) for key, words in PERIODS.items()],
        "is_filtered": bool(asked.town or asked.category),
    }  # fmt: skip
    return render(request, "topics/list.html", context)


@signed_in
@require_safe
def topic(request: Request, pk: UUID) -> HttpResponse:
    rows = _rows(request)
    if elder := _elder_of(request, pk):
        return redirect("topics:topic", elder)
    whole = _whole(rows, pk)
    ours = rows.of([pk])
    opinions = Opinion.objects.filter(pk__in=ours.values("opinion_id")).for_list().order_by("-received_on", "-pk")
    found, after = page_of(opinions, "received_on", request.GET.get("after", ""), PAGE)
    drafts = access.may_draft(request.actor)
    context = {
        "whole": whole, "line": whole.line, "opinions": found, "after": after, "chart": shown.topic_chart(ours, clock.today()),
        "parts": _seen_parts(ours, pk), "proposes": access.may_propose(request.actor), "drafts": drafts,
        "draft_href": shown.draft_href(ours, request.actor) if drafts else "",
    }  # fmt: skip
    return render(request, "topics/topic.html", context)


@signed_in
@require_safe
def propose(request: Request, pk: UUID) -> HttpResponse:
    """The form of a major matter, filled from the topic; it is sent to the page that takes every such proposal."""
    if not access.may_propose(request.actor):
        raise NotAllowed("提请监督由代表工委、委员会或者三名以上常委会组成人员提出。")
    rows, pk = _rows(request), _elder_of(request, pk) or pk
    whole = _whole(rows, pk)
    placings = rows.of([pk]).select_related("opinion").order_by("-at", "-pk")[:MOST_SOURCES]
    form = ProposeForm(actor=request.actor, initial=shown.proposal_of(whole, list(placings)))
    return render(request, "topics/propose.html", {"form": form, "line": whole.line})


def _rows(request: Request) -> TopicOpinionQuerySet:
    if not access.reads_topics(request.actor):
        raise NotAllowed(access.WHO)
    rows: TopicOpinionQuerySet = TopicOpinion.objects.visible_to(request.actor)
    return rows


def _elder_of(request: Request, pk: UUID) -> UUID | None:
    """The topic that this one was put under, if it was."""
    return Topic.objects.filter(county_id=request.county.pk, pk=pk).values_list("elder_id", flat=True).first()


def _whole(rows: TopicOpinionQuerySet, pk: UUID) -> shown.Whole:
    whole = shown.whole_of(rows, pk)
    if whole is None:
        raise Http404
    return whole


def _seen_parts(ours: TopicOpinionQuerySet, pk: UUID) -> list[dict[str, Any]]:
    """The topics put under this one of which the reader sees an opinion, with how many."""
    counts: dict[UUID, int] = {}
    for key in ours.values_list("topic_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return [{"part": part, "size": counts[part.pk]} for part in parts_of(pk) if part.pk in counts]


def _towns(request: Request) -> list[str]:
    towns = Station.objects.visible_to(request.actor).shown().exclude(town="")
    return list(towns.order_by("town").values_list("town", flat=True).distinct())
