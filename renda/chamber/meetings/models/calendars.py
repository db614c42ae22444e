"""The secret address of a person's calendar of meetings."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from renda.ground.kernel.clock import now


class CalendarKey(models.Model):
    """Whoever has the key reads when and where the account's meetings are, and nothing else. A new key ends the old one."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField("日历地址", max_length=48, editable=False)
    made_at = models.DateTimeField("生成时间", default=now)

    class Meta:
        verbose_name = verbose_name_plural = "日历地址"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "key"], name="calendar_key")]

    def __str__(self) -> str:
        return f"{self.user_id}"
