"""Groups, items and orders made by the services, brought to the state a test begins with."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import altcha

from renda.ground.intake.services import make_challenge, make_token
from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.clock import at, now
from renda.ground.people.models import Organisation
from renda.network.menus import services
from renda.network.menus.models import Order, ServiceGroup, ServiceItem
from renda.network.stations.models import Station

TEXT = "茶园叶子发黄，请懂的代表来看看怎么治。"
PHONE = "13800136021"


def group(cast: Any, name: str = "茶叶技术小组") -> ServiceGroup:
    """Of the cast's town, with two county deputies."""
    same = ServiceGroup.objects.filter(county=cast.county, name=name).first()
    return same or services.open_group(
        actor=cast.township, name=name, field="农业技术", town_org_id=cast.orgs.presidium,
        deputy_ids=[cast.seats.deputy.pk, cast.seats.deputy3.pk],
    )  # fmt: skip


def item(cast: Any, title: str = "看茶园病虫害") -> ServiceItem:
    same = ServiceItem.objects.filter(county=cast.county, title=title).select_related("group").first()
    return same or services.open_item(
        group(cast), actor=cast.township, title=title, offer="到茶园看一看，教您怎么治", times="每周三下午"
    )


def ordered(cast: Any, **words: Any) -> Order:
    said = {"item": item(cast), "at": cast.places.station, "text": TEXT, **words}
    return services.place_order(actor=cast.resident, **said)


def ordered_in_town(cast: Any, **words: Any) -> Order:
    return ordered(cast, at=Organisation.objects.get(pk=cast.orgs.presidium), **words)


def entered(cast: Any, **words: Any) -> Order:
    said = {"item": item(cast), "at": cast.places.station, "text": TEXT, "entry": "phone", **words}
    return services.enter_order(actor=cast.liaison, **said)


def taken(cast: Any, **words: Any) -> Order:
    return services.take_order(ordered(cast, **words), actor=cast.deputy)


def served(cast: Any, **words: Any) -> Order:
    return services.serve_order(taken(cast, **words), actor=cast.deputy, result="看了，是茶饼病，教了怎么打药。")


def bearer(order: Order) -> Actor:
    """Whoever holds the receipt."""
    return Actor(county_id=order.county_id, bearer_of=frozenset({order.pk}))


def again(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def elsewhere(cast: Any) -> SimpleNamespace:
    """Another town of the county: its presidium and station, and who works there."""
    congress = Organisation.objects.get(pk=cast.orgs.congress)
    town = Organisation.objects.create(
        county=cast.county, kind="presidium", code="p2", name="另镇人大主席团", congress=congress
    )
    org = Organisation.objects.create(county=cast.county, kind="station", code="s2", name="另镇代表联络站", parent=town)
    station = Station.objects.create(county=cast.county, org=org, name="另镇代表联络站", town="另镇", town_org=town)
    return SimpleNamespace(
        town=town, station=station, township=_actor(cast, Role.TOWNSHIP, town.pk), liaison=_actor(cast, Role.LIAISON, org.pk),
        master=_actor(cast, Role.STATION_MASTER, org.pk),
    )  # fmt: skip


def _actor(cast: Any, role: Role, org_id: int) -> Actor:
    return Actor(cast.county.pk, cast.clerk.user_id, "另镇的人", (Held(cast.clerk.posts[0].post_id, role, org_id),))


def solved() -> str:
    """A proof of work as a browser makes it."""
    challenge = altcha.Challenge.from_dict(make_challenge())
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def patient_token() -> str:
    """The token of a page that has been open for a minute."""
    with at(now() - timedelta(minutes=1)):
        return make_token()
