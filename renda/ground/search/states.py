"""How hits are sorted, and how far a rebuild is."""

from django.db import models


class Order(models.TextChoices):
    FIT = "fit", "最相关"
    DATE = "date", "最新"


class Rebuild(models.TextChoices):
    NONE = "none", "没有在重建"
    RUNNING = "running", "正在重建"
