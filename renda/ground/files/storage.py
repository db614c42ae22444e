"""Where the bytes lie: `files/<county>/<first two>/<sha-256>` in Django's default storage, a local folder unless set otherwise.

The name is the content, so equal files lie there once. Rows and bytes are kept in step by a lock on the digest:
keeping shares it, taking away has it alone.
"""

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from renda.ground.kernel.errors import DomainError, NotFound

logger = logging.getLogger(__name__)

ROOT = "files"


class FolderStorage(FileSystemStorage):
    """A folder in which a file is there whole or not at all, even if the process or the machine dies while it is written."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return name


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def path_of(county_id: int, sha256: str) -> str:
    return f"{ROOT}/{county_id}/{sha256[:2]}/{sha256}"


class Unavailable(DomainError):
    status = 503
    title = "附件暂时存取不了"


def put(county_id: int, sha256: str, data: bytes) -> None:
    """Lay the bytes down unless they lie there whole already. Raises Unavailable (disk full, store down)."""
    try:
        _put(path_of(county_id, sha256), data)
    except OSError as error:
        logger.exception("attachments can't be written")
        raise Unavailable("附件现在存不进去，请过几分钟再交；还不行请告诉管理员。") from error


def _put(path: str, data: bytes) -> None:
    if default_storage.exists(path):
        if default_storage.size(path) == len(data):
            return
        default_storage.delete(path)
    saved = default_storage.save(path, ContentFile(data))
    if saved != path:  # another process was first
        default_storage.delete(saved)


def open_bytes(county_id: int, sha256: str) -> File:  # type: ignore[type-arg]
    """Raises NotFound, Unavailable."""
    try:
        return default_storage.open(path_of(county_id, sha256))
    except FileNotFoundError as error:
        raise NotFound("这个附件已经删除了。") from error
    except OSError as error:
        logger.exception("attachments can't be read")
        raise Unavailable("附件现在取不出来，请过几分钟再看；还不行请告诉管理员。") from error


def remove(county_id: int, sha256: str) -> None:
    default_storage.delete(path_of(county_id, sha256))


def kept() -> Iterator[tuple[int, str, datetime]]:
    """Everything that lies there: county, digest, since when."""
    for county in _folders(ROOT):
        for head in _folders(f"{ROOT}/{county}"):
            for sha256 in default_storage.listdir(f"{ROOT}/{county}/{head}")[1]:
                with contextlib.suppress(FileNotFoundError):
                    moment = default_storage.get_modified_time(f"{ROOT}/{county}/{head}/{sha256}")
                    yield int(county), sha256, moment


def _folders(path: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(path)[0])
    except FileNotFoundError:
        return []


def hold(sha256: str, *, alone: bool) -> None:
    """Lock a digest until the transaction ends. SQLite needs none: its writers come one after the other."""
    if connection.vendor != "postgresql":
        return
    how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    key: Any = int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s)", [key])
