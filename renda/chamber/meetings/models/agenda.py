"""The agenda of a meeting and its materials, each in versions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from renda.chamber.meetings.models.bodies import ORGANISATION
from renda.chamber.meetings.models.meeting import Meeting
from renda.chamber.meetings.queries import AgendaItemQuerySet, MaterialQuerySet
from renda.chamber.meetings.states import ItemKind
from renda.ground.kernel.clock import now


class AgendaItem(models.Model):
    """An item of a meeting's agenda. position: from 1, no two alike among those that stand.

    org: a committee that looks its materials through and gives them to the members, beside the office.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="会议")
    position = models.PositiveSmallIntegerField("第几项")
    title = models.CharField("议题", max_length=160)
    sort = models.CharField("哪一种", max_length=12, choices=ItemKind, default=ItemKind.REPORT)
    reporter = models.CharField("报告人", max_length=80, blank=True, default="")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="哪个委室看材料")
    dropped_on = models.DateField("撤下日", null=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议程"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "meeting", "position"], condition=Q(dropped_on__isnull=True),
                                    name="agenda_position"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """One version of a material of an item (会议材料). version: from 1; the newest is what members read, older ones stay.

    series: one for all versions of a material. file: kept by the meeting.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="materials", verbose_name="会议")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="materials", verbose_name="议题")
    series = models.UUIDField(editable=False)
    version = models.PositiveSmallIntegerField("版本", default=1)
    title = models.CharField("材料名称", max_length=160)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")
    given_at = models.DateTimeField("发出时间", default=now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁发的"
    )
    change = models.CharField("改了什么", max_length=200, blank=True, default="")

    older: list["Material"]
    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议材料"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "series", "version"], name="material_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="material_version_counts"),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "item", "series", "-version"], name="material_of_meeting")]

    def __str__(self) -> str:
        return f"{self.title} 版本{self.version}"
