"""Messages inside the product, and the outbox of those that leave it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from renda.ground.kernel import clock, keys
from renda.ground.kernel.sealed import SealedText
from renda.ground.notices.queries import MessageQuerySet, OutgoingQuerySet
from renda.ground.notices.states import Channel, Sending


class Message(models.Model):
    """One message (消息) to one person, read inside the product."""

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="收件人")
    kind = models.CharField("事项种类", max_length=40, blank=True)
    matter_id = models.UUIDField("事项", null=True)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    link = models.CharField("链接", max_length=200, blank=True)
    made_at = models.DateTimeField("时间", default=clock.now)
    read_at = models.DateTimeField("已读", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        indexes: ClassVar = [
            models.Index(fields=["county", "user", "-made_at", "-id"], name="notices_of_reader"),
            models.Index(fields=["county", "user"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["county", "kind", "matter_id"], name="notices_of_matter"),
        ]

    def __str__(self) -> str:
        return self.title


class Outgoing(models.Model):
    """One message on its way out (发件箱). Its key goes along, so that a gateway can drop a second copy.

    Address and text are sealed, and emptied once the message is sent: what stays is that it was sent, and the mask.
    """

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=8, choices=Channel)
    address = SealedText("发给", blank=True)
    mask = models.CharField("发给（遮盖）", max_length=60, blank=True)
    title = SealedText("标题", blank=True)
    body = SealedText("内容", blank=True)
    template = models.CharField("模板", max_length=120)
    kind = models.CharField("事项种类", max_length=40, blank=True)
    matter_id = models.UUIDField("事项", null=True)
    state = models.CharField("状态", max_length=8, choices=Sending, default=Sending.QUEUED)
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次发送", default=clock.now)
    expires_at = models.DateTimeField("过时不发", null=True)
    trouble = models.CharField("没发成的原因", max_length=200, blank=True)
    made_at = models.DateTimeField("时间", default=clock.now)
    sent_at = models.DateTimeField("发送时间", null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = "待发消息"
        indexes: ClassVar = [
            models.Index(fields=["next_at", "id"], condition=Q(state=Sending.QUEUED), name="outgoing_due"),
            models.Index(fields=["county", "-id"], condition=Q(state=Sending.DEAD), name="outgoing_dead"),
            models.Index(fields=["county", "kind", "matter_id"], name="outgoing_of_matter"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outgoing_sent_is_empty", condition=~Q(state=Sending.SENT) | Q(address="", title="", body="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.mask}"
