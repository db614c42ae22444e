"""A deed of a deputy within a campaign."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from renda.ground.workflow.models import Matter
from renda.network.deputies.states import Level
from renda.voice.campaigns.models.campaign import ORGANISATION, Campaign
from renda.voice.campaigns.queries import ActionQuerySet
from renda.voice.campaigns.states import Deed, Way


class CampaignAction(Matter):
    """What a deputy does for people (实事): planned, done, verified by somebody else. Source: DOMAIN 3.1 H19"""

    kind: ClassVar[str] = "campaign_action"

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="活动", related_name="actions")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="组织机构", related_name="+")
    presidium = models.ForeignKey(
        ORGANISATION, models.PROTECT, verbose_name="镇人大主席团", related_name="+", null=True
    )
    helper_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="联络家站", related_name="+", null=True)
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, verbose_name="代表", related_name="+")
    deputy_level = models.PositiveSmallIntegerField("代表级别", choices=Level)
    entered_by_id = models.BigIntegerField("录入人", default=0)
    reported_by_id = models.BigIntegerField("记结果的人", default=0)

    title = models.CharField("办什么事", max_length=120)
    deed = models.CharField("哪一种", max_length=10, choices=Deed, default=Deed.PRACTICAL)
    way = models.CharField("怎么办", max_length=10, choices=Way, default=Way.OTHER)
    place = models.CharField("地点", max_length=100, blank=True, default="")
    town = models.CharField("乡镇", max_length=40, blank=True, default="")
    planned_on = models.DateField("打算哪天办", null=True)
    done_on = models.DateField("办成的日子", null=True)
    beneficiaries = models.CharField("谁得益", max_length=120, blank=True, default="")
    result = models.TextField("办成什么样", max_length=2000, blank=True, default="")
    verified_on = models.DateField("核实日期", null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表实事"
        indexes = [
            models.Index(fields=["county", "campaign", "-id"], name="campaign_action_newest"),
            models.Index(fields=["county", "deputy", "-id"], name="campaign_action_of_deputy"),
            models.Index(fields=["county", "presidium", "-id"], name="campaign_action_of_town"),
            models.Index(fields=["county", "helper_org", "-id"], name="campaign_action_of_station"),
        ]

    def __str__(self) -> str:
        return self.title

    def title_line(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:action", args=[self.pk])
