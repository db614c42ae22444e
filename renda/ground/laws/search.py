"""What can be found of laws: each article in force, by its words and by the names of its law. Older versions stand on the law's page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.laws.models import Article
from renda.ground.laws.shown import address_of
from renda.ground.search.declare import PUBLIC, Source, Text, moment_of


def rows() -> Any:
    return Article.objects.select_related("version__law")


def read(row: Article) -> Iterator[Text]:
    version, day = row.version, today()
    if version.in_force_on > day or (version.superseded_on and version.superseded_on <= day):
        return
    law = version.law
    yield Text(
        title=f"《{law.short}》{row.label}", at=moment_of(version.adopted_on), href=unquote(address_of(row, version, law)),
        keys=frozenset({PUBLIC}), number=f"第{row.number}条", names=tuple(law.names),
        text="\n".join(part for part in (row.chapter, row.section, row.text) if part),
    )  # fmt: skip


def visible(actor: Actor) -> Any:
    return Article.objects.visible_to(actor).in_force_on(today())


SOURCES = (Source("law_article", "法律条文", rows, read, visible, is_everywhere=True),)
