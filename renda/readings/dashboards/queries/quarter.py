"""What was done within some days, from the history itself: steps taken on a congress's suggestions and their parts."""

from datetime import date, datetime, timedelta

from django.db.models import Count

from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.workflow.models import StepTaken
from renda.readings.dashboards.queries.scope import Scope
from renda.voice.suggestions.models import Handling, Suggestion

SUGGESTION_STEPS = ("register", "assign", "urge", "second_handling", "publish", "close")
HANDLING_STEPS = ("consult", "reply", "request_return", "approve_return")


def steps_between(scope: Scope, first: date, last: date) -> dict[str, int]:
    """`suggestion.assign` → how often it was taken from `first` to `last`. Two grouped queries; a return counts as asked for once."""
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    ours = Suggestion.objects.filter(scope.of_suggestion(), county_id=scope.county_id)
    parts = Handling.objects.filter(scope.of_handling(), county_id=scope.county_id)
    found: dict[str, int] = {}
    for kind, steps, rows in (("suggestion", SUGGESTION_STEPS, ours), ("handling", HANDLING_STEPS, parts)):
        taken = StepTaken.objects.filter(
            county_id=scope.county_id, at__gte=begin, at__lt=end, kind=kind, step__in=steps
        )
        counts = taken.filter(matter_id__in=rows.values("pk")).order_by().values("step").annotate(times=Count("pk"))
        found.update({f"{kind}_{step}": 0 for step in steps})
        found.update({f"{kind}_{row['step']}": row["times"] for row in counts})
    return found


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=COUNTY_TIME)
