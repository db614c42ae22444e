"""What can be found of deputies: what the law lets be public, by name, pinyin and initials. Nothing of home or work."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.search.declare import PUBLIC, Source, Text, holders, moment_of, person
from renda.network.deputies.models import Deputy
from renda.network.deputies.queries import STAFF


def rows() -> Any:
    return Deputy.objects.select_related("congress", "term")


def read(row: Deputy) -> Iterator[Text]:
    began = row.from_on or (row.term.starts_on if row.term else None)
    words = (
        f"{row.get_level_display()}人大代表",
        row.congress.name if row.congress else "",
        row.delegation,
        row.district,
    )
    yield Text(
        title=row.name, at=moment_of(began) if began else None, href=row.get_absolute_url(), names=(row.name,),
        keys=frozenset(holders(*STAFF) | person(row.user_id) | ({PUBLIC} if row.serving else set())),
        text="，".join(word for word in words if word), org=row.congress.label if row.congress else "",
        state="在任" if row.serving else "离任",
    )  # fmt: skip


def visible(actor: Actor) -> Any:
    return Deputy.objects.visible_to(actor)


SOURCES = (Source("deputy", "代表", rows, read, visible, is_swept=True),)
