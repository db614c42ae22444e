"""A table from Excel, shown before it is loaded: every bad row keeps its place and its reason, none is lost.

What a kind of table holds is a `Sheet`; the stations room has sheets of its own.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, BinaryIO

from django.db import transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import DomainError, NotAllowed
from renda.ground.papers import excel
from renda.network.deputies.access import keeps_roster
from renda.network.deputies.models import ImportDraft

MOST_ROWS = 5000
Values = dict[str, str]


@dataclass
class Line:
    """One row: its number in the file, the cells by key, what a person has to correct."""

    number: int
    values: Values
    faults: list[str] = field(default_factory=list)
    is_loaded: bool = False

    @property
    def is_ready(self) -> bool:
        return not self.faults and not self.is_loaded


@dataclass(frozen=True)
class Sheet:
    """A kind of table. prepare(county_id) reads once what rows are checked against; load makes or corrects one row.

    key: the cells that make a row the same as another one of the file.
    """

    kind: str
    label: str
    fields: Sequence[excel.Field]
    key: Sequence[str]
    prepare: Callable[[int], Any]
    check: Callable[[Values, Any], list[str]]
    load: Callable[..., None]

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.fields]


def draft_import(sheet: Sheet, file: BinaryIO | bytes, *, county_id: int, actor: Actor, file_name: str) -> ImportDraft:
    """Read and check a table; nothing is loaded yet. Raises Invalid if it is none or lacks a column."""
    _need_keeper(actor, county_id)
    seen = excel.preview(file, sheet.fields, most_rows=MOST_ROWS)
    known = sheet.prepare(county_id)
    first: dict[tuple[str, ...], int] = {}
    lines = [Line(row.number, dict(row.values), list(row.errors.values())) for row in seen.rows]
    for line in lines:
        line.faults += [] if line.faults else sheet.check(line.values, known)
        same = tuple(line.values.get(name, "") for name in sheet.key)
        if same in first:
            line.faults.append(f"和第{first[same]}行重复。")
        first.setdefault(same, line.number)
    return ImportDraft.objects.create(
        county_id=county_id, kind=sheet.kind, file_name=file_name[:200], rows=_dump(lines), made_by_id=actor.user_id
    )


def load_import(draft: ImportDraft, sheet: Sheet, *, actor: Actor) -> int:
    """Load the rows that are ready; returns how many. A row that fails keeps its reason. May be stopped and run again."""
    _need_keeper(actor, draft.county_id)
    with transaction.atomic():
        draft = ImportDraft.objects.select_for_update().get(pk=draft.pk, kind=sheet.kind)
        lines, known, count = lines_of(draft), sheet.prepare(draft.county_id), 0
        for line in lines:
            if line.is_ready:
                load = partial(sheet.load, line.values, known, county_id=draft.county_id, actor=actor)
                count += _load_line(line, load)
        draft.rows, draft.loaded_at = _dump(lines), now()
        draft.save(update_fields=["rows", "loaded_at"])
    return count


def drop_import(draft: ImportDraft, *, actor: Actor) -> None:
    """Throw the table away; what was loaded from it stays."""
    _need_keeper(actor, draft.county_id)
    draft.delete()


def lines_of(draft: ImportDraft) -> list[Line]:
    return [Line(**line) for line in json.loads(draft.rows)]


def _load_line(line: Line, load: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            load()
    except DomainError as error:
        line.faults.append(error.text)
        return False
    line.is_loaded = True
    return True


def _dump(lines: Iterable[Line]) -> str:
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False)


def _need_keeper(actor: Actor, county_id: int) -> None:
    if not keeps_roster(actor, county_id):
        raise NotAllowed("名册由县人大代表工委导入。")
