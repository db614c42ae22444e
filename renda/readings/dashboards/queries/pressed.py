"""What was done about suggestions and motions beside handling them: promises, tours, letters, motions, as of a day."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.workflow.models import StepTaken
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.queries.scope import Scope
from renda.voice.motions.models import Motion
from renda.voice.motions.states import Decision, Vote
from renda.voice.pressing.models import Finding, Inquiry, Tour
from renda.voice.pressing.rules import missing_quarters
from renda.voice.suggestions.models import Promise
from renda.voice.suggestions.states import PromiseState

Numbers = dict[str, Any]


def pressed(scope: Scope, span: Span) -> Numbers:
    """Counts at the end of the cut-off day; `gaps`: the quarters that went by without a tour. Five queries.

    Promises are those of the year's suggestions, whenever they are kept; tours, letters and motions those of the year itself.
    """
    tours = list(
        _within(Tour.objects.filter(scope.of_suggestion()), scope, "held_on", span).values_list("held_on", flat=True)
    )
    return {
        **_promises(scope, span), **_findings(scope, span), **_letters(scope, span), **_motions(scope, span),
        "tours": len(tours), "gaps": missing_quarters(span.year, tours, span.cut + timedelta(days=1)),
    }  # fmt: skip


def _within(rows: "QuerySet[Any]", scope: Scope, name: str, span: Span) -> "QuerySet[Any]":
    days = {f"{name}__gte": span.first, f"{name}__lte": min(span.last, span.cut)}
    return rows.filter(county_id=scope.county_id, **days)


def _promises(scope: Scope, span: Span) -> Numbers:
    end = datetime(span.cut.year, span.cut.month, span.cut.day, tzinfo=COUNTY_TIME) + timedelta(days=1)
    ours = Promise.objects.filter(scope.of_suggestion("parent__"), county_id=scope.county_id, created_at__lt=end)
    ours = ours.filter(parent__registered_on__gte=span.first, parent__registered_on__lte=span.last)
    ours = ours.exclude(state=PromiseState.SUPERSEDED, settled_on__lte=span.cut)
    carried = StepTaken.objects.filter(
        county_id=OuterRef("county_id"), kind=Promise.kind, matter_id=OuterRef("pk"), step="carry_over", at__lt=end
    )
    kept = Q(state=PromiseState.KEPT, settled_on__lte=span.cut)
    over = Q(settled_on__isnull=False, settled_on__lte=span.cut) | Q(
        answered_on__isnull=False, answered_on__lte=span.cut
    )
    return ours.annotate(was_carried=Exists(carried)).aggregate(
        promises=Count("pk"), promises_kept=Count("pk", filter=kept),
        promises_late=Count("pk", filter=kept & Q(answered_on__gt=F("first_promised_on"))),
        promises_carried=Count("pk", filter=Q(was_carried=True)),
        promises_overdue=Count("pk", filter=Q(first_promised_on__lt=span.cut) & ~over),
    )  # fmt: skip


def _findings(scope: Scope, span: Span) -> Numbers:
    rows = Finding.objects.standing().filter(scope.of_suggestion(), due_on__isnull=False)
    found = _within(rows, scope, "tour__held_on", span)
    return found.aggregate(findings=Count("pk"), findings_closed=Count("pk", filter=Q(closed_on__lte=span.cut)))


def _letters(scope: Scope, span: Span) -> Numbers:
    return _within(Inquiry.objects.filter(scope.of_suggestion()), scope, "issued_on", span).aggregate(
        letters=Count("pk"), letters_answered=Count("pk", filter=Q(answered_on__lte=span.cut)),
        letters_escalated=Count("pk", filter=Q(escalated_on__lte=span.cut)),
    )  # fmt: skip


def _motions(scope: Scope, span: Span) -> Numbers:
    decided = Q(decided_on__lte=span.cut)
    return _within(Motion.objects.filter(scope.of_suggestion()), scope, "received_on", span).aggregate(
        motions=Count("pk"),
        motions_passed=Count("pk", filter=Q(vote=Vote.PASSED, voted_on__lte=span.cut)),
        motions_committee=Count("pk", filter=decided & Q(decision=Decision.COMMITTEE)),
        motions_converted=Count("pk", filter=decided & Q(decision=Decision.SUGGESTION)),
        motions_given=Count("pk", filter=Q(handed_on__lte=span.cut)),
        motions_done=Count("pk", filter=Q(unit_done_on__lte=span.cut)),
        motions_reported=Count("pk", filter=Q(reported_on__lte=span.cut)),
    )  # fmt: skip
