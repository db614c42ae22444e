"""What can be found of brands and of work along a method: what is named or published by everybody, drafts by whose they are."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import PUBLIC, Source, Text, held, holders, moment_of, seat
from renda.network.activities.queries import COUNTY, STATION
from renda.network.brands.models import Brand, MethodCase
from renda.network.brands.states import BrandState, CaseState


def brands() -> Any:
    return Brand.objects.select_related("station")


def read_brand(row: Brand) -> Iterator[Text]:
    keys = {f"brand-town:{row.town_org_id}"} if row.town_org_id else set()
    keys |= {f"brand-station:{row.org_id}"} if row.org_id else set()
    keys |= holders(*COUNTY) if row.applied_on else set()
    keys |= {PUBLIC} if row.state == BrandState.NAMED else set()
    yield Text(
        title=row.title, at=row.created_at, href=row.get_absolute_url(), keys=frozenset(keys), names=(row.title,),
        text="\n".join((row.theme, row.text)), town=row.town, org=row.station.name if row.station else "",
        state=row.get_state_display(),
    )  # fmt: skip


def own_brands(actor: Actor) -> list[str]:
    """A town's and a station's own drafts; who works for the county reads what was applied with, whatever else he is."""
    if actor.holds(*COUNTY):
        return []
    towns, places = actor.orgs(Role.TOWNSHIP), actor.orgs(*STATION)
    return [*(f"brand-town:{pk}" for pk in towns), *(f"brand-station:{pk}" for pk in places)]


def cases() -> Any:
    return MethodCase.objects.select_related("station", "method_version__method").prefetch_related("parts__deputy")


def read_case(row: MethodCase) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title, "at": moment_of(row.begun_on), "href": row.get_absolute_url(), "town": row.station.town,
        "org": row.station.name, "state": row.get_state_display(),
    }  # fmt: skip
    keys = holders(*COUNTY) | held((Role.TOWNSHIP,), row.town_org_id) | held(STATION, row.org_id)
    for one in row.parts.all():
        keys |= seat(one.deputy.user_id)
    words = (row.method_version.method.name, row.text, row.result, row.summary)
    yield Text(**facts, keys=frozenset(keys), text="\n".join(word for word in words if word))
    if row.state == CaseState.PUBLISHED:
        text = "\n".join((row.method_version.method.name, row.summary))
        yield Text(**facts, keys=frozenset({PUBLIC}), text=text, part="public")


def visible_brands(actor: Actor) -> Any:
    return Brand.objects.visible_to(actor)


def visible_cases(actor: Actor) -> Any:
    return MethodCase.objects.visible_to(actor)


SOURCES = (
    Source("brand", "品牌", brands, read_brand, visible_brands, keys_of=own_brands),
    Source("method_case", "工作法事项", cases, read_case, visible_cases),
)
