"""Reads of papers. Who may open one is decided by the matter it belongs to: load that through its own `visible_to`."""

from typing import TYPE_CHECKING, Any, Protocol, Self
from uuid import UUID

from django.db import models

from renda.ground.kernel.prepared import Prepared
from renda.ground.papers.states import PaperState

if TYPE_CHECKING:
    from renda.ground.papers.models import Paper


class HasPapers(Protocol):
    """A matter, as far as its papers are concerned."""

    pk: Any
    county_id: Any

    @property
    def kind(self) -> str: ...


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, kind: str, matter_id: UUID) -> Self:
        return self.filter(kind=kind, matter_id=matter_id).order_by("ordered_at", "pk")

    def made(self) -> Self:
        return self.filter(state=PaperState.MADE)


def papers_of(row: HasPapers) -> PaperQuerySet:
    """The papers of a matter, oldest first, those still being made included."""
    from renda.ground.papers.models import Paper

    return Paper.objects.filter(county_id=row.county_id).of(row.kind, row.pk)


def papers_on_page(row: HasPapers) -> "list[Paper]":
    """The same for a page that lists them: without their sealed text. One steady read."""
    return _ON_PAGE.rows(county_id=row.county_id, kind=row.kind, matter_id=row.pk)


def _on_page(county_id: int, kind: str, matter_id: UUID) -> "models.QuerySet[Paper]":
    from renda.ground.papers.models import Paper

    return Paper.objects.filter(county_id=county_id).of(kind, matter_id).defer("source")


_ON_PAGE = Prepared(_on_page)
