"""Papers made from a template and a row: what was ordered, how far it is, and the two files."""

from django.db import models

from renda.ground.kernel import clock, keys
from renda.ground.kernel.sealed import SealedText
from renda.ground.papers.queries import PaperQuerySet
from renda.ground.papers.states import Audience, PaperState


class Paper(models.Model):
    """One paper (公文) of a matter. Made again, it keeps its key and number and gets new files."""

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField("事项种类", max_length=40, blank=True)
    matter_id = models.UUIDField("事项", null=True)
    purpose = models.CharField("用途", max_length=40, blank=True)
    audience = models.CharField("谁能看", max_length=10, choices=Audience.choices, default=Audience.STAFF)
    template = models.CharField("模板", max_length=120)
    number = models.CharField("发文字号", max_length=80, blank=True)
    title = models.CharField("标题", max_length=300, blank=True)
    source = SealedText("排版前的文字", blank=True)
    state = models.CharField("状态", max_length=10, choices=PaperState.choices, default=PaperState.QUEUED)
    reason = models.CharField("没有生成的原因", max_length=300, blank=True)
    docx = models.FileField("Word文件", upload_to="papers", max_length=200, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.FileField("PDF文件", upload_to="papers", max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField("页数", default=0)
    ordered_by = models.BigIntegerField("由谁要的", default=0)
    ordered_at = models.DateTimeField("要的时间", default=clock.now)
    made_at = models.DateTimeField("生成时间", null=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        indexes = [
            models.Index(fields=["county", "kind", "matter_id", "ordered_at"], name="paper_of_matter"),
            models.Index(fields=["kind", "made_at"], name="paper_made_lately"),
        ]
        constraints = [
            models.CheckConstraint(
                name="paper_made_has_file",
                condition=~models.Q(state=PaperState.MADE) | ~models.Q(pdf=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title
