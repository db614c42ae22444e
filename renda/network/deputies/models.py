"""The roster of deputies (代表名册)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.network.deputies.queries import DeputyQuerySet, ImportDraftQuerySet
from renda.network.deputies.states import Gender, Level


class Deputy(models.Model):
    """A member of a congress in one term (代表). Somebody who sits at two levels has two rows and one account.

    The row holds public facts only; the phone belongs to the account and is never shown to the public. Where somebody
    lives and works is an area (village or town), never an address; staff see it, to propose the nearest station.
    Source: 代表法 (2025) art. 58 (basic information is published), docs/law/deputies-law.md
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputy_seats",
        verbose_name="账号",
    )
    code = models.CharField("公开编号", max_length=24, default=random_code, editable=False)
    name = models.CharField("姓名", max_length=40)
    gender = models.CharField("性别", max_length=1, choices=Gender, blank=True, default=Gender.UNKNOWN)
    level = models.PositiveSmallIntegerField("级别", choices=Level, default=Level.COUNTY)
    congress = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属人民代表大会"
    )
    term = models.ForeignKey("county.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="届")
    delegation = models.CharField("代表团", max_length=60, blank=True, default="")
    district = models.CharField("选区（选举单位）", max_length=60, blank=True, default="")
    group = models.CharField("代表小组", max_length=60, blank=True, default="")
    occupation = models.CharField("职业", max_length=40, blank=True, default="")
    live_town = models.CharField("居住的乡镇", max_length=40, blank=True, default="")
    live_village = models.CharField("居住的村（社区）", max_length=40, blank=True, default="")
    work_town = models.CharField("工作的乡镇", max_length=40, blank=True, default="")
    work_village = models.CharField("工作的村（社区）", max_length=40, blank=True, default="")
    workplace = models.CharField("工作单位", max_length=80, blank=True, default="")
    serving = models.BooleanField("在任", default=True)
    from_on = models.DateField("任职日", null=True, blank=True)
    to_on = models.DateField("离任日", null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code"], name="deputy_code"),
            models.UniqueConstraint(
                fields=["county", "congress", "term", "name", "district"],
                condition=Q(serving=True),
                name="deputy_seat_once",
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="deputy_level"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="deputy_days",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["county", "serving", "-level", "id"], name="deputy_roster"),
            models.Index(fields=["county", "user"], name="deputy_of_account"),
            models.Index(fields=["county", "name"], name="deputy_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("deputies:detail", args=[self.code])

    @property
    def level_mark(self) -> str:
        return Level(self.level).short


class ImportDraft(models.Model):
    """An uploaded table between preview and loading (名册、家站、编组). It may hold phone numbers, so it is sealed."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=12)
    file_name = models.CharField("文件名", max_length=200)
    rows = SealedText()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField("上传时间", default=now)
    loaded_at = models.DateTimeField("导入时间", null=True, blank=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        indexes: ClassVar = [models.Index(fields=["county", "kind", "-made_at"], name="import_draft_newest")]

    def __str__(self) -> str:
        return self.file_name
