"""What many write about: a topic keeps its key while opinions join it; where each opinion was put is never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import uuid7
from renda.readings.topics.queries import TopicOpinionQuerySet


class Topic(models.Model):
    """Opinions on one matter (热点). It holds no word of theirs: what stands for it is read from an opinion the reader may see.

    elder: the topic this one was put under, as both are one matter in other words; texts_alike, titles_alike: in percent, why.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("开始于", default=now)
    elder = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name="并入")
    merged_at = models.DateTimeField("并入时间", null=True)
    texts_alike = models.PositiveSmallIntegerField("内容相近程度", default=0)
    titles_alike = models.PositiveSmallIntegerField("标题相近程度", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "热点"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(elder=F("pk")), name="topic_not_under_itself"),
            models.CheckConstraint(
                condition=Q(elder=None, merged_at=None) | Q(elder__isnull=False, merged_at__isnull=False),
                name="topic_merged_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=[self.pk])


class TopicOpinion(models.Model):
    """Which topic an opinion was put into. share: how much it has in common with the others; the largest stands for them."""

    opinion = models.OneToOneField("opinions.Opinion", models.PROTECT, primary_key=True, related_name="in_topic")
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="members", verbose_name="热点")
    at = models.DateTimeField("收到时间")
    share = models.FloatField(default=0)

    objects = TopicOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见归到的热点"
        indexes: ClassVar = [models.Index(fields=["county", "at"], name="topic_opinion_by_time")]

    def __str__(self) -> str:
        return f"{self.opinion_id} → {self.topic_id}"
