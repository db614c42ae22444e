"""Official papers, for the search: a matter is found by the numbers of its papers and by what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from renda.ground.papers import markup
from renda.ground.papers.models import Paper
from renda.ground.papers.services import PART
from renda.ground.search.declare import Beside, Text

Row = tuple[Any, Text]


def papers(who: Callable[[Any, Paper, Text], Iterable[str]], *, with_text: bool = True) -> Beside:
    """The papers of a row that are made, as one text for each number and its readers.

    who: the keys of those who surely may open the paper, given the row's own text. with_text: False for papers that say what the row says,
    or say it to one person: only their numbers are found.
    """

    def read(kind: str, rows: Sequence[Row]) -> Iterator[Row]:
        counties, keys = {row.county_id for row, _ in rows}, [row.pk for row, _ in rows]
        kept = (
            Paper.objects.made()
            .filter(county_id__in=counties, kind=kind, matter_id__in=keys)
            .order_by("ordered_at", "pk")
        )
        of: dict[Any, list[Paper]] = {}
        for paper in kept if with_text else kept.defer("source").exclude(number=""):
            of.setdefault(paper.matter_id, []).append(paper)
        for row, own in rows:
            given = [(paper, frozenset(who(row, paper, own))) for paper in of.get(row.pk, ())]
            yield from ((row, text) for text in _texts(own, given, with_text=with_text))

    def since(kind: str, moment: datetime) -> Iterable[Any]:
        rows = Paper.objects.filter(kind=kind, made_at__gt=moment, matter_id__isnull=False)
        return rows.values_list("matter_id", flat=True)

    return Beside(read, since)


def _texts(own: Text, given: Iterable[tuple[Paper, frozenset[str]]], *, with_text: bool) -> Iterator[Text]:
    """One for each number and its readers, by numbers alone one for all who have a paper of that number; none for papers that nobody surely
    opens. The number stands in the text too: what somebody types of it is looked for there."""
    alike: dict[tuple[str, frozenset[str]], tuple[set[str], list[Paper]]] = {}
    for paper, keys in given:
        readers, found = alike.setdefault((paper.number, keys if with_text else frozenset()), (set(), []))
        readers.update(keys)
        found.append(paper)
    for place, ((number, _), (readers, found)) in enumerate(alike.items()):
        lines = [line for paper in found for line in markup.texts(markup.parse(paper.source))] if with_text else []
        if readers and (lines or number != own.number):
            yield replace(
                own, title=found[0].title or own.title, number=number, keys=frozenset(readers), names=(),
                open_href="", text="\n".join([number, *lines]).strip(), part=f"{PART}{place}",
            )  # fmt: skip
