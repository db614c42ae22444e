"""Counts the county's public figures: for the job only, never for a page."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from renda.ground.workflow.models import Waiting
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station
from renda.network.stations.shown import map_for
from renda.readings.portal import rules
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import ARRIVED
from renda.voice.suggestions.models import Rating, Suggestion
from renda.voice.suggestions.states import RatingState


def count_county(county_id: int, on: date) -> dict[str, Any]:
    """All public figures of the year so far. Takes a second or so in a large county: for the job, never for a page."""
    start = date(on.year, 1, 1)
    return {
        "from": start.isoformat(),
        "to": on.isoformat(),
        "opinions": _count_opinions(county_id, start, on),
        "suggestions": _count_suggestions(county_id, start, on),
        "deputies": _count_deputies(county_id),
        **_count_places(county_id, on),
    }


def _count_opinions(county_id: int, start: date, on: date) -> dict[str, Any]:
    ours = Opinion.objects.filter(county_id=county_id, received_on__gte=start)
    by_way = {
        (r["state"], r["outcome"]): r["n"] for r in ours.order_by().values("state", "outcome").annotate(n=Count("pk"))
    }
    told = ours.filter(told_on__isnull=False).order_by().values("rating").annotate(n=Count("pk"))
    rated = {row["rating"]: row["n"] for row in told}
    waiting = Waiting.objects.filter(county_id=county_id, kind="opinion", state__in=[str(s) for s in ARRIVED])
    bars = rules.opinion_bars(by_way, waiting.overdue(on).count())
    return {
        "total": sum(by_way.values()),
        "bars": [[bar.label, bar.count, bar.tone] for bar in bars],
        "told": sum(rated.values()),
        "rated": [[str(word), rated.get(str(key), 0)] for key, word in rules.RATING_WORDS],
    }


def _count_suggestions(county_id: int, start: date, on: date) -> dict[str, Any]:
    ours = Suggestion.objects.filter(county_id=county_id)
    year = ours.filter(registered_on__gte=start)
    sums = year.aggregate(
        registered=Count("pk"), replied=Count("pk", filter=Q(replied_on__isnull=False)),
        published=Count("pk", filter=Q(published_on__isnull=False)),
    )  # fmt: skip
    shown = ours.filter(published_on__isnull=False).order_by()
    classes = {row["reply_class"]: row["n"] for row in shown.values("reply_class").annotate(n=Count("pk"))}
    ratings = Rating.objects.filter(county_id=county_id, parent__registered_on__gte=start).exclude(
        state=RatingState.OPEN
    )
    grades = {row["result"]: row["n"] for row in ratings.order_by().values("result").annotate(n=Count("pk"))}
    late = (
        Waiting.objects.filter(county_id=county_id, kind="handling").overdue(on).values("matter_id").distinct().count()
    )
    return {**sums, "published_ever": sum(classes.values()), "classes": classes, "grades": grades, "late": late}


def _count_deputies(county_id: int) -> dict[str, int]:
    rows = Deputy.objects.serving().filter(county_id=county_id).order_by().values("level").annotate(n=Count("pk"))
    levels = {str(row["level"]): row["n"] for row in rows}
    return {**levels, "total": sum(levels.values())}


def _count_places(county_id: int, on: date) -> dict[str, Any]:
    shown = Station.objects.shown().filter(county_id=county_id).order_by("pk")
    drawn = map_for(county_id, shown, on)
    return {"stations": {**drawn["counts"], "total": sum(drawn["counts"].values())}, "map": drawn}
