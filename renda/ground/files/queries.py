"""Reads of files. Who may open one is decided by the matter it belongs to: load that through its own `visible_to`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import UUID

from django.db import models

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.prepared import Prepared

if TYPE_CHECKING:
    from renda.ground.files.models import FileText, StoredFile  # noqa: F401


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def of(self, county_id: int, kind: str, matter_id: UUID) -> Self:
        return self.filter(county_id=county_id, kind=kind, matter_id=matter_id).order_by("id")

    def for_audience(self, *audiences: str) -> Self:
        return self.filter(audience__in=audiences)

    def staged(self) -> Self:
        """Uploaded ahead of the matter they are for, and not yet attached to it."""
        return self.filter(matter_id=None)

    def visible_to(self, actor: Actor) -> Self:
        """Outside a matter only the uploader sees a file, and only until it is attached."""
        return self.staged().filter(county_id=actor.county_id, uploaded_by=actor.user_id).exclude(uploaded_by=0)


class FileTextQuerySet(models.QuerySet["FileText"]):
    def of(self, county_id: int, sha256: str) -> Self:
        """What stands in these bytes."""
        return self.filter(county_id=county_id, sha256=sha256)


def staged_by(actor: Actor, ids: Iterable[UUID]) -> "list[StoredFile]":
    """The caller's own staged files, in the order named. Raises Invalid if one of them isn't there (any more)."""
    from renda.ground.files.models import StoredFile

    wanted = list(dict.fromkeys(ids))
    found = StoredFile.objects.visible_to(actor).in_bulk(wanted)
    if len(found) != len(wanted):
        raise Invalid("有附件没有找到：可能超过一天已清除，或已用在别处。请重新上传。")
    return [found[pk] for pk in wanted]


def files_of(row: models.Model, *audiences: str) -> StoredFileQuerySet:
    """The files of a matter, oldest first; of the named audiences only, if any is named."""
    from renda.ground.files.models import StoredFile

    matter = cast(Any, row)
    found = StoredFile.objects.of(matter.county_id, matter.kind, matter.pk)
    return found.for_audience(*audiences) if audiences else found


def files_on_page(row: models.Model, *audiences: str) -> "list[StoredFile]":
    """The same for a page that lists them. One steady read."""
    matter = cast(Any, row)
    return _ON_PAGE.rows(county_id=matter.county_id, kind=matter.kind, matter_id=matter.pk, audiences=audiences)


def _on_page(county_id: int, kind: str, matter_id: UUID, audiences: tuple[str, ...]) -> StoredFileQuerySet:
    from renda.ground.files.models import StoredFile

    found = StoredFile.objects.of(county_id, kind, matter_id)
    return found.for_audience(*audiences) if audiences else found


_ON_PAGE = Prepared(_on_page)
