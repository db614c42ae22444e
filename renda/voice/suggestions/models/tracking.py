"""Which committee follows which category of suggestions: data of the county."""

from django.db import models

from renda.voice.suggestions.models.suggestion import ORGANISATION
from renda.voice.suggestions.queries import TrackingQuerySet
from renda.voice.suggestions.states import Category


class Tracking(models.Model):
    """The committee that follows suggestions of a category (跟踪督办工委), as this county set it."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    category = models.CharField("类别", max_length=20, choices=Category)
    committee = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="跟踪督办工委", related_name="+")

    objects = TrackingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "类别对口工委"
        constraints = [models.UniqueConstraint(fields=["county", "category"], name="tracking_once")]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.committee}"
