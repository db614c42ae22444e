"""Writes of scans: a page comes in, is read by the worker, becomes a matter or is dropped, and does not stay."""

import hashlib
import io
import json
import logging
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.files import services as files
from renda.ground.files import storage
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of
from renda.ground.files.rules import LONGEST_EDGE, MOST_PIXELS_ELSE
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.scans import reader
from renda.ground.scans.declare import declared_forms
from renda.ground.scans.models import Scan
from renda.ground.scans.states import ScanState

READING = "renda.ground.scans.tasks.read_scan"
NO_PAGE = "这份PDF里没有扫描的图。请拍一张照片，或者照着它直接录入。"
NOT_FINISHED = "认字没有做完，请照着图直接录入，或者放弃后重传一次。"
PATIENCE = timedelta(minutes=20)
PDF, PICTURE, PAGE = "application/pdf", "picture", "page"

log = logging.getLogger(__name__)


class Settled(Protocol):
    """What a page became."""

    pk: Any


@transaction.atomic
def receive_scan(upload: File, *, actor: Actor, subject: str) -> Scan:  # type: ignore[type-arg]
    """Keep a photographed or scanned page and order its reading. The same picture from the same person is the same row.

    Where the reading software is absent the page waits for a person at once. Raises Invalid (no picture, too large).
    """
    upload.seek(0)
    digest = hashlib.sha256(upload.read()).hexdigest()
    upload.seek(0)
    scan, is_new = Scan.objects.get_or_create(
        county_id=actor.county_id, subject=subject, uploaded_by=actor.user_id, digest=digest
    )
    if not is_new:
        return scan
    kept = files.attach([upload], scan, actor=actor, purpose=PICTURE)[0]
    if not (kept.is_image or kept.content_type == PDF):
        raise Invalid("这里只收照片（JPG、PNG）和扫描的PDF；别的文件请直接录入。", field="picture")
    if reader.is_here():
        jobs.enqueue(READING, str(scan.pk))
    else:
        _note(scan, ScanState.UNREAD, reason=reader.ABSENT)
    return scan


def read_scan(scan_id: UUID) -> None:
    """Read a page that waits for it (the worker's job). Done before, dropped meanwhile or killed halfway: nothing is doubled."""
    scan = Scan.objects.queued().filter(pk=scan_id).first()
    if scan is None:
        return
    try:
        reading = reader.read(_picture_of(scan), declared_forms())
    except Invalid as refusal:
        _note(scan, ScanState.UNREAD, reason=refusal.text)
        return
    _note(scan, ScanState.READ, draft=json.dumps(reading.as_data(), ensure_ascii=False))


def _note(scan: Scan, state: str, **words: str) -> None:
    """Only where the row still waits: who types by hand meanwhile is not overtaken."""
    if Scan.objects.queued().filter(pk=scan.pk).update(state=state, **words):
        scan.state = state
        for name, word in words.items():
            setattr(scan, name, word)


def _picture_of(scan: Scan) -> bytes:
    """The bytes of the picture; of a scanned PDF the first page's, which is kept beside it for people to see."""
    kept = {file.purpose: file for file in files_of(scan)}
    file = kept.get(PAGE) or kept.get(PICTURE)
    if file is None:
        raise Invalid(NOT_FINISHED)
    with storage.open_bytes(file.county_id, file.sha256) as stored:
        data: bytes = stored.read()
    if file.content_type != PDF:
        return data
    page = _first_picture(data)
    files.attach(
        [ContentFile(page, "第1页.jpg")], scan, actor=Actor(scan.county_id, user_id=scan.uploaded_by), purpose=PAGE
    )
    return page


def _first_picture(data: bytes) -> bytes:
    """The largest picture of a PDF's first page as JPEG. Raises Invalid if there is none that can be used."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        sizes = [one.image for one in PdfReader(io.BytesIO(data)).pages[0].images if one.image is not None]
        page = max(sizes, key=lambda image: image.width * image.height)
        if page.width * page.height > MOST_PIXELS_ELSE:
            raise Invalid(NO_PAGE)
        page = page.convert("RGB")
        page.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    except (
        PyPdfError,
        ValueError,
        OSError,
        IndexError,
        KeyError,
        AttributeError,
        TypeError,
        NotImplementedError,
    ) as error:
        raise Invalid(NO_PAGE) from error
    out = io.BytesIO()
    page.save(out, "JPEG", quality=90)
    return out.getvalue()


def hold_scan(scan: Scan, *, actor: Actor) -> Scan:
    """The row as it is now, held until the transaction ends: of two confirmations at once the second waits and sees the first.

    Raises Conflict if it was dropped or tidied away.
    """
    held: Scan | None = Scan.objects.select_for_update().visible_to(actor).filter(pk=scan.pk).first()
    if held is None:
        raise Conflict("这张纸已经放弃，图片也删了。要登记，请重新上传。")
    return held


def take_picture(held: Scan, *, actor: Actor) -> list[StoredFile]:
    """The picture, back to hand for the matter it goes to; for the transaction that holds the row."""
    for file in files_of(held).filter(purpose=PAGE):
        files.erase_file(file)
    return files.release_files(held, actor=actor)


@transaction.atomic
def settle_scan(scan: Scan, row: Settled, *, actor: Actor) -> None:
    """It became a matter: the text that was read goes, the row says what it became until it is tidied away."""
    Scan.objects.visible_to(actor).filter(pk=scan.pk).update(
        state=ScanState.SETTLED, draft="", reason="", matter_id=row.pk
    )


@transaction.atomic
def drop_scan(scan: Scan, *, actor: Actor) -> None:
    """Picture, text and row are deleted; what was settled stays with its matter."""
    locked = Scan.objects.select_for_update().visible_to(actor).open().filter(pk=scan.pk).first()
    if locked is not None:
        _delete(locked)


def _delete(scan: Scan) -> None:
    files.erase_files(scan)
    Scan.objects.filter(pk=scan.pk).delete()


def keep_days(county_id: int) -> int:
    """How many days an unconfirmed page stays. Source: county rule scan_retention"""
    return int(rule_book(county_id).value("scan_retention", clock.today()))


def tidy_scans(county_id: int) -> int:
    """Delete pages that nobody confirmed in time, and the notes of settled ones. Returns how many."""
    before = clock.now() - timedelta(days=keep_days(county_id))
    old = list(Scan.objects.filter(county_id=county_id, made_at__lt=before))
    for scan in old:
        with transaction.atomic():
            _delete(scan)
    if old:
        log.info("tidied %s scans of county %s", len(old), county_id)
    return len(old)


def give_up_late() -> int:
    """Pages whose reading has not ended for a long time (the worker died each time) wait for a person. Returns how many."""
    late = Scan.objects.queued().filter(made_at__lt=clock.now() - PATIENCE)
    return late.update(state=ScanState.UNREAD, reason=NOT_FINISHED)
