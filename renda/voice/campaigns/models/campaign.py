"""The campaign, its kept totals, its blocks of numbers, and the county's own 一表三单."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.workflow.models import Matter
from renda.voice.campaigns.queries import CampaignQuerySet
from renda.voice.campaigns.states import Sheet, Takes

ORGANISATION = "people.Organisation"


class Campaign(Matter):
    """A campaign (活动): a theme and a period in which deputies of five levels bring many small items or do deeds.

    office: the congress's office or town presidium that runs it. Source: DOMAIN 3.2 S-7, 3.1 H19
    """

    kind: ClassVar[str] = "campaign"

    congress = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="所属人大", related_name="+")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="组织机构", related_name="+")
    title = models.CharField("名称", max_length=80)
    theme = models.CharField("主题", max_length=200, blank=True, default="")
    takes = models.CharField("内容", max_length=8, choices=Takes, default=Takes.ITEMS)
    from_on = models.DateField("开始")
    until_on = models.DateField("截止")
    paper = models.CharField("依据的通知", max_length=120, blank=True, default="")
    closed_on = models.DateField("结束日", null=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表活动"
        constraints = [models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="campaign_days")]
        indexes = [models.Index(fields=["county", "-from_on", "-id"], name="campaign_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_items(self) -> bool:
        return self.takes != Takes.ACTIONS

    @property
    def takes_actions(self) -> bool:
        return self.takes != Takes.ITEMS

    def title_line(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:show", args=[self.pk])


class Totals(models.Model):
    """The figures of a campaign as last counted: pages read these and say until when they hold."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="totals")
    data = models.JSONField(default=dict)
    counted_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.counted_at}"


class NumberBlock(models.Model):
    """Serial numbers set aside: whoever needs one takes the next of any block nobody holds, so that none waits for another.

    first..last belong to the block, `next` is the first one not given. Gaps are allowed.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    next = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "first"], name="campaign_block_first"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first"), next__gte=F("first")), name="campaign_block_order"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "year"], name="campaign_block_free", condition=Q(next__lte=F("last"))),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.first}–{self.last}"


class SheetForm(models.Model):
    """The county's own title and items of the table or of one of the three slips (一表三单). None: the packaged proposal."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sheet = models.CharField("哪一种", max_length=8, choices=Sheet)
    title = models.CharField("标题", max_length=60)
    labels = models.JSONField("项目", default=dict)
    source = models.CharField("依据", max_length=120, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "sheet"], name="campaign_sheet_form")]

    def __str__(self) -> str:
        return self.title
