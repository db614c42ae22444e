"""Makes brands, methods and cases by services, as the cast would."""

from datetime import timedelta
from typing import Any

from renda.ground.kernel import clock
from renda.network.brands import services
from renda.network.brands.models import Brand, Method, MethodCase

TEXT = "代表每月进村问需求，镇里当场商办法。"
RESULT = "三处路灯修好，群众回访都亮。"
SUMMARY = "三处路灯从问到修好用了二十天。"
GROUPS = [("问", ["上门问", "会上问"]), ("办", ["当场办"])]


def drafted(cast: Any, *, title: str = "幸福庆符", **more: Any) -> Brand:
    """The town's own brand, drafted by its presidium."""
    said = {"theme": "民生福祉", "text": TEXT, **more}
    return services.draft_brand(actor=cast.township, title=title, **said)


def of_station(cast: Any, *, title: str = "茶乡议事站", **more: Any) -> Brand:
    """A themed station, drafted by its liaison officer."""
    said = {"theme": "产业发展", "text": TEXT, **more}
    return services.draft_brand(actor=cast.liaison, station=cast.places.station, title=title, **said)


def applied(cast: Any, **more: Any) -> Brand:
    return services.apply_brand(drafted(cast, **more), actor=cast.township)


def named(cast: Any, **more: Any) -> Brand:
    return services.name_brand(applied(cast, **more), actor=cast.office)


def method(cast: Any, who: str = "office", name: str = "两步法") -> Method:
    return services.make_method(actor=getattr(cast, who), name=name, groups=GROUPS)


def begun(cast: Any, *, title: str = "石门村路灯", **more: Any) -> MethodCase:
    """A case of the cast's station by the packaged method, with one deputy."""
    said = {"text": "三处路灯不亮，晚上不好走。", "planned_on": clock.today() + timedelta(days=30),
            "deputy_ids": [cast.seats.deputy.pk], **more}  # fmt: skip
    return services.begin_method_case(cast.places.station, actor=cast.liaison, title=title, **said)


def ticked(cast: Any, places: int = 2, **more: Any) -> MethodCase:
    row = begun(cast, **more)
    for place in range(1, places + 1):
        services.tick_method_case(row, actor=cast.liaison, place=place)
    return row


def finished(cast: Any, **more: Any) -> MethodCase:
    return services.finish_method_case(ticked(cast, **more), actor=cast.liaison, result=RESULT)


def proposed(cast: Any, brand: Brand | None = None, **more: Any) -> MethodCase:
    under = brand or Brand.objects.filter(county=cast.county, sort="town").named().first() or named(cast)
    return services.propose_method_case(finished(cast, **more), actor=cast.liaison, brand=under.pk, summary=SUMMARY)


def published(cast: Any, **more: Any) -> MethodCase:
    return services.publish_method_case(proposed(cast, **more), actor=cast.publisher)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
