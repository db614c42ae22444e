"""Facts about an actor and an activity. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.network.activities.models import Activity, StationMatter
from renda.network.activities.queries import COUNTY, STATION
from renda.network.stations.models import Membership, Station


def keeps(actor: Actor, row: StationMatter | Station) -> bool:
    """家站联络员、站长，所在镇人大主席团，或者县人大代表工作机构"""
    town = row.town_org_id
    return (
        actor.holds(*STATION, org_id=row.org_id)
        or (town is not None and actor.holds(Role.TOWNSHIP, org_id=town))
        or actor.holds(Role.OFFICE)
    )


def keeps_words(actor: Actor) -> bool:
    """县人大代表工作机构、管理员"""
    return actor.holds(Role.OFFICE, Role.ADMIN)


def takes_part(actor: Actor, row: Activity) -> bool:
    """本站代表和请来的代表"""
    if not actor.holds(Role.DEPUTY):
        return False
    known: dict[int, bool] = row.__dict__.setdefault("known_parts", {})
    if actor.user_id not in known:
        invited = row.attendances.filter(deputy__user_id=actor.user_id).exists()
        places = Membership.objects.on(clock.today()).filter(county_id=row.county_id, station_id=row.station_id)
        known[actor.user_id] = invited or places.filter(deputy__user_id=actor.user_id).exists()
    return known[actor.user_id]


def is_inside(actor: Actor, row: Activity) -> bool:
    """Who reads what came of it: those who keep it, the county's congress, the deputies of it"""
    return keeps(actor, row) or actor.holds(*COUNTY) or takes_part(actor, row)


def is_side(actor: Actor, row: StationMatter) -> bool:
    """Who reads how a summary came about: those who keep it and the county's congress"""
    return keeps(actor, row) or actor.holds(*COUNTY)


# What blocks a step: the reason as the user reads it, empty if there is none.


def is_over(row: Activity) -> str:
    day = clock.day_of(row.starts_at)
    return (
        "" if day >= clock.today() else f"活动定在{day.month}月{day.day}日，已经过了；请记录，或者写明为什么没有开展。"
    )


def not_yet_the_day(row: Activity) -> str:
    day = clock.day_of(row.starts_at)
    return "" if day <= clock.today() else f"活动定在{day.month}月{day.day}日，到那天再记。"
