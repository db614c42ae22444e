"""Files that came in: what they are, whose they are, what stands in them. The bytes lie in the storage under their digest."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renda.ground.files.queries import FileTextQuerySet, StoredFileQuerySet
from renda.ground.files.states import Audience
from renda.ground.kernel import clock, keys


class StoredFile(models.Model):
    """One attachment (附件). Same bytes in one county lie in the storage once, however many rows name them."""

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField("事项种类", max_length=40, blank=True)
    matter_id = models.UUIDField("事项", null=True)
    purpose = models.CharField("用途", max_length=40, blank=True)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField("宽", default=0)
    height = models.PositiveSmallIntegerField("高", default=0)
    audience = models.CharField("谁能看", max_length=10, choices=Audience, default=Audience.STAFF)
    uploaded_by = models.BigIntegerField("上传人", default=0)
    made_at = models.DateTimeField("上传时间", default=clock.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        indexes: ClassVar = [
            models.Index(fields=["county", "kind", "matter_id", "id"], name="file_of_matter"),
            models.Index(fields=["county", "sha256"], name="file_by_digest"),
            models.Index(fields=["made_at"], condition=Q(matter_id=None), name="file_staged"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


class FileText(models.Model):
    """What stands in a file that is to be found (附件里的文字), masked; of the same bytes once a county. read_at: None while it waits to be read;
    text: empty if there is nothing that could be read."""

    county = models.ForeignKey("county.County", models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    text = models.TextField("文字", blank=True, default="")
    asked_at = models.DateTimeField("要读的时间", default=clock.now)
    read_at = models.DateTimeField("读完的时间", null=True)

    objects = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件里的文字"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "sha256"], name="file_text_once")]
        indexes: ClassVar = [models.Index(fields=["read_at"], name="file_text_read")]

    def __str__(self) -> str:
        return self.sha256
