"""Writes of files: keep what came in, attach it to a matter, read it, erase it, and clear away what nobody took."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Protocol, cast
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from renda.ground.files import checks, images, reading, rules, storage
from renda.ground.files.models import FileText, StoredFile
from renda.ground.files.states import Audience
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from renda.ground.kernel.text import mask_numbers
from renda.ground.search.services import forget

STAGED_LIFE = timedelta(days=1)
PART = "file:"  # which texts of a row the search has from its files
READING, ASK_AGAIN = "renda.ground.files.tasks.read_text", timedelta(days=1)


class Matterlike(Protocol):
    """What a file is attached to (workflow.models.Matter has it all)."""

    pk: Any
    kind: ClassVar[Any]
    county_id: int


@dataclass(frozen=True, slots=True)
class Content:
    """What will be kept of an upload."""

    data: bytes
    name: str
    content_type: str
    width: int = 0
    height: int = 0


@transaction.atomic
def keep(
    upload: File,  # type: ignore[type-arg]
    *,
    county_id: int,
    actor: Actor,
    kind: str = "",
    matter_id: UUID | None = None,
    purpose: str = "",
    audience: str = Audience.STAFF,
    images_only: bool = False,
) -> StoredFile:
    """Check an upload and keep it: images drawn anew, other files as they are. Without `matter_id` it is staged for a day.

    Raises Invalid with a sentence that names the file and what to do.
    """
    content = read_content(upload, images_only=images_only)
    sha256 = hashlib.sha256(content.data).hexdigest()
    storage.hold(sha256, alone=False)
    storage.put(county_id, sha256, content.data)
    return StoredFile.objects.create(
        county_id=county_id,
        kind=kind,
        matter_id=matter_id,
        purpose=purpose,
        name=content.name,
        content_type=content.content_type,
        size=len(content.data),
        sha256=sha256,
        width=content.width,
        height=content.height,
        audience=audience,
        uploaded_by=actor.user_id,
    )


def read_content(upload: File, *, images_only: bool = False) -> Content:  # type: ignore[type-arg]
    """The bytes to keep and what they are. Raises Invalid."""
    found = checks.look_into(upload, images_only=images_only)
    name = upload.name or ""
    if found.is_image:
        drawn = images.draw_anew(upload, checks.formats_of(found))
        return Content(drawn.data, rules.tidy_name(name, drawn.ending), drawn.content_type, drawn.width, drawn.height)
    upload.seek(0)
    return Content(upload.read(), rules.tidy_name(name, found.ending), found.content_type)


def attach(
    files: Iterable[Any],
    row: Matterlike,
    *,
    actor: Actor | None = None,
    purpose: str = "",
    audience: str = Audience.STAFF,
    images_only: bool = False,
) -> list[StoredFile]:
    """Attach uploads of this request, or files staged before, to a matter. Returns them in the order given.

    Raises Invalid (wrong kind, too many), NotAllowed (staged by someone else), Conflict (attached elsewhere already).
    """
    given = list(files)
    if not given:
        return []
    with transaction.atomic():
        _check_count(row, len(given))
        return [
            _take(file, row, actor, purpose, audience)
            if isinstance(file, StoredFile)
            else keep(
                file,
                county_id=row.county_id,
                actor=actor or Actor(row.county_id),
                kind=str(row.kind),
                matter_id=row.pk,
                purpose=purpose,
                audience=audience,
                images_only=images_only,
            )
            for file in given
        ]


def _check_count(row: Matterlike, more: int) -> None:
    if StoredFile.objects.of(row.county_id, str(row.kind), row.pk).count() + more > rules.MOST_PER_MATTER:
        raise Invalid(f"一件事最多放{rules.MOST_PER_MATTER}个附件，请先删去不用的。")


def _take(file: StoredFile, row: Matterlike, actor: Actor | None, purpose: str, audience: str) -> StoredFile:
    if file.county_id != row.county_id or (actor is not None and file.uploaded_by != actor.user_id):
        raise NotAllowed("这个附件是别人上传的，请自己上传一份。")
    taken = StoredFile.objects.staged().filter(pk=file.pk, county_id=row.county_id)
    if not taken.update(kind=str(row.kind), matter_id=row.pk, purpose=purpose, audience=audience):
        raise Conflict(f"“{file.name}”已经用在别处了，请重新上传。")
    file.refresh_from_db()
    return file


@transaction.atomic
def release_files(row: Matterlike, *, actor: Actor) -> list[StoredFile]:
    """Take every file of a matter off it and back to hand: staged by the actor, for the matter it goes to now."""
    found = StoredFile.objects.of(row.county_id, str(row.kind), row.pk)
    keys = list(found.values_list("pk", flat=True))
    found.update(
        kind="", matter_id=None, purpose="", audience=Audience.STAFF, uploaded_by=actor.user_id, made_at=clock.now()
    )
    return list(StoredFile.objects.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def open_to(file: StoredFile, audience: str) -> StoredFile:
    """Change who may open a file: what is published becomes public with its matter."""
    StoredFile.objects.filter(pk=file.pk, county_id=file.county_id).update(audience=audience)
    file.audience = audience
    return file


def texts_of(files: Iterable[StoredFile]) -> dict[tuple[int, str], str]:
    """What stands in files that say something, by county and digest. Whatever was never read is put in the queue; so is what was asked for a
    day ago in vain."""
    wanted = {(one.county_id, one.sha256): one for one in files if reading.can_read(one.content_type)}
    known = FileText.objects.filter(sha256__in={sha256 for _, sha256 in wanted})
    found = {(one.county_id, one.sha256): one for one in known}
    for key in wanted.keys() - found.keys():
        asked, is_new = FileText.objects.get_or_create(county_id=key[0], sha256=key[1])
        if is_new:
            jobs.enqueue(READING, asked.pk)
    before = clock.now() - ASK_AGAIN
    for one in [one for one in found.values() if one.read_at is None and one.asked_at < before]:
        FileText.objects.filter(pk=one.pk).update(asked_at=clock.now())
        jobs.enqueue(READING, one.pk)
    return {key: found[key].text for key in wanted.keys() & found.keys() if found[key].text}


def read_text(key: int) -> None:
    """Read what stands in a content that waits for it, with numbers of persons masked; nothing to do if it was read, or is gone."""
    asked = FileText.objects.filter(pk=key, read_at=None).first()
    file = StoredFile.objects.filter(county_id=asked.county_id, sha256=asked.sha256).first() if asked else None
    if asked is None or file is None:
        return
    try:
        with storage.open_bytes(file.county_id, file.sha256) as kept:
            text = mask_numbers(reading.text_of(kept.read(), file.content_type))
    except NotFound:
        text = ""
    FileText.objects.filter(pk=key).update(text=text, read_at=clock.now())


@transaction.atomic
def discard_staged(file: StoredFile, *, actor: Actor) -> None:
    """Take back what one uploaded and has not used. Raises NotAllowed."""
    if file.matter_id is not None or not actor.user_id or file.uploaded_by != actor.user_id:
        raise NotAllowed("只能删自己上传、还没用上的文件。")
    erase_file(file)


@transaction.atomic
def erase_file(file: StoredFile) -> None:
    """Delete a file and what the search knows of it; its bytes go as soon as this commits, unless another row of the county names them."""
    StoredFile.objects.filter(pk=file.pk, county_id=file.county_id).delete()
    if not StoredFile.objects.filter(county_id=file.county_id, sha256=file.sha256).exists():
        FileText.objects.of(file.county_id, file.sha256).delete()
    if file.matter_id:
        forget(file.county_id, file.kind, file.matter_id, part=f"{PART}{file.pk}")
    transaction.on_commit(lambda: remove_unnamed(file.county_id, file.sha256))


@transaction.atomic
def erase_files(row: Matterlike) -> int:
    """Delete every file of a matter. Returns how many. Source: 个人信息保护法 art. 47, docs/law/personal-information.md"""
    files = list(StoredFile.objects.of(row.county_id, str(row.kind), row.pk))
    for file in files:
        erase_file(file)
    return len(files)


@transaction.atomic
def remove_unnamed(county_id: int, sha256: str) -> bool:
    """Remove bytes that no row names any more. The lock keeps out whoever is just keeping the same bytes."""
    storage.hold(sha256, alone=True)
    if StoredFile.objects.filter(county_id=county_id, sha256=sha256).exists():
        return False
    storage.remove(county_id, sha256)
    return True


def clear_away() -> int:
    """Delete files staged over a day ago, and bytes that no row names (a process died between row and bytes)."""
    before = clock.now() - STAGED_LIFE
    stale = list(StoredFile.objects.staged().filter(made_at__lt=before))
    for file in stale:
        erase_file(file)
    gone = 0
    for county_id, sha256, since in storage.kept():
        named = StoredFile.objects.filter(county_id=county_id, sha256=sha256).exists()
        if since < before and not named:
            gone += cast(int, remove_unnamed(county_id, sha256))
    return len(stale) + gone
