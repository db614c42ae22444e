"""What stands in files, for the search: read once for each content of a county, of those files only that a subject says are to be found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

from renda.ground.files import services
from renda.ground.files.models import FileText, StoredFile
from renda.ground.files.services import PART
from renda.ground.search.declare import Beside, Text

Row = tuple[Any, Text]
STRETCH, OVERLAP = 50_000, 50


def attachments(
    who: Callable[[Any, StoredFile, Text], Iterable[str]],
    *,
    files_of: Callable[[str, Sequence[Any]], Iterable[tuple[Any, StoredFile]]] | None = None,
    rows_of: Callable[[str, Sequence[StoredFile]], Iterable[Any]] | None = None,
) -> Beside:
    """The text of each file of a row, found by its name too. who: the keys of those who may open the file, given the row's own text.

    files_of, rows_of: from rows to files and back to the keys of rows, if it is not by the matter that the file belongs to.
    """
    forth, back = files_of or _files_of_matters, rows_of or _matters_of_files

    def read(kind: str, rows: Sequence[Row]) -> Iterator[Row]:
        own = {row.pk: text for row, text in rows}
        open_to = [
            (row, file, frozenset(who(row, file, own[row.pk]))) for row, file in forth(kind, [row for row, _ in rows])
        ]
        kept = [(row, file, keys) for row, file, keys in open_to if keys]
        words = services.texts_of([file for _, file, _ in kept])
        for row, file, keys in kept:
            if text := words.get((file.county_id, file.sha256)):
                yield from ((row, one) for one in _stretches(own[row.pk], file, text, keys))

    def since(kind: str, moment: datetime) -> Iterable[Any]:
        fresh = FileText.objects.filter(read_at__gt=moment).exclude(text="").values("county_id", "sha256")
        return back(kind, [file for one in fresh for file in StoredFile.objects.filter(**one)])

    return Beside(read, since)


def _stretches(own: Text, file: StoredFile, text: str, keys: frozenset[str]) -> Iterator[Text]:
    """A long file is several texts, so that all of it is found; words looked for together stand in one of them."""
    name = PurePath(file.name).stem
    title = own.title if name in own.title else f"{own.title}（{name}）"
    for at in range(0, len(text), STRETCH):
        part, words = f"{PART}{file.pk}:{at // STRETCH}", text[at : at + STRETCH + OVERLAP]
        yield replace(own, title=title, text=words, keys=keys, names=(), open_href="", part=part)


def _files_of_matters(kind: str, rows: Sequence[Any]) -> Iterator[tuple[Any, StoredFile]]:
    by_key = {row.pk: row for row in rows}
    counties = {row.county_id for row in rows}
    for file in StoredFile.objects.filter(county_id__in=counties, kind=kind, matter_id__in=by_key).order_by("pk"):
        yield by_key[file.matter_id], file


def _matters_of_files(kind: str, files: Sequence[StoredFile]) -> list[Any]:
    return [file.matter_id for file in files if file.kind == kind and file.matter_id]
