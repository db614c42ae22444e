"""Seals and the check of the whole history: any later change of a row shows, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.workflow import chain
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import Seal, StepPrivate, StepTaken


@dataclass(frozen=True)
class Broken:
    """The first row that does not fit: where it is and what is wrong with it."""

    county_id: int
    where: str
    what: str

    def __str__(self) -> str:
        return f"县{self.county_id} {self.where}：{self.what}"


def seal_due(on: date | None = None) -> int:
    """Seal every finished day of every county that is not sealed yet, oldest first; returns the number of seals made."""
    last = (on or clock.today()) - timedelta(days=1)
    return sum(_seal_county(county_id, last) for county_id in County.objects.values_list("pk", flat=True))


def _seal_county(county_id: int, last: date) -> int:
    made, day = 0, _first_unsealed(county_id)
    while day is not None and day <= last:
        seal_day(county_id, day)
        made, day = made + 1, day + timedelta(days=1)
    return made


def _first_unsealed(county_id: int) -> date | None:
    newest = Seal.objects.filter(county_id=county_id).order_by("-day").first()
    if newest is not None:
        return newest.day + timedelta(days=1)
    first = StepTaken.objects.filter(county_id=county_id).aggregate(first=Min("at"))["first"]
    return clock.day_of(first) if first else None


@transaction.atomic
def seal_day(county_id: int, day: date) -> Seal:
    """One Merkle root over the step hashes of the day, chained to the seal before. The same day again gives the same seal.

    Steps of earlier days that were written after their own seal (a history loaded later) are sealed with this day.
    """
    sealed = Seal.objects.filter(county_id=county_id, day=day).first()
    if sealed is not None:
        return sealed
    before = Seal.objects.filter(county_id=county_id, day__lt=day).order_by("-day").first()
    after, prev = (before.last_id, before.hash) if before else (0, "")
    newer = StepTaken.objects.filter(county_id=county_id, pk__gt=after, at__lt=_begin(day + timedelta(days=1)))
    says = _says(county_id, day, after, newer.aggregate(last=Max("pk"))["last"] or after, prev)
    return Seal.objects.create(county_id=county_id, day=day, **says)


def _says(county_id: int, day: date, after: int, last_id: int, prev_hash: str) -> dict[str, Any]:
    """What the seal of a day has to say, if the rows were numbered up to `after` at the seal before and `last_id` at this."""
    leaves = _leaves(county_id, day, after, last_id)
    root = chain.merkle_root(leaves)
    digest = chain.seal_hash(
        county_id=county_id, day=day, steps=len(leaves), last_id=last_id, root=root, prev_hash=prev_hash
    )
    return {"steps": len(leaves), "last_id": last_id, "root": root, "prev_hash": prev_hash, "hash": digest}


def _leaves(county_id: int, day: date, after: int, last_id: int) -> list[str]:
    """Hashes of the steps of the day, and of those of earlier days that came too late for their own, as they were written."""
    rows = StepTaken.objects.filter(county_id=county_id, pk__lte=last_id)
    of_day = rows.filter(at__gte=_begin(day), at__lt=_begin(day + timedelta(days=1)))
    late = rows.filter(pk__gt=after, at__lt=_begin(day))
    return [hash_ for _, hash_ in sorted([*of_day.values_list("pk", "hash"), *late.values_list("pk", "hash")])]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.COUNTY_TIME)


def verify_history(county_id: int, *, progress: Callable[[int], None] = lambda n: None) -> Broken | None:
    """Recompute all chains, private digests, row heads and seals of a county. Returns the first break, or None."""
    return _broken_chain(county_id, progress) or _broken_head(county_id) or _broken_seal(county_id)


def _broken_chain(county_id: int, progress: Callable[[int], None]) -> Broken | None:
    rows = StepTaken.objects.filter(county_id=county_id).order_by("kind", "matter_id", "seq").iterator(chunk_size=2000)
    count = 0
    for (kind, matter_id), steps in groupby(rows, key=lambda s: (s.kind, s.matter_id)):
        prev, seq = "", 0
        for taken in steps:
            count, seq = count + 1, seq + 1
            if what := _wrong_with(taken, seq, prev):
                return Broken(county_id, f"{kind} {matter_id} 第{seq}步（行{taken.pk}）", what)
            prev = taken.hash
            if count % 5000 == 0:
                progress(count)
    progress(count)
    return _broken_private(county_id)


def _wrong_with(taken: StepTaken, seq: int, prev: str) -> str:
    if taken.seq != seq:
        return f"缺少第{seq}步"
    if taken.prev_hash != prev:
        return "与上一步接不上"
    if chain.step_hash(taken) != taken.hash:
        return "内容被改动过"
    return ""


def _broken_private(county_id: int) -> Broken | None:
    """What was erased is gone and fine; what is still there must fit its digest."""
    for private in StepPrivate.objects.filter(county_id=county_id).order_by("pk").iterator(chunk_size=2000):
        digest = chain.private_digest(private.salt, private.note, private.values)
        fits = StepTaken.objects.filter(
            county_id=county_id, kind=private.kind, matter_id=private.matter_id, seq=private.seq, private_digest=digest
        )
        if not fits.exists():
            return Broken(county_id, f"{private.kind} {private.matter_id} 第{private.seq}步的附注", "与摘要不符")
    return None


def _broken_head(county_id: int) -> Broken | None:
    """A matter's version, head and state must be those of its last step: a cut tail shows here, and a state set by hand."""
    for kind, workflow in WORKFLOWS.items():
        heads = {
            matter_id: last
            for matter_id, *last in StepTaken.objects.filter(county_id=county_id, kind=kind)
            .order_by("matter_id", "seq").values_list("matter_id", "seq", "hash", "to_state").iterator()
        }  # fmt: skip
        rows = workflow.model._base_manager.filter(county_id=county_id)
        for pk, *row in rows.values_list("pk", "version", "chain_head", "state").iterator():
            if heads.pop(pk, None) != row:
                return Broken(county_id, f"{kind} {pk}", "现在的版本或状态与最后一步不符")
        if heads:
            return Broken(county_id, f"{kind} {next(iter(heads))}", "有记录，事项本身却不见了")
    return None


def _broken_seal(county_id: int) -> Broken | None:
    after, prev = 0, ""
    for seal in Seal.objects.filter(county_id=county_id).order_by("day"):
        says = _says(county_id, seal.day, after, seal.last_id, prev)
        if any(getattr(seal, name) != value for name, value in says.items()):
            return Broken(county_id, f"{seal.day}的日封", "当天的记录与日封不符")
        after, prev = seal.last_id, seal.hash
    return None
