"""By which channel a message goes out, and how far it is."""

from django.db.models import TextChoices


class Channel(TextChoices):
    SMS = "sms", "短信"
    EMAIL = "email", "邮件"
    CHAT = "chat", "政务群"


class Sending(TextChoices):
    """A dead letter (送不出去) waits for a person: it was tried for a day and a half, or the channel refused it."""

    QUEUED = "queued", "待发送"
    SENT = "sent", "已发送"
    DEAD = "dead", "送不出去"
