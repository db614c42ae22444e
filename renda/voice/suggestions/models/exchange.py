"""Lists from other systems on their way in, and what a county remembers of their columns and names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renda.ground.kernel.clock import now
from renda.voice.suggestions.models.suggestion import DEPUTY, ORGANISATION, Suggestion
from renda.voice.suggestions.queries import IntakeQuerySet, IntakeRowQuerySet
from renda.voice.suggestions.states import Fate


class Intake(models.Model):
    """A list of suggestions from another system between upload and the last row (导入).

    titles: of the file's columns; mapping: key of our field for each column, empty for what is left out; unknown_*:
    names that nobody here bears, each with the number of rows it stands in, as the last check found them. The rows stand in
    IntakeRow, each taken over once: a load that was killed goes on with those that are not yet in.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    congress = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    titles = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    unknown_units = models.JSONField(default=list)
    unknown_deputies = models.JSONField(default=list)
    made_by_id = models.BigIntegerField(default=0)
    made_at = models.DateTimeField("上传时间", default=now)
    started_by_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField("开始导入", null=True)
    done_at = models.DateTimeField("导入完", null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "建议导入"
        indexes: ClassVar = [models.Index(fields=["county", "-made_at"], name="intake_newest")]

    def __str__(self) -> str:
        return self.file_name


class IntakeRow(models.Model):
    """One row of the file: its cells as they came, what is wrong with it, and the suggestion it became."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行号")
    cells = models.JSONField(default=list)
    fate = models.CharField("情况", max_length=8, choices=Fate, default=Fate.READY)
    faults = models.JSONField(default=list)
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="+", null=True)

    objects = IntakeRowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "intake", "number"], name="intake_row_once"),
            models.CheckConstraint(
                condition=~Q(fate=Fate.LOADED) | Q(suggestion__isnull=False), name="intake_loaded_has_suggestion"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "intake", "fate", "number"], name="intake_row_fate")]

    def __str__(self) -> str:
        return f"{self.intake_id} 第{self.number}行"


class ColumnMemory(models.Model):
    """Which field a column title stood for the last time; an empty key: left out."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    key = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "title"], name="column_memory_once")]

    def __str__(self) -> str:
        return f"{self.title} → {self.key}"


class NameMemory(models.Model):
    """Whom another system's name stands for: a unit or a deputy of the county, chosen by the office."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    org = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", null=True)
    deputy = models.ForeignKey(DEPUTY, models.CASCADE, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "name"], condition=Q(org__isnull=False), name="name_memory_unit"),
            models.UniqueConstraint(
                fields=["county", "name"], condition=Q(deputy__isnull=False), name="name_memory_deputy"
            ),
            models.CheckConstraint(condition=Q(org__isnull=True) ^ Q(deputy__isnull=True), name="name_memory_one"),
        ]

    def __str__(self) -> str:
        return self.name
