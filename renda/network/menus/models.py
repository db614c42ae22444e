"""Services that groups of deputies offer, what is ordered of them, and the sealed contact of who ordered."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from renda.ground.kernel.clock import day_of
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.kernel.text import mask_phones
from renda.ground.workflow.models import Matter, Preview
from renda.network.menus.queries import OrderQuerySet, ServiceGroupQuerySet, ServiceItemQuerySet, member_users
from renda.network.menus.states import Entry, Guidance, Rating, S

ORGANISATION = "people.Organisation"


class ServiceField(models.Model):
    """A field of service as the county names it (服务类别); without rows the packaged ones hold."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=20)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "服务类别"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "name"], name="service_field_once")]

    def __str__(self) -> str:
        return self.name


class ServiceGroup(models.Model):
    """Deputies who serve in one field (专业化服务小组). town_org: the presidium of its town; none: serves the whole county.

    Source: DOMAIN 3.1 H18
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    field = models.CharField("服务类别", max_length=20)
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", verbose_name="哪个镇")
    is_open = models.BooleanField("接受预约", default=True)

    objects = ServiceGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务小组"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "town_org", "name"], name="service_group_name"),
            models.UniqueConstraint(
                fields=["county", "name"], condition=Q(town_org__isnull=True), name="service_group_of_county"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "town_org", "name"], name="service_group_of_town")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("menus:group", args=[self.pk])


class GroupMember(models.Model):
    """A deputy of a service group."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="members", verbose_name="服务小组")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="+", verbose_name="代表")

    class Meta:
        verbose_name = verbose_name_plural = "小组代表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "group", "deputy"], name="group_member_once")
        ]
        indexes: ClassVar = [models.Index(fields=["county", "deputy"], name="group_member_of_deputy")]

    def __str__(self) -> str:
        return str(self.deputy)


class ServiceItem(models.Model):
    """One line of a menu. edition: raised whenever its words change; an order keeps the words it was made under."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="items", verbose_name="服务小组")
    title = models.CharField("名称", max_length=40)
    offer = models.CharField("提供什么", max_length=300)
    times = models.CharField("时间和地点", max_length=120, blank=True, default="")
    is_open = models.BooleanField("接受预约", default=True)
    edition = models.PositiveSmallIntegerField("第几版", default=1)

    objects = ServiceItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务项目"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "group", "title"], name="service_item_title")
        ]

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Unmasked:
    """Name and phone in the clear, for the one answer that asked with a reason. Never stored."""

    name: str
    phone: str


class Order(Matter):
    """A service that a resident ordered (服务预约). `text`, `result`, `guided_to` and `code` are erasable.

    org: who keeps it: the station where it was ordered or, without one, the town's presidium. town_org: its town.
    item_*: the words of the item when it was ordered.
    """

    kind: ClassVar[str] = "order"
    unmasked: Unmasked | None = None

    code = models.CharField("回执编号", max_length=24, default=random_code, editable=False)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="orders", verbose_name="服务项目")
    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="orders", verbose_name="服务小组")
    item_title = models.CharField("名称", max_length=40)
    item_offer = models.CharField("提供什么", max_length=300)
    item_times = models.CharField("时间和地点", max_length=120, blank=True, default="")
    item_edition = models.PositiveSmallIntegerField("第几版", default=1)
    station = models.ForeignKey("stations.Station", models.PROTECT, null=True, related_name="+", verbose_name="家站")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="由谁照看")
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团")
    text = models.TextField("要什么样的服务", max_length=500)
    wanted_on = models.DateField("希望哪天", null=True)
    entry = models.CharField("来源", max_length=10, choices=Entry, default=Entry.PAGE)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
                                   verbose_name="代为预约")  # fmt: skip
    intake_digest = models.CharField(max_length=64, blank=True, editable=False)
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, null=True, related_name="+", verbose_name="代表")
    served_on = models.DateField("服务日", null=True)
    result = models.CharField("服务了什么", max_length=300, blank=True, default="")
    guidance = models.CharField("为什么不能办", max_length=20, choices=Guidance, blank=True, default="")
    guided_to = models.CharField("可以找哪里", max_length=200, blank=True, default="")
    rating = models.CharField("评价", max_length=16, choices=Rating, blank=True, default="")
    erased_at = models.DateTimeField("删除时间", null=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务预约"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code"], name="order_code"),
            models.CheckConstraint(condition=~Q(state=S.TAKEN) | Q(deputy__isnull=False), name="order_taken_by_one"),
            models.CheckConstraint(condition=~Q(state__in=[S.SERVED, S.RATED, S.UNRATED]) | Q(served_on__isnull=False),
                                   name="order_served_on_a_day"),
            models.CheckConstraint(condition=~Q(state=S.REFUSED) | ~Q(guidance=""), name="order_refused_has_reason"),
            models.CheckConstraint(condition=~Q(state=S.RATED) | ~Q(rating=""), name="order_rated_has_rating"),
            models.CheckConstraint(condition=Q(erased_at__isnull=True) | Q(text=""), name="order_erased_is_empty"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["county", "-id"], name="order_newest"),
            models.Index(fields=["county", "org", "-id"], name="order_of_keeper"),
            models.Index(fields=["county", "town_org", "-id"], name="order_of_town"),
            models.Index(fields=["county", "group", "state", "-id"], name="order_of_group"),
            models.Index(fields=["county", "deputy", "-id"], name="order_of_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title_line()}"

    def title_line(self) -> str:
        return self.item_title

    def number_line(self) -> str:
        return f"预约{self.code[:9].replace('-', ' ')}"

    def get_absolute_url(self) -> str:
        return reverse("menus:order", args=[self.pk])

    def get_state_display(self) -> str:
        return str(S(self.state).label)

    def preview(self) -> Preview:
        facts = (
            ("服务小组", self.group.name),
            ("希望哪天", str(self.wanted_on or "")),
            ("代表", str(self.deputy or "")),
        )
        return Preview(facts, "要什么样的服务", mask_phones(self.text))

    @property
    def ordered_on(self) -> date:
        return day_of(self.created_at)

    @property
    def place(self) -> str:
        """Where it was ordered."""
        return self.station.name if self.station else self.org.label

    @property
    def has_contact(self) -> bool:
        return getattr(self, "contact", None) is not None

    @cached_property
    def group_users(self) -> frozenset[int]:
        """Accounts of the group's deputies who serve today; read once for a row."""
        return member_users(self.group_id)


class OrderContact(models.Model):
    """Who ordered, sealed. Erasing an order deletes this row. phone_index: keyed digest of the number, to find it by."""

    order = models.OneToOneField(Order, models.CASCADE, primary_key=True, related_name="contact")
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = SealedText("称呼", blank=True, default="")
    phone = SealedText("手机号", blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "联系方式"
        indexes: ClassVar = [models.Index(fields=["county", "phone_index"], name="order_contact_by_phone")]

    def __str__(self) -> str:
        return f"{self.order_id}"
