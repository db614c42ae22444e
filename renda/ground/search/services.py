"""Keeping the index: what was written is put in, what is gone is taken out. Run by the worker, never by a page.

The history of steps is the feed of all matters; rows that are no matters are swept through again and again, a few hundred at a
time. PostgreSQL commits out of order: each round reads the steps of the last minutes again, those this process has seen left out.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from hashlib import md5
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.prepared import Prepared
from renda.ground.kernel.process import process_name
from renda.ground.kernel.text import mask_numbers
from renda.ground.people.services import throttle
from renda.ground.search import rules, times
from renda.ground.search.declare import Source, Text, sources
from renda.ground.search.models import Document, Following, WordCount
from renda.ground.search.states import Rebuild
from renda.ground.workflow.models import StepTaken

OVERLAP = timedelta(minutes=10)
STAMPED_BEFORE = timedelta(minutes=1)  # what hangs on rows is stamped just before it is committed
LEASE = timedelta(seconds=30)
AT_A_TIME = 400
SWEPT = 1000
SWEPT_SLOWLY = 60
KEPT_CHARS = 60_000
WRITTEN = "4"  # the way words are made of a text: another number, and a rebuild writes all anew
COUNTED, COUNTED_FROM = 20_000, 4
ASKED, ASKED_IN = 200, 600
_seen: dict[int, None] = {}


def bring_up_to_date() -> int:
    """One round: the steps taken since the last one, and a stretch of the sweep. Returns how many texts were written.

    Nothing if another worker holds the lease.
    """
    state = take_lease()
    if state is None:
        return 0
    began = clock.now()
    written = _follow_steps(state) + _follow_beside(state.fresh_at - STAMPED_BEFORE)
    place, put_in = _sweep(state.place, [source for source in sources().values() if source.is_swept], SWEPT)
    slow_place, mended = _sweep(state.slow_place, [one for one in sources().values() if not one.is_swept], SWEPT_SLOWLY)
    _note(fresh_at=began, step_id=state.step_id, place=place, slow_place=slow_place)
    return written + put_in + mended


def take_lease() -> Following | None:
    """The one row of progress for whoever may write now; None while another process does."""
    state, _ = Following.objects.get_or_create(pk=1)
    now, name = clock.now(), _own_name(os.getpid())
    free = models.Q(held_until__isnull=True) | models.Q(held_until__lt=now) | models.Q(holder=name)
    taken = Following.objects.filter(free, pk=1).update(holder=name, held_until=now + LEASE)
    return state if taken else None


def give_lease_back() -> None:
    Following.objects.filter(pk=1, holder=_own_name(os.getpid())).update(held_until=None)


@cache
def _own_name(pid: int) -> str:
    return process_name()


def forget(county_id: int, kind: str, key: Any, *, part: str = "") -> None:
    """Take a row out at once, in the transaction of the caller: what was erased is found by nobody from then on.

    part: only those of its texts whose part begins like this.
    """
    Document.objects.of(county_id, kind, key).filter(part__startswith=part).delete()


def slow_down(actor: Actor, *, address: str) -> None:
    """So many questions about likeness from one account, or from one address of visitors. Raises TooMany."""
    who = f"user:{actor.user_id}" if actor.is_signed_in else f"address:{address}"
    throttle(
        f"alike:{actor.county_id}:{who}",
        limit=ASKED,
        seconds=ASKED_IN,
        text="看得太勤了，请过几分钟再看；您写的都还在。",
    )


def lag() -> timedelta:
    """How far the index is behind the record."""
    found = _FRESH.first()
    return clock.now() - found[0] if found else timedelta()


def _fresh() -> "models.QuerySet[Following, tuple[Any, ...]]":
    return Following.objects.filter(pk=1).values_list("fresh_at")


_FRESH = Prepared(_fresh)


# --- following the record ---------------------------------------------------------------------------------------------


def _follow_steps(state: Following) -> int:
    """Put in what steps since the last settled one have changed."""
    settled = clock.now() - OVERLAP
    written, last = 0, state.step_id
    while batch := _steps_after(last):
        fresh = [row for row in batch if row[0] not in _seen]
        written += _put_matters((kind, key) for _, _, kind, key in fresh)
        _seen.update(dict.fromkeys(row[0] for row in fresh))
        last = batch[-1][0]
        if all(at < settled for _, at, _, _ in batch):
            state.step_id = last
        _note(step_id=state.step_id, held_until=clock.now() + LEASE)
    for step in [step for step in _seen if step <= state.step_id]:
        del _seen[step]
    return written


def _steps_after(last: int) -> list[tuple[int, datetime, str, UUID]]:
    """Read to the end before anything is written: SQLite refuses a write under a read that is still open and out of date."""
    rows = StepTaken.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "at", "kind", "matter_id")
    return list(rows[:AT_A_TIME])


def _put_matters(changed: Iterable[tuple[str, UUID]]) -> int:
    keys: dict[str, set[Any]] = {}
    for kind, key in changed:
        keys.setdefault(kind, set()).add(key)
    written = 0
    for source in sources().values():
        own = set(keys.get(source.kind, ()))
        for kind, lead in source.of.items():
            own.update(lead(list(keys[kind])) if kind in keys else ())
        written += put(source, [key for key in own if key]) if own else 0
    return written


def _follow_beside(moment: datetime) -> int:
    """Put in the rows of which something that hangs on them was changed after this moment: a paper was made, a file was read."""
    written = 0
    for source in sources().values():
        changed = (key for beside in source.beside for key in beside.since(source.kind, moment))
        keys = list(dict.fromkeys(changed))
        written += sum(put(source, keys[at : at + AT_A_TIME]) for at in range(0, len(keys), AT_A_TIME))
    return written


def _sweep(place: str, kinds: list[Source], most: int) -> tuple[str, int]:
    """The next rows of these kinds after a place; at the end it begins again. Returns the new place and how many were written."""
    left, written = most, 0
    kind, _, last = place.partition(" ")
    order = [source.kind for source in kinds]
    at = order.index(kind) if kind in order else 0
    for source in kinds[at:]:
        keys = _keys_after(source, last if source.kind == kind else "", left)
        written += put(source, keys)
        if len(keys) >= left:
            return f"{source.kind} {keys[-1]}", written
        left -= len(keys)
        written += _drop_missing(source)
    return "", written


def _keys_after(source: Source, last: str, most: int) -> list[Any]:
    rows = source.rows().order_by("pk")
    return list((rows.filter(pk__gt=last) if last else rows).values_list("pk", flat=True)[:most])


def _drop_missing(source: Source) -> int:
    """Take out the texts of rows that are no more; matters stay, so this is asked of the small kinds."""
    if not source.is_swept:
        return 0
    there = {str(key) for key in source.rows().values_list("pk", flat=True)}
    gone = [pk for pk, key in Document.objects.filter(kind=source.kind).values_list("pk", "key") if key not in there]
    Document.objects.filter(pk__in=gone).delete()
    return len(gone)


# --- writing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def put(source: Source, keys: list[Any]) -> int:
    """Write the texts of these rows as they are now; rows that are gone, or read as nothing, are taken out.

    Returns how many texts were written or taken out.
    """
    rows = list(source.rows().filter(pk__in=keys))
    every = list(County.objects.values_list("pk", flat=True)) if source.is_everywhere else []
    wanted = {
        (county_id, str(row.pk), text.part): text
        for row, text in _texts_of(source, rows)
        for county_id in every or [row.county_id]
    }
    return write_texts(source, wanted, [str(key) for key in keys])


def _texts_of(source: Source, rows: Iterable[Any]) -> Iterator[tuple[Any, Text]]:
    """The rows' own texts, then what hangs on those that gave one."""
    given: list[tuple[Any, Text]] = []
    for row in rows:
        texts = list(source.read(row))
        given += [(row, texts[0])] if texts else []
        yield from ((row, text) for text in texts)
    for beside in source.beside:
        yield from beside.read(source.kind, given)


def write_texts(source: Source, wanted: dict[tuple[int, str, str], Text], names: list[str]) -> int:
    """Make the texts of the rows named those that are wanted; what is as it was is left alone. wanted: by county, key and part."""
    there = Document.objects.filter(kind=source.kind, key__in=names)
    fields = there.values_list("county_id", "key", "part", "pk", "digest")
    known = {(county, key, part): (pk, digest) for county, key, part, pk, digest in fields}
    digests = {name: digest_of(text, source.label) for name, text in wanted.items()}
    stale = [pk for name, (pk, digest) in known.items() if digests.get(name) != digest]
    fresh = {name: text for name, text in wanted.items() if known.get(name, (0, ""))[1] != digests[name]}
    Document.objects.filter(pk__in=stale).delete()
    made = [_document(source, name, text, digests[name]) for name, text in fresh.items()]
    Document.objects.bulk_create(_on_free_places(made))
    return len(made) + len(stale)


def _document(source: Source, name: tuple[int, str, str], text: Text, digest: str) -> Document:
    county_id, key, part = name
    town, org, state = text.town[:40], text.org[:80], text.state[:40]
    day, second = (clock.day_of(text.at), int(text.at.timestamp())) if text.at else (None, 0)
    facets = rules.Facets(source.kind, str(day.year) if day else "", org, town, state)
    title, body = mask_numbers(text.title), mask_numbers(text.text[:KEPT_CHARS])
    found_by = rules.words_of_text(title, body, number=text.number, names=text.names)
    found_by |= {*rules.cut_fine(source.label), *facets.words(), *(rules.key_word(county_id, k) for k in text.keys)}
    place = times.spread(second, f"{source.kind}{key}{part}")
    found_by |= times.time_words(place) if text.at else set()
    return Document(
        id=place, county_id=county_id, kind=source.kind,
        key=key, part=part, title=title[:300], number=text.number[:80], text=body, words=" ".join(sorted(found_by)),
        href=text.href, open_href=text.open_href, day=day, org=org, town=town, state=state, digest=digest,
    )  # fmt: skip


def digest_of(text: Text, label: str) -> str:
    """A change of any part of it shows."""
    parts = (WRITTEN, label, text.title, str(text.at), text.href, text.open_href, text.text, text.number, text.org,
             text.town, text.state, *text.names, "|", *sorted(text.keys))  # fmt: skip
    return md5("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def _on_free_places(made: list[Document]) -> list[Document]:
    """Two texts of one second may ask for one place: the later takes the next one that is free."""
    settled: set[int] = set()
    open_rows = made
    while open_rows:
        taken = set(Document.objects.filter(pk__in=[row.pk for row in open_rows]).values_list("pk", flat=True))
        moved = []
        for row in open_rows:
            if row.pk in taken or row.pk in settled:
                row.pk += 1
                moved.append(row)
            else:
                settled.add(row.pk)
        open_rows = moved
    return made


# --- building anew ----------------------------------------------------------------------------------------------------


def rebuild(*, is_fresh: bool = False) -> Iterator[tuple[str, int]]:
    """Read every row of every kind again, a few hundred at a time, each a transaction of its own; yields kind and rows done.

    Goes on where it was stopped, unless `is_fresh`. What is found stays findable meanwhile. Raises nothing if it is stopped:
    the next call goes on. What happens meanwhile is followed afterwards, from where the record stood at the beginning.
    """
    state = take_lease()
    while state is None:
        time.sleep(1)
        state = take_lease()
    if is_fresh or state.rebuild == Rebuild.NONE:
        last = StepTaken.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        _note(rebuild=Rebuild.RUNNING, stage="", done=0, step_id=last)
        state.stage, state.done = "", 0
    _gather(is_on=True)
    try:
        yield from _read_all(state)
    finally:
        _gather(is_on=False)
    _drop_unknown_kinds()
    count_words()
    _note(rebuild=Rebuild.NONE, stage="", done=0)
    give_lease_back()


def _gather(*, is_on: bool) -> None:
    """On PostgreSQL words are put into the index many texts at once while it is built, which takes a third of the time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER INDEX search_document_words SET (fastupdate = {'on' if is_on else 'off'})")
            if not is_on:
                cursor.execute("SELECT gin_clean_pending_list('search_document_words')")


def _read_all(state: Following) -> Iterator[tuple[str, int]]:
    kind, _, last = state.stage.partition(" ")
    order = list(sources())
    done = state.done
    for source in list(sources().values())[order.index(kind) if kind in order else 0 :]:
        while keys := _keys_after(source, last, AT_A_TIME):
            put(source, keys)
            last, done = str(keys[-1]), done + len(keys)
            _note(stage=f"{source.kind} {last}", done=done, held_until=clock.now() + LEASE)
            yield source.kind, done
        last = ""


def _drop_unknown_kinds() -> None:
    Document.objects.exclude(kind__in=list(sources())).delete()


def _note(**fields: Any) -> None:
    Following.objects.filter(pk=1).update(**fields)


def count_words() -> int:
    """How many texts each word stands in, reckoned from the newest 20,000: what `near` chooses rare words by. Returns how many words."""
    texts, counts = Document.objects.count(), Counter[str]()
    newest = Document.objects.order_by("-pk").values_list("words", flat=True)[:COUNTED]
    for line in newest.iterator(AT_A_TIME):
        counts.update(word for word in line.split(" ") if word[:1] not in "#^@")
    times = max(texts / COUNTED, 1)
    common = [WordCount(word=word, texts=round(n * times)) for word, n in counts.items() if n >= COUNTED_FROM]
    with transaction.atomic():
        WordCount.objects.all().delete()
        WordCount.objects.bulk_create(common, AT_A_TIME)
        Following.objects.update_or_create(pk=1, defaults={"texts": texts})
    return len(common)


def tidy() -> None:
    """Write the index anew without what was taken out of it: SQLite keeps the words of a deleted text in old parts until then."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
