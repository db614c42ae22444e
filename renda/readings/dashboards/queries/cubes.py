"""The figures' raw material: how many matters have just these flags. One grouped query each, whatever the number of figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.queries.as_of import FLAGS, handlings_as_of, suggestions_as_of
from renda.readings.dashboards.queries.scope import Scope
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions.models import Handling, Signature, Suggestion
from renda.voice.suggestions.states import SIGNED_STATES

SUGGESTION_FLAGS = ("period", "category", "is_key", *FLAGS)
UNIT_FLAGS = ("org_id", "part", "returned", "consulted", "opined", *FLAGS)
Cube = list[dict[str, Any]]


def suggestion_rows(scope: Scope, span: Span) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.filter(scope.of_suggestion(), county_id=scope.county_id)
    return suggestions_as_of(rows, span)


def unit_rows(scope: Scope, span: Span) -> QuerySet[Handling]:
    rows = Handling.objects.filter(scope.of_handling(), county_id=scope.county_id, parent__county_id=scope.county_id)
    return handlings_as_of(rows, span)


def suggestion_cube(scope: Scope, span: Span) -> Cube:
    return list(suggestion_rows(scope, span).order_by().values(*SUGGESTION_FLAGS).annotate(cases=Count("pk")))


def unit_cube(scope: Scope, span: Span) -> Cube:
    """With the name of each unit, so that a page needs no second look."""
    rows = unit_rows(scope, span).order_by().annotate(unit=F("org__name"), short=F("org__short"))
    return list(rows.values("unit", "short", *UNIT_FLAGS).annotate(cases=Count("pk")))


def year_cube(scope: Scope, span: Span) -> Cube:
    """As the suggestions' cube, by year of registration: the span covers several."""
    rows = suggestion_rows(scope, span).order_by().annotate(year=ExtractYear("registered_on"))
    return list(rows.values("year", "period", *FLAGS).annotate(cases=Count("pk")))


def paper_counts(scope: Scope, span: Span) -> tuple[Cube, Cube]:
    """How many papers each deputy handed in as the first, and how many he signed with others: public facts of the papers."""
    deputy = {"name": "name", "level": "level", "delegation": "delegation", "code": "code"}
    counted = suggestion_rows(scope, span).order_by()
    first = counted.annotate(**{key: F(f"proposer__{name}") for key, name in deputy.items()})
    given = Signature.objects.filter(
        county_id=scope.county_id, state__in=SIGNED_STATES, parent__in=counted.values("pk")
    )
    with_others = given.order_by().annotate(**{key: F(f"deputy__{name}") for key, name in deputy.items()})
    return (
        list(first.values(*deputy, deputy=F("proposer_id")).annotate(cases=Count("pk"))),
        list(with_others.values(*deputy, deputy_pk=F("deputy_id")).annotate(cases=Count("pk"))),
    )


def opinion_cube(county_id: int, span: Span) -> Cube:
    """Opinions received or answered in the year by month and town. told_month is 0 if no answer was given by the cut-off."""
    last: date = min(span.last, span.cut)
    got, told = Q(received_on__range=(span.first, last)), Q(told_on__range=(span.first, last))
    rows = Opinion.objects.filter(got | told, county_id=county_id, received_on__lte=last).order_by()
    found = rows.annotate(
        got_year=ExtractYear("received_on"), got_month=ExtractMonth("received_on"), told_year=ExtractYear("told_on"),
        told_month=ExtractMonth("told_on"), is_told=Q(told_on__isnull=False, told_on__lte=span.cut),
        town=F("station__town"),
    )  # fmt: skip
    return list(
        found.values("got_year", "got_month", "told_year", "told_month", "is_told", "town").annotate(cases=Count("pk"))
    )


def sum_cases(rows: Sequence[dict[str, Any]]) -> int:
    return sum(int(row["cases"]) for row in rows)
