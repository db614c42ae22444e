"""Laws (法律法规): versions by date, articles as they are cited. No county: the law is the same for all."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.laws.queries import ArticleQuerySet
from renda.ground.laws.rules import Number, Paragraph, paragraphs_of


class Law(models.Model):
    """short: the name in addresses and sources (代表法); names: everything it is called, the short name first, the title last."""

    title = models.CharField("全称", max_length=200, unique=True)
    short = models.CharField("简称", max_length=200, unique=True)
    names = models.JSONField("名称", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "法律法规"

    def __str__(self) -> str:
        return f"《{self.short}》"

    def get_absolute_url(self) -> str:
        return reverse("laws:law", args=[self.short])


class Version(models.Model):
    """The text as it was adopted or last changed on a day.

    in_force_on: as the text says; is_dated: it does; if not, the day of adoption. superseded_on: the day the next version came into
    force. digest: SHA-256 of the file it was read from. history: one line for each act, oldest first.
    """

    law = models.ForeignKey(Law, models.CASCADE, related_name="versions")
    adopted_on = models.DateField("通过或者修改")
    in_force_on = models.DateField("施行")
    is_dated = models.BooleanField("文本写明施行日期", default=False)
    superseded_on = models.DateField("被替代", null=True, blank=True)
    history = models.JSONField("沿革", default=list)
    file_name = models.CharField("文件", max_length=200)
    digest = models.CharField("文件摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "法律文本"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["law", "adopted_on"], name="law_version_day"),
            models.CheckConstraint(condition=Q(in_force_on__gte=F("adopted_on")), name="law_version_days"),
        ]

    def __str__(self) -> str:
        return f"{self.law}（{self.adopted_on.year}）"


class Article(models.Model):
    """text: one line for each paragraph (款) and item (项). number 0 is a preamble; sub counts 之一, 之二."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="articles")
    number = models.PositiveSmallIntegerField("条")
    sub = models.PositiveSmallIntegerField("之", default=0)
    chapter = models.CharField("章", max_length=200, blank=True, default="")
    section = models.CharField("节", max_length=200, blank=True, default="")
    text = models.TextField("条文")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "法律条文"
        ordering: ClassVar = ["number", "sub"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number", "sub"], name="law_article_number"),
        ]

    def __str__(self) -> str:
        return f"{self.version.law}{self.label}"

    @property
    def label(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Number:
        return Number(self.number, self.sub)

    @property
    def slug(self) -> str:
        return self.name.slug

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs_of(self.text)
