"""Makes planned places, decisions and tags by services, as the office would."""

from datetime import timedelta
from typing import Any

from renda.ground.kernel.clock import today
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy
from renda.network.stations import services
from renda.network.stations.models import Membership, Opening, Placing, Station, Tag, Village

DAY = timedelta(days=1)


def planned(cast: Any, name: str = "庆符镇第九片区代表联络站", **more: Any) -> Opening:
    """A place of the cast's town, to be begun in a month and opened in a year."""
    facts = {"kinds": ["station"], "town": "庆符镇", "begin_on": today() + 30 * DAY, "target_on": today() + 365 * DAY}
    presidium = Organisation.objects.get(pk=cast.orgs.presidium)
    return services.plan_opening(actor=cast.office, name=name, **{**facts, "town_org": presidium, **more})


def opened(cast: Any, name: str = "庆符镇第八片区代表联络站", **more: Any) -> Station:
    facts = {"kinds": ["station"], "town": "庆符镇", **more}
    return services.open_station(county_id=cast.county.pk, actor=cast.office, name=name, **facts)


def unplaced(deputy: Deputy, **area: str) -> Deputy:
    """The deputy of the cast without a station, living where it says."""
    Membership.objects.filter(deputy=deputy).delete()
    Deputy.objects.filter(pk=deputy.pk).update(**area)
    return Deputy.objects.get(pk=deputy.pk)


def excused(cast: Any, deputy: Deputy | None = None) -> Placing:
    chosen = unplaced(deputy or cast.seats.deputy3)
    said = {"excuse": "away", "reason": "在外省务工，明年春天回来。", "review_on": today() + 100 * DAY}
    return services.excuse_placing(actor=cast.office, deputy=chosen, **said)


def tagged(cast: Any, name: str = "茶产业链") -> Tag:
    tag = services.add_tag(actor=cast.office, sort="chain", name=name)
    services.tag_station(cast.places.station, actor=cast.office, tags=[tag.pk])
    return tag


def village(cast: Any, name: str, town: str = "庆符镇", **more: Any) -> Village:
    return Village.objects.create(county=cast.county, town=town, name=name, **more)
