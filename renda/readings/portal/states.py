"""Choices of the public pages."""

from django.db.models import TextChoices


class ComplaintState(TextChoices):
    """Where a complaint about the platform or its people stands (投诉)."""

    RECEIVED = "received", "等答复"
    ANSWERED = "answered", "已答复"


class About(TextChoices):
    """What a complaint is about."""

    HANDLING = "handling", "办得慢，或者没有答复"
    STAFF = "staff", "工作人员的态度或做法"
    PRIVACY = "privacy", "个人信息"
    PLATFORM = "platform", "平台不好用"
    OTHER = "other", "其他"
