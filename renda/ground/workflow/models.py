"""Tables of the engine: history, its erasable side, waits, deadline changes and seals."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.sealed import SealedText
from renda.ground.workflow.queries import StepQuerySet, WaitingQuerySet


@dataclass(frozen=True, slots=True)
class Preview:
    """A few facts (label, value) and the text somebody wrote, under its heading."""

    facts: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    text: str = ""


class Matter(models.Model):
    """What every subject's matter has. Only the engine writes `state`, `version` and `chain_head`.

    version: number of steps taken; chain_head: hash of the last one. What is abstract a subject has to give: a check at
    start-up says so (checks.py).
    """

    kind: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=40)
    version = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, default="", editable=False)
    created_at = models.DateTimeField("记于", default=now, editable=False)

    class Meta:
        abstract = True

    @abstractmethod
    def title_line(self) -> str:
        """What it is, in the words of the record, as lists show it."""

    def number_line(self) -> str:
        """Its number or code as people say it; empty if it has none yet."""
        return ""

    @abstractmethod
    def get_absolute_url(self) -> str:
        """Its page; a part's page is its parent's."""

    def preview(self) -> Preview:
        """What stands of it beside a list, for somebody who has to do with it; nothing by default."""
        return Preview()


class StepTaken(models.Model):
    """One step of one matter. Append-only: the database refuses UPDATE, DELETE and TRUNCATE.

    Holds no personal value: what is private stands in StepPrivate, here is its salted digest.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    matter_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(default=0)
    post_id = models.BigIntegerField(default=0)
    acted_as = models.CharField(max_length=120, default="")
    changed = models.JSONField(default=dict)
    seen_by = models.CharField(max_length=12)
    private_digest = models.CharField(max_length=64, default="")
    once = models.UUIDField(null=True)
    prev_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "matter_id", "seq"], name="step_taken_seq"),
            models.UniqueConstraint(fields=["county", "once"], name="step_taken_once"),
        ]
        indexes = [models.Index(fields=["county", "at"], name="step_taken_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter_id} #{self.seq} {self.step}"


class StepPrivate(models.Model):
    """The erasable side of a step: the note and the private fields it changed, with the salt of its digest."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    matter_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    salt = models.CharField(max_length=32)
    note = SealedText(default="")
    values = SealedText(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "matter_id", "seq"], name="step_private_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter_id} #{self.seq}"


class Waiting(models.Model):
    """An open matter waits for one holder: `clerk:12` (role in an organisation) or `person:34`.

    The only place where a due day is stored; `lines` is its explanation at the time it was computed.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    matter_id = models.UUIDField()
    state = models.CharField(max_length=40)
    holder = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, default="")
    link = models.CharField(max_length=200)
    ask = models.CharField(max_length=60)
    since = models.DateField()
    due_on = models.DateField(null=True)
    amber_on = models.DateField(null=True)
    paused_on = models.DateField(null=True)
    is_provisional = models.BooleanField(default=False)
    told = models.CharField(max_length=12, default="")
    told_on = models.DateField(null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "matter_id", "holder"], name="waiting_holder"),
        ]
        indexes = [
            models.Index(fields=["county", "holder", "due_on", "id"], name="waiting_inbox"),
            models.Index(fields=["county", "due_on", "id"], name="waiting_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title} → {self.holder}"


class DeadlineChange(models.Model):
    """A pause or an extension of the wait that began on `since`. Both are steps; this is what the day is computed from."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    matter_id = models.UUIDField()
    state = models.CharField(max_length=40)
    since = models.DateField()
    paused_on = models.DateField(null=True)
    resumed_on = models.DateField(null=True)
    days = models.PositiveIntegerField(default=0)
    is_workdays = models.BooleanField(default=True)
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=120, default="")

    class Meta:
        indexes = [models.Index(fields=["county", "kind", "matter_id", "since"], name="deadline_change_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter_id} {self.reason}"


class Seal(models.Model):
    """One Merkle root over all steps of a county and day, chained to the seal of the day before.

    last_id: how far the history was written when it was sealed.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    day = models.DateField()
    steps = models.PositiveIntegerField()
    last_id = models.BigIntegerField()
    root = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "day"], name="seal_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.hash[:12]}"
