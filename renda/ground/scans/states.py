"""What becomes of a photographed page."""

from django.db.models import TextChoices


class ScanState(TextChoices):
    QUEUED = "queued", "正在认字"
    READ = "read", "等您核对"
    UNREAD = "unread", "没有认出来，请照着图录入"
    SETTLED = "settled", "已经登记"


OPEN = (ScanState.QUEUED, ScanState.READ, ScanState.UNREAD)
