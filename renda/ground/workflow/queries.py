"""Reads of the engine's tables: the inbox, the overdue list, the history of a matter."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import F

from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from renda.ground.workflow.models import Matter, StepTaken, Waiting


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def visible_to(self, actor: Actor) -> Self:
        """What waits for this actor, in any of the posts acted in. One index, whatever the number of subjects."""
        return self.filter(county_id=actor.county_id, holder__in=sorted(actor.keys))

    def of(self, row: "Matter") -> Self:
        return self.filter(county_id=row.county_id, kind=row.kind, matter_id=row.pk)

    def running(self) -> Self:
        return self.filter(paused_on=None)

    def overdue(self, on: date) -> Self:
        return self.running().filter(due_on__lt=on)

    def amber(self, on: date) -> Self:
        return self.running().filter(due_on__gte=on, amber_on__lte=on)

    def soonest_first(self) -> Self:
        """Overdue first, then by day; what has no end comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class StepQuerySet(models.QuerySet["StepTaken"]):
    def of(self, row: "Matter") -> Self:
        return self.filter(county_id=row.county_id, kind=row.kind, matter_id=row.pk).order_by("seq")

    def readable_by(self, actor: Actor, *, is_party: bool) -> Self:
        """Public rows for all; rows of parties for those who have to do with the matter; the rest for staff among them."""
        if actor.is_clock or (is_party and actor.is_staff):
            return self
        seen = ("public", "parties") if is_party else ("public",)
        return self.filter(seen_by__in=seen)


def waiting_for(row: "Matter") -> "models.QuerySet[Waiting]":
    from renda.ground.workflow.models import Waiting

    return Waiting.objects.of(row).order_by("pk")


def inbox(actor: Actor) -> "models.QuerySet[Waiting]":
    from renda.ground.workflow.models import Waiting

    return Waiting.objects.visible_to(actor).soonest_first()


def history(row: "Matter", actor: Actor, *, is_party: bool = True) -> "list[StepTaken]":
    """Newest first, each with `note` set from its erasable side (empty once erased or for the public).

    is_party: false for somebody who sees the matter only because it is published.
    """
    from renda.ground.workflow.models import StepTaken

    steps = list(StepTaken.objects.of(row).readable_by(actor, is_party=is_party).order_by("-seq"))
    notes = _notes(row) if is_party else {}
    for taken in steps:
        taken.note = notes.get(taken.seq, "")  # type: ignore[attr-defined]
    return steps


def _notes(row: "Matter") -> dict[int, str]:
    from renda.ground.workflow.models import StepPrivate

    rows = StepPrivate.objects.filter(county_id=row.county_id, kind=row.kind, matter_id=row.pk).exclude(note="")
    return dict(rows.values_list("seq", "note"))


def last_step(kind: str, matter_id: UUID, county_id: int) -> "StepTaken | None":
    from renda.ground.workflow.models import StepTaken

    return StepTaken.objects.filter(county_id=county_id, kind=kind, matter_id=matter_id).order_by("-seq").first()
