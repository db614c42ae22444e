"""Many rows at once: an uploaded table between preview and loading, and a step on all rows of a filter."""

from django.db import models

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import uuid7
from renda.ground.people.models import Organisation
from renda.voice.campaigns.models.campaign import Campaign
from renda.voice.campaigns.queries import ItemSheetQuerySet, RunQuerySet
from renda.voice.campaigns.states import Fate, Stage


class ItemSheet(models.Model):
    """An uploaded table of items (导入). presidium: the town whose people uploaded it; none for the county office."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    presidium = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    file_name = models.CharField("文件名", max_length=200)
    stage = models.CharField("进度", max_length=8, choices=Stage, default=Stage.READY)
    user_id = models.BigIntegerField("上传人", default=0)
    made_at = models.DateTimeField("上传时间", default=now)
    done_at = models.DateTimeField("导入时间", null=True)

    objects = ItemSheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动建议导入"
        indexes = [models.Index(fields=["county", "campaign", "-made_at"], name="campaign_sheet_newest")]

    def __str__(self) -> str:
        return self.file_name


class SheetRow(models.Model):
    """One row of an uploaded table. `key` is the item it becomes, given beforehand, so that loading twice makes nothing twice.

    values: cells by name, emptied once the item holds them. faults: what a person has to correct.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(ItemSheet, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行")
    values = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    is_bad = models.BooleanField(default=False)
    fate = models.CharField(max_length=8, choices=Fate, blank=True, default=Fate.WAITING)
    digest = models.CharField(max_length=32, blank=True, default="")
    key = models.UUIDField(default=uuid7)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "sheet", "number"], name="campaign_sheet_row")]
        indexes = [models.Index(fields=["county", "sheet", "fate", "is_bad", "number"], name="campaign_sheet_todo")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.number}"


class BatchRun(models.Model):
    """One step on all rows of a filter, taken by the worker in pieces (成批办理). place: the key it has come to."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    user_id = models.BigIntegerField("谁办的", default=0)
    step = models.CharField("步骤", max_length=40)
    fields = models.JSONField("填的内容", default=dict)
    filters = models.JSONField("条件", default=dict)
    holders = models.JSONField("要告知谁", default=dict)
    once = models.UUIDField(null=True)
    stage = models.CharField("进度", max_length=8, choices=Stage, default=Stage.RUNNING)
    total = models.PositiveIntegerField("共", default=0)
    taken = models.PositiveIntegerField("办了", default=0)
    refused = models.PositiveIntegerField("没有办", default=0)
    place = models.UUIDField(null=True)
    made_at = models.DateTimeField("开始", default=now)
    done_at = models.DateTimeField("结束", null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "成批办理"
        constraints = [models.UniqueConstraint(fields=["county", "once"], name="campaign_run_once")]
        indexes = [models.Index(fields=["county", "campaign", "-made_at"], name="campaign_run_newest")]

    def __str__(self) -> str:
        return f"{self.step} {self.taken}/{self.total}"


class BatchTrouble(models.Model):
    """A row that a run could not take, with the reason."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    run = models.ForeignKey(BatchRun, models.CASCADE, related_name="troubles")
    item_id = models.UUIDField()
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "run", "item_id"], name="campaign_trouble_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.reason}"
