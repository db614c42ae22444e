"""Deputies' homes and liaison stations (家站) and who belongs to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.keys import random_code
from renda.network.stations.queries import MembershipQuerySet, StationQuerySet
from renda.network.stations.states import StationKind, StationState


class Station(models.Model):
    """A place where deputies meet residents (家站). `code` stands in the QR on its door.

    villages: names of the villages it serves. lon, lat: WGS 84 degrees; `is_invented_point` marks those of a demo.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    org = models.OneToOneField("people.Organisation", models.PROTECT, related_name="station", verbose_name="机构")
    code = models.CharField("二维码编号", max_length=24, default=random_code, editable=False)
    name = models.CharField("名称", max_length=80)
    kinds = models.JSONField("类别", default=list)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级家站"
    )
    town_org = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="town_stations",
        verbose_name="镇人大主席团",
    )
    town = models.CharField("乡镇", max_length=40, blank=True, default="")
    zone = models.CharField("片区", max_length=40, blank=True, default="")
    villages = models.JSONField("服务的村（社区）", default=list, blank=True)
    address = models.CharField("地址", max_length=160, blank=True, default="")
    lon = models.FloatField("经度", null=True, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    is_invented_point = models.BooleanField("位置为虚构", default=False)
    phone_public = models.CharField("联系电话", max_length=20, blank=True, default="")
    hours = models.CharField("开放时间", max_length=80, blank=True, default="")
    reception = models.CharField("代表接待日", max_length=160, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=StationState, default=StationState.OPENED)
    opened_on = models.DateField("启用日", null=True, blank=True)

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家站"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code"], name="station_code"),
            models.UniqueConstraint(fields=["county", "name"], name="station_name"),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="station_point",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "town", "name"], name="station_of_town")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:station", args=[self.code])

    @property
    def kind_labels(self) -> list[str]:
        return [str(StationKind(kind).label) for kind in self.kinds]

    @property
    def is_open(self) -> bool:
        return self.state == StationState.OPENED


class Membership(models.Model):
    """A deputy belongs to a station (编入家站); each serving deputy has one main station.

    Source: 代表法 (2025) art. 28 (near where they live and work), docs/law/deputies-law.md
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="memberships", verbose_name="代表")
    station = models.ForeignKey(Station, models.PROTECT, related_name="memberships", verbose_name="家站")
    from_on = models.DateField("编入日")
    to_on = models.DateField("离站日", null=True, blank=True, help_text="含当日；空着表示在站")
    is_main = models.BooleanField("主要家站", default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "编组"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "deputy"],
                condition=Q(is_main=True, to_on__isnull=True),
                name="membership_one_main_station",
            ),
            models.UniqueConstraint(
                fields=["county", "deputy", "station"], condition=Q(to_on__isnull=True), name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="membership_days"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["station", "deputy"], name="membership_of_station")]

    def __str__(self) -> str:
        return f"{self.deputy} {self.station}"
