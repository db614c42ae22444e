"""What can be found of stations: name, place and hours, also by pinyin. Planned and closed ones by staff."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.search.declare import PUBLIC, Source, Text, holders, moment_of
from renda.network.stations.models import Station
from renda.network.stations.queries import SHOWN, STAFF


def rows() -> Any:
    return Station.objects.all()


def read(row: Station) -> Iterator[Text]:
    words = (row.town, row.address, *row.kind_labels, *row.villages, row.hours, row.reception)
    yield Text(
        title=row.name, at=moment_of(row.opened_on) if row.opened_on else None, href=row.get_absolute_url(),
        keys=frozenset(holders(*STAFF) | ({PUBLIC} if row.state in SHOWN else set())), names=(row.name, row.town),
        text="，".join(word for word in words if word), town=row.town, state=row.get_state_display(),
    )  # fmt: skip


def visible(actor: Actor) -> Any:
    return Station.objects.visible_to(actor)


SOURCES = (Source("station", "家站", rows, read, visible, is_swept=True),)
