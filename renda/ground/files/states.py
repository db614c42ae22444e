"""Who may open a file, and what kinds of file there are."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Read by the subject's view, which alone knows who its parties are."""

    STAFF = "staff", "内部"
    PARTIES = "parties", "当事各方"
    PUBLIC = "public", "公开"
