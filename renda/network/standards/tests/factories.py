"""Makes checks by services, as the cast would."""

from typing import Any

from renda.ground.kernel.clock import today
from renda.network.standards import services
from renda.network.standards.models import Check

SIX = ("有场所", "有标识（标牌）", "有设施", "有制度", "有活动", "有档案")
ROOMS = ("接待联络室", "会议活动室", "办公区", "展示区", "互动区")


def said(
    lacking: dict[str, str] | None = None, names: tuple[str, ...] = SIX, good: str = "yes", **more: Any
) -> list[dict[str, Any]]:
    """An answer for each item: good, but for those named."""
    return [{"item": name, "answer": (lacking or {}).get(name, good), **more} for name in names]


def begun(cast: Any, key: str = "six", station: Any = None, year: int = 0) -> Check:
    place = station or cast.places.station
    return services.begin_station_check(place, actor=cast.office, key=key, year=year or today().year)


def reported(cast: Any, lacking: dict[str, str] | None = None, **more: Any) -> Check:
    return services.report_station_check(begun(cast, **more), actor=cast.liaison, answers=said(lacking))


def verified(cast: Any, lacking: dict[str, str] | None = None, **more: Any) -> Check:
    return services.verify_station_check(reported(cast, lacking, **more), actor=cast.township)


def accepted(cast: Any, lacking: dict[str, str] | None = None, **more: Any) -> Check:
    return services.accept_station_check(verified(cast, lacking, **more), actor=cast.office)


def fresh(row: Check) -> Check:
    return Check.objects.get(pk=row.pk)
