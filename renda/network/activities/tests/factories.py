"""Makes activities and summaries by services, as the cast would."""

from datetime import timedelta
from typing import Any

from renda.ground.kernel import clock
from renda.network.activities import services
from renda.network.activities.models import Activity, Summary

RESULT = "群众说了路灯和水管两件事，都记下了。"


def planned(cast: Any, *, days: int = 5, **changes: Any) -> Activity:
    """A reception at the cast's station some days from now, with two deputies on duty."""
    starts = clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=days)
    facts = {
        "sort": "reception", "starts_at": starts, "ends_at": starts + timedelta(hours=2),
        "deputy_ids": [cast.seats.deputy.pk, cast.seats.deputy2.pk], **changes,
    }  # fmt: skip
    return services.plan_activity(cast.places.station, actor=cast.liaison, **facts)


def announced(cast: Any, **changes: Any) -> Activity:
    return services.announce_activity(planned(cast, **changes), actor=cast.liaison)


def held_today(cast: Any) -> Activity:
    """Announced for a moment of today."""
    return announced(cast, days=0)


def recorded(cast: Any, **changes: Any) -> Activity:
    return services.record_activity(
        held_today(cast), actor=cast.liaison, came=[cast.seats.deputy.pk], result=RESULT, visitors=4, **changes
    )


def drafted(cast: Any) -> Summary:
    recorded(cast)
    today = clock.today()
    return services.draft_summary(
        cast.places.station, actor=cast.liaison, year=today.year, quarter=(today.month + 2) // 3
    )


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
