"""One item of a campaign, and which items say much the same."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.text import mask_phones
from renda.ground.workflow.models import Matter
from renda.network.deputies.states import Level
from renda.voice.campaigns import rules
from renda.voice.campaigns.models.campaign import ORGANISATION, Campaign
from renda.voice.campaigns.queries import ItemQuerySet
from renda.voice.campaigns.states import Category, Entry, Grade, HandlingLevel, Outcome, S

if TYPE_CHECKING:
    from renda.ground.people.models import Organisation


class CampaignItem(Matter):
    """A small suggestion of a deputy of any level (活动建议); no statutory suggestion: own numbers, light flow, own table.

    presidium: of the town it lies in, if known; helper_org: the station that helps the deputy; deputy_level: when it came in;
    digest: of deputy and words. Source: DOMAIN 0.5 fact 2, 3.2 S-7
    """

    kind: ClassVar[str] = "campaign_item"

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="活动", related_name="items")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="组织机构", related_name="+")
    presidium = models.ForeignKey(
        ORGANISATION, models.PROTECT, verbose_name="镇人大主席团", related_name="+", null=True
    )
    village_org = models.ForeignKey(
        ORGANISATION, models.PROTECT, verbose_name="村（社区）", related_name="+", null=True
    )
    helper_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="联络家站", related_name="+", null=True)
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, verbose_name="代表", related_name="+")
    deputy_level = models.PositiveSmallIntegerField("代表级别", choices=Level)
    entered_by_id = models.BigIntegerField("录入人", default=0)
    entry = models.CharField("来源", max_length=8, choices=Entry, default=Entry.SELF)

    text = models.TextField("建议内容", max_length=2000)
    place = models.CharField("地点", max_length=100, blank=True, default="")
    town = models.CharField("乡镇", max_length=40, blank=True, default="")
    digest = models.CharField(max_length=32, editable=False)
    category = models.CharField("类别", max_length=20, choices=Category, blank=True, default="")
    year = models.PositiveSmallIntegerField("编号年")
    serial = models.PositiveIntegerField("流水号")
    number_text = models.CharField("编号", max_length=30)
    is_compared = models.BooleanField(default=False)

    handling_level = models.CharField("办理层级", max_length=8, choices=HandlingLevel, blank=True, default="")
    handling_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="承办单位", related_name="+", null=True)
    handling_round = models.PositiveSmallIntegerField("办理轮次", default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, verbose_name="并入", related_name="merged_from", null=True)
    assigned_on = models.DateField("交办日期", null=True)
    press = models.CharField("督办要求", max_length=500, blank=True, default="")
    pressed_on = models.DateField("督办日期", null=True)
    outcome = models.CharField("办理结果", max_length=10, choices=Outcome, blank=True, default="")
    result = models.TextField("办理情况", max_length=2000, blank=True, default="")
    handled_on = models.DateField("办理日期", null=True)
    reply = models.TextField("答复代表", max_length=2000, blank=True, default="")
    replied_on = models.DateField("答复日期", null=True)
    rating = models.CharField("代表评价", max_length=12, choices=Grade, blank=True, default="")
    rating_text = models.CharField("评价的理由", max_length=500, blank=True, default="")
    closed_on = models.DateField("办结日期", null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动建议"
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "serial"], name="campaign_item_number"),
            models.UniqueConstraint(fields=["county", "campaign", "digest"], name="campaign_item_once",
                                    condition=~Q(state=S.WITHDRAWN)),
            models.CheckConstraint(name="campaign_item_has_level",
                                   condition=~Q(state__in=[S.ASSIGNED, S.HANDLED]) | ~Q(handling_level="")),
            models.CheckConstraint(name="campaign_item_merged_into",
                                   condition=~Q(state=S.MERGED) | Q(merged_into__isnull=False)),
            models.CheckConstraint(name="campaign_item_not_into_itself",
                                   condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id"))),
            models.CheckConstraint(name="campaign_item_rating_after_reply",
                                   condition=Q(rating="") | Q(replied_on__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "campaign", "state", "-id"], name="campaign_item_of_state"),
            models.Index(fields=["county", "campaign", "category", "-id"], name="campaign_item_of_category"),
            models.Index(fields=["county", "campaign", "town", "-id"], name="campaign_item_of_town"),
            models.Index(fields=["county", "campaign", "-id"], name="campaign_item_newest"),
            models.Index(fields=["county", "handling_org", "state", "-id"], name="campaign_item_of_unit"),
            models.Index(fields=["county", "presidium", "-id"], name="campaign_item_of_presidium"),
            models.Index(fields=["county", "deputy", "-id"], name="campaign_item_of_deputy"),
            models.Index(fields=["county", "helper_org", "-id"], name="campaign_item_of_station"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.title_line()}"

    def title_line(self) -> str:
        return mask_phones(rules.title_of(self.text))

    def number_line(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("campaigns:item", args=[self.pk])

    @property
    def desk(self) -> "Organisation":
        """Whose desk it lies on when it is sorted: the town's presidium; the office where it goes beyond the town."""
        is_beyond = self.handling_level in (HandlingLevel.COUNTY, HandlingLevel.CITY)
        return self.office if self.presidium is None or is_beyond else self.presidium

    @property
    def reply_words(self) -> str:
        """What the deputy is told: the own words of the reply, else what was written when it was handled."""
        return self.reply or self.result


class Similar(models.Model):
    """Two items of one campaign and category that say much the same; `shared` says what both have. Advice, never a step."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    one = models.ForeignKey(CampaignItem, models.CASCADE, related_name="+")
    other = models.ForeignKey(CampaignItem, models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField()
    shared = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "one", "other"], name="campaign_similar_once")]
        indexes = [models.Index(fields=["county", "other"], name="campaign_similar_other")]

    def __str__(self) -> str:
        return self.shared
