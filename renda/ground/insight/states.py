"""What advice rests on."""

from django.db.models import TextChoices


class Basis(TextChoices):
    """Too few decided matters, or no numpy: words of duties speak instead, and never surely."""

    DECIDED = "decided", "本县办过的"
    DUTIES = "duties", "职责"
