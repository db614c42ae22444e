"""Facts about an actor and the stations. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.access import keeps_roster
from renda.network.stations.models import Opening, Placing, Station
from renda.network.stations.queries import PLANNERS

keeps_stations = keeps_roster


def serves_at(actor: Actor, station: Station) -> bool:
    """联络员或者站长 of this station"""
    return actor.holds(Role.LIAISON, Role.STATION_MASTER, org_id=station.org_id)


def may_change(actor: Actor, station: Station) -> bool:
    """Who keeps the stations of the county, or serves at this one"""
    return keeps_stations(actor, station.county_id) or serves_at(actor, station)


def plans_places(actor: Actor, opening: Opening) -> bool:
    """县人大代表工作机构"""
    return keeps_stations(actor, opening.county_id)


def keeps_opening(actor: Actor, opening: Opening) -> bool:
    """县人大代表工作机构，或者这个站所在镇的人大主席团"""
    return keeps_stations(actor, opening.county_id) or is_of_town(actor, opening.station.town_org_id)


def reads_plan(actor: Actor) -> bool:
    """人大机关和镇人大主席团"""
    return actor.holds(*PLANNERS)


def decides_placing(actor: Actor, placing: Placing) -> bool:
    """县人大代表工作机构；镇代表由本镇人大主席团"""
    return keeps_stations(actor, placing.county_id) or is_of_town(actor, placing.town_org_id)


def decides_some(actor: Actor) -> bool:
    """Who decides on deputies' main stations at all: the office, and towns on their own deputies"""
    return actor.holds(Role.OFFICE, Role.ADMIN, Role.TOWNSHIP)


def keeps_tags(actor: Actor, station: Station) -> bool:
    """县人大代表工作机构、本镇人大主席团、在站的人"""
    return may_change(actor, station) or is_of_town(actor, station.town_org_id)


def is_of_town(actor: Actor, town_org_id: int | None) -> bool:
    return town_org_id is not None and actor.holds(Role.TOWNSHIP, org_id=town_org_id)


# What blocks a step: the reason as the user reads it, empty if there is none.


def has_life(opening: Opening) -> str:
    same = Opening.objects.filter(county_id=opening.county_id, station_id=opening.station_id)
    return f"“{opening.station.name}”的建设经过已经有了，请在那一条上办理。" if same.exists() else ""


def still_main(opening: Opening) -> str:
    """Nobody loses the main station without another one. Source: 代表法 (2025) art. 28"""
    rows = opening.station.memberships.on(clock.today()).filter(is_main=True, deputy__serving=True)
    count = rows.count()
    return f"还有{count}位代表以这里为主要家站，请先把他们编到别的家站。" if count else ""


def still_serving(placing: Placing) -> str:
    return f"{placing.deputy.name}还在任，先在名册上办离任。" if placing.deputy.serving else ""


def decided_already(placing: Placing) -> str:
    same = Placing.objects.filter(county_id=placing.county_id, deputy_id=placing.deputy_id)
    return f"{placing.deputy.name}的主要家站已经定过，请在那一条上改。" if same.exists() else ""
