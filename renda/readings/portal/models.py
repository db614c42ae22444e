"""What the public pages keep of their own: the last count of the county's figures, and complaints."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.workflow.models import Matter
from renda.readings.portal.queries import ComplaintQuerySet
from renda.readings.portal.states import About


class Figures(models.Model):
    """The county's figures as a job last counted them: pages show these and count nothing themselves."""

    county = models.OneToOneField("county.County", models.CASCADE, primary_key=True, related_name="+")
    data = models.JSONField("数字", default=dict)
    counted_at = models.DateTimeField("统计时间", default=now)

    class Meta:
        verbose_name = verbose_name_plural = "公开数字"

    def __str__(self) -> str:
        return f"{self.county_id} {self.counted_at:%Y-%m-%d %H:%M}"


class Complaint(Matter):
    """A complaint about the platform or about how something was handled (投诉), with a receipt code for its answer."""

    kind: ClassVar[str] = "complaint"

    code = models.CharField("回执编号", max_length=24, default=random_code, editable=False)
    about = models.CharField("关于", max_length=12, choices=About)
    text = SealedText("内容")
    phone = SealedText("手机号", blank=True, default="")
    answer = models.TextField("答复", blank=True, default="")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投诉"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "code"], name="complaint_code")]
        indexes: ClassVar = [models.Index(fields=["county", "-id"], name="complaint_newest")]

    def __str__(self) -> str:
        return f"{self.code} {self.get_about_display()}"

    def title_line(self) -> str:
        """Lists and notices show what it is about, never its text."""
        return f"投诉：{self.get_about_display()}"

    def number_line(self) -> str:
        return f"投诉{self.code[:9].replace('-', ' ')}"

    def get_absolute_url(self) -> str:
        return reverse("portal:complaint", args=[self.pk])
