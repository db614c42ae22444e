"""Pairs brought to a state by services, with the cast's people."""

from typing import Any

from renda.network.contacts import services
from renda.network.contacts.models import Pair
from renda.network.contacts.states import PairSort

NAME, VILLAGE, PHONE = "汪秀莲", "瓦窑坝村", "13800136044"


def with_town(cast: Any, by: str = "office") -> Pair:
    return services.begin_pair(
        actor=getattr(cast, by), sort=PairSort.LEADER_TOWN, leader=cast.chair.user_id, town_org=cast.orgs.presidium
    )


def with_deputy(cast: Any, by: str = "office") -> Pair:
    return services.begin_pair(
        actor=getattr(cast, by), sort=PairSort.MEMBER_DEPUTY, member=cast.seats.deputy3.pk, deputy=cast.seats.deputy2.pk
    )


def with_resident(cast: Any, by: str = "deputy", of: str = "deputy", **said: Any) -> Pair:
    facts = {"name": NAME, "village": VILLAGE, "phone": PHONE, **said}
    return services.begin_pair(
        actor=getattr(cast, by), sort=PairSort.DEPUTY_RESIDENT, deputy=getattr(cast.seats, of).pk, **facts
    )


def logged(cast: Any, pair: Pair | None = None, outcome: str = "visit", by: str = "deputy", **said: Any) -> Pair:
    return services.log_pair(pair or with_resident(cast), actor=getattr(cast, by), outcome=outcome, **said)


def ended(cast: Any) -> Pair:
    return services.end_pair(logged(cast), actor=cast.deputy, note="搬到外县去了")
