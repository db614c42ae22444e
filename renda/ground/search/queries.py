"""Reads of the index by row. What an actor may find of it is asked in the words of the database: `finding.py`."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from renda.ground.search.models import Document  # noqa: F401


class DocumentQuerySet(models.QuerySet["Document"]):
    def of(self, county_id: int, kind: str, key: Any) -> Self:
        """The texts of one row of a subject."""
        return self.filter(county_id=county_id, kind=kind, key=str(key))
