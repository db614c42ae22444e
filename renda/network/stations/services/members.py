"""Who belongs to which station (编组)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.network.deputies.models import Deputy
from renda.network.stations.access import keeps_stations
from renda.network.stations.models import Membership, Station


@transaction.atomic
def join_station(station: Station, *, actor: Actor, deputy: Deputy, from_on: date, is_main: bool = True) -> Membership:
    """The deputy belongs to the station from a day on; another main station ends the day before.

    Source: 代表法 (2025) art. 28, docs/law/deputies-law.md. Raises Conflict, Invalid, NotAllowed.
    """
    _need_keeper(actor, station.county_id)
    if deputy.county_id != station.county_id or not deputy.serving:
        raise Invalid("这位代表不在本县在任的名册里。", field="deputy")
    running = Membership.objects.not_ended(from_on).filter(county_id=station.county_id, deputy=deputy)
    if running.filter(station=station).exists():
        raise Conflict(f"{deputy.name}已经在{station.name}。")
    for other in running.filter(is_main=True, to_on__isnull=True) if is_main else ():
        end_membership(other, actor=actor, on=max(from_on - timedelta(days=1), other.from_on))
    try:
        with transaction.atomic():
            return Membership.objects.create(
                county_id=station.county_id, deputy=deputy, station=station, from_on=from_on, is_main=is_main
            )
    except IntegrityError as error:
        raise Conflict(f"{deputy.name}的主要家站刚刚被别人改了，请刷新后再看。") from error


def end_membership(membership: Membership, *, actor: Actor, on: date) -> Membership:
    """The deputy leaves the station after `on`."""
    _need_keeper(actor, membership.county_id)
    if on < membership.from_on:
        raise Invalid("离站的日子不能早于编入的日子。", field="on")
    membership.to_on = on
    membership.save(update_fields=["to_on"])
    return membership


def _need_keeper(actor: Actor, county_id: int) -> None:
    if not keeps_stations(actor, county_id):
        raise NotAllowed("代表编组由县人大代表工委来定。")
