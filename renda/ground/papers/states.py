"""What becomes of an ordered paper, and who may open it."""

from django.db.models import TextChoices


class PaperState(TextChoices):
    QUEUED = "queued", "正在生成"
    MADE = "made", "已生成"
    FAILED = "failed", "没有生成"


class Audience(TextChoices):
    """Read by the subject's view, which alone knows who its parties are."""

    STAFF = "staff", "内部"
    PARTIES = "parties", "当事各方"
    PUBLIC = "public", "公开"
