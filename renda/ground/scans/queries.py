"""Reads of scans: the person who photographed a page sees it, nobody else; it holds a resident's own words."""

from typing import TYPE_CHECKING, Self

from django.db import models

from renda.ground.kernel.actor import Actor
from renda.ground.scans.states import OPEN, ScanState

if TYPE_CHECKING:
    from renda.ground.scans.models import Scan  # noqa: F401  named below in quotes


class ScanQuerySet(models.QuerySet["Scan"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, uploaded_by=actor.user_id).exclude(uploaded_by=0)

    def of(self, subject: str) -> Self:
        return self.filter(subject=subject)

    def open(self) -> Self:
        """Not yet confirmed, newest first."""
        return self.filter(state__in=OPEN).order_by("-pk")

    def queued(self) -> Self:
        return self.filter(state=ScanState.QUEUED)
