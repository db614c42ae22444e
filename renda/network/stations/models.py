"""Deputies' homes and liaison stations (家站), who belongs to them, the villages they serve, how they came about."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.workflow.models import Matter
from renda.network.stations.queries import (
    MembershipQuerySet,
    OpeningQuerySet,
    PlacingQuerySet,
    StationQuerySet,
    TagQuerySet,
    VillageQuerySet,
)
from renda.network.stations.states import Basis, Excuse, Placed, StationKind, StationState, TagSort


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


class Opening(Matter):
    """The life of a place: planned, built, open, changed, closed (建设计划). The place itself mirrors the state.

    begin_on, target_on: planned days of 开工 and 启用. Source: DOMAIN 3.1 H3 (一年规划两年建成), H4 (提标升级)
    """

    kind: ClassVar[str] = "opening"

    station = models.OneToOneField(Station, models.PROTECT, related_name="opening", verbose_name="家站")
    begin_on = models.DateField("计划开工", null=True, blank=True)
    target_on = models.DateField("计划启用", null=True, blank=True)
    began_on = models.DateField("开工", null=True, blank=True)
    opened_on = models.DateField("启用", null=True, blank=True)
    kinds = models.JSONField("类别", default=list)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家站建设"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target_on__isnull=True) | Q(begin_on__isnull=True) | Q(target_on__gte=F("begin_on")),
                name="opening_days",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "state", "target_on"], name="opening_plan")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return str(StationState(self.state).label)

    def title_line(self) -> str:
        return self.station.name

    def get_absolute_url(self) -> str:
        return reverse("stations:opening", args=[self.pk])


class Placing(Matter):
    """The decision on a serving deputy's main station: one place, or an exception with its reason (编入决定).

    reason: why not, for the congress's side only. Source: 代表法 (2025) art. 28, DOMAIN 3.1 H8
    """

    kind: ClassVar[str] = "placing"

    deputy = models.OneToOneField("deputies.Deputy", models.PROTECT, related_name="placing", verbose_name="代表")
    town_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团"
    )
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="placings", verbose_name="家站")
    from_on = models.DateField("编入日", null=True)
    basis = models.CharField("依据", max_length=10, choices=Basis, blank=True, default="")
    why = models.CharField("为什么", max_length=200, blank=True, default="")
    excuse = models.CharField("例外", max_length=10, choices=Excuse, blank=True, default="")
    reason = SealedText("例外的理由", default="")
    review_on = models.DateField("复核日", null=True)

    objects = PlacingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "编入决定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=Placed.PLACED, station__isnull=False, from_on__isnull=False)
                | Q(state=Placed.EXCUSED, review_on__isnull=False) & ~Q(excuse="")
                | Q(state=Placed.ENDED),
                name="placing_is_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "state", "id"], name="placing_listed")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return str(Placed(self.state).label)

    def title_line(self) -> str:
        return f"{self.deputy.name}的主要家站"

    def get_absolute_url(self) -> str:
        return reverse("stations:placing", args=[self.pk])


class Village(models.Model):
    """A village or community on the county's list, whether a place serves it or not (DOMAIN 3.1 H3).

    town: the town whose places serve it; lon, lat: WGS 84 degrees of its office.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    town = models.CharField("乡镇", max_length=40)
    name = models.CharField("村（社区）", max_length=40)
    code = models.CharField("统计用区划代码", max_length=12, blank=True, default="")
    lon = models.FloatField("经度", null=True, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    is_invented_point = models.BooleanField("位置为虚构", default=False)
    is_current = models.BooleanField("没有撤并", default=True)

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "村（社区）"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "town", "name"], name="village_once"),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="village_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.town}{self.name}"


class Tag(models.Model):
    """What places can be tied to: village revival, a leading industry, a key chain by name (DOMAIN 3.1 H5)."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sort = models.CharField("类别", max_length=10, choices=TagSort)
    name = models.CharField("名称", max_length=40)
    is_current = models.BooleanField("在用", default=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "产业标签"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "sort", "name"], name="tag_once")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A place carries a tag."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="taggings")

    class Meta:
        verbose_name = verbose_name_plural = "家站的产业标签"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "station", "tag"], name="tagging_once"),
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.tag}"


class Network(models.Model):
    """What a county sets for its network: which kinds of place cover a village, its outline on maps.

    outline: a MultiPolygon of the county (GeoJSON); approval: the map's 审图号, empty as long as there is none.
    """

    county = models.OneToOneField("county.County", models.PROTECT, related_name="+")
    covering = models.JSONField("覆盖村（社区）的类别", default=list)
    outline = models.JSONField("轮廓", null=True, blank=True)
    outline_source = models.CharField("轮廓的来源", max_length=120, blank=True, default="")
    approval = models.CharField("审图号", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "家站网络"

    def __str__(self) -> str:
        return str(self.county_id)
