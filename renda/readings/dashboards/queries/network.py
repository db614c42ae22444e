"""What coverage is counted from, read once: the list of villages, the open places, the roster and its stations."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations.models import Membership, Placing, Station, Village
from renda.network.stations.queries import SHOWN, network_of

READERS = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER, Role.ADMIN)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    town: str
    kinds: tuple[str, ...]
    villages: tuple[str, ...]
    has_point: bool
    hours: str
    reception: str
    code: str

    @property
    def href(self) -> str:
        return reverse("portal:station", args=[self.code])


@dataclass(frozen=True, slots=True)
class Sitting:
    """A serving deputy. town: where they live, else work, else where their main station stands."""

    name: str
    level: str
    town: str
    has_main: bool
    is_excused: bool
    code: str

    @property
    def href(self) -> str:
        """Worked out for the few that stand in a list, not for the whole roster."""
        return reverse("deputies:detail", args=[self.code])


@dataclass
class Facts:
    """covered: (town, village) that an open place of a covering kind serves."""

    villages: list[tuple[str, str, Point | None]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    deputies: list[Sitting] = field(default_factory=list)
    covering: frozenset[str] = frozenset()

    @property
    def covered(self) -> set[tuple[str, str]]:
        counted = (place for place in self.places if self.covering & set(place.kinds))
        return {(place.town, village) for place in counted for village in place.villages}


def towns_of(actor: Actor) -> list[str] | None:
    """The towns whose lines the actor reads; None: all of the county."""
    if actor.holds(*READERS):
        return None
    own = Station.objects.filter(county_id=actor.county_id, town_org_id__in=actor.orgs(Role.TOWNSHIP))
    return list(own.exclude(town="").order_by("town").values_list("town", flat=True).distinct())


def read_facts(actor: Actor, on: date) -> Facts:
    """All of the county, narrowed to a town's own for its presidium."""
    towns, county_id = towns_of(actor), actor.county_id
    villages, places = (
        Village.objects.current().filter(county_id=county_id),
        Station.objects.filter(county_id=county_id),
    )
    if towns is not None:
        villages, places = villages.filter(town__in=towns), places.filter(town__in=towns)
    sittings = [one for one in _sittings(county_id, on) if towns is None or one.town in towns]
    found = villages.order_by("town", "name").values_list("town", "name", "lon", "lat")
    return Facts(
        [(town, name, None if lon is None or lat is None else (lon, lat)) for town, name, lon, lat in found],
        [_place(*row) for row in places.filter(state__in=SHOWN).order_by("town", "name").values_list(*FIELDS)],
        sittings, frozenset(network_of(county_id).covering),
    )  # fmt: skip


FIELDS = ("code", "name", "town", "kinds", "villages", "lon", "hours", "reception")


def _place(
    code: str,
    name: str,
    town: str,
    kinds: list[str],
    villages: list[str],
    lon: float | None,
    hours: str,
    reception: str,
) -> Place:
    return Place(name, town, tuple(kinds), tuple(villages), lon is not None, hours, reception, code)


def _sittings(county_id: int, on: date) -> list[Sitting]:
    main = Membership.objects.on(on).filter(county_id=county_id, is_main=True).order_by("pk")
    homes = dict(main.values_list("deputy_id", "station__town"))
    excused = set(Placing.objects.filter(county_id=county_id).excused().values_list("deputy_id", flat=True))
    rows = Deputy.objects.serving().filter(county_id=county_id).order_by("-level", "pk")
    labels = {value: str(label) for value, label in Level.choices}
    return [
        Sitting(name, labels[level], live or work or homes.get(pk, ""), pk in homes, pk in excused, code)
        for pk, code, name, level, live, work in rows.values_list("pk", "code", "name", "level", "live_town", "work_town")
    ]  # fmt: skip
