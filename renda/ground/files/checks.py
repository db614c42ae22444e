"""Looks into an upload before anything is kept: what it is by content, and whether it is safe to open. Writes nothing."""

import zipfile
import zlib
from typing import IO

from django.core.files.base import File
from PIL import Image, UnidentifiedImageError

from renda.ground.files import heic, rules
from renda.ground.files.rules import Found
from renda.ground.kernel.errors import Invalid

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
HEIC = "HEIF"  # Pillow's name for it, once heic.can_read() said yes
WHAT = "可以交照片（JPG、PNG）、PDF、OFD、Word、Excel、PPT和WPS文件。"
BROKEN = "这个文件打不开，可能传的时候坏了，请重新选一次。"


def look_into(upload: File, *, images_only: bool = False) -> Found:  # type: ignore[type-arg]
    """What an upload is. Raises Invalid with a sentence naming the file: empty, too large, wrong kind, broken, a bomb."""
    name = f"“{(upload.name or '附件')[-60:]}”"
    if not upload.size:
        raise Invalid(f"{name}是空的，请重新选一次。")
    if upload.size > rules.MOST_BYTES:
        raise Invalid(f"{name}太大，一个文件最多20MB，请压缩或分开交。")
    found = _found(upload, name)
    if images_only and not found.is_image:
        raise Invalid(f"{name}不是照片，这里只收照片（JPG、PNG）。")
    if found.is_image:
        _check_image(upload, name, found)
    upload.seek(0)
    return found


def _found(upload: File, name: str) -> Found:  # type: ignore[type-arg]
    upload.seek(0)
    head = upload.read(16)
    if rules.is_heic(head) and heic.can_read():
        return Found("image/heic", ".heic")
    if rules.is_heic(head) or rules.is_moving(head):
        raise Invalid(f"{name}是HEIC照片，请在手机“设置-相机-格式”里选“兼容性最佳”，或截屏后再交。")
    if head.startswith(rules.ZIP):
        return _found_in_package(upload, name)
    if head.startswith(rules.OLE):
        ending = f".{(upload.name or '').lower().rpartition('.')[2]}"
        if ending in rules.OLD_OFFICE:
            return Found(rules.OLD_OFFICE[ending], ending)
    if found := rules.found_by_sign(head):
        return found
    raise Invalid(f"{name}的类型不能收。{WHAT}")


def _found_in_package(upload: IO[bytes] | File, name: str) -> Found:  # type: ignore[type-arg]
    """An Office or OFD package, unpacked once to be sure that it is what it says and no zip bomb."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as package:
            _check_package(package, name, upload)
            names = {entry.filename for entry in package.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Invalid(f"{name}：{BROKEN}") from error
    if any(entry.lower().endswith("vbaproject.bin") for entry in names):
        raise Invalid(f"{name}里有宏，不能收。请另存为不带宏的文件再交。")
    for inside, (content_type, ending) in rules.PACKAGES.items():
        if inside in names:
            return Found(content_type, ending)
    raise Invalid(f"{name}是压缩包，不能收。请把里面的文件一个一个交。")


def _check_package(package: zipfile.ZipFile, name: str, upload: IO[bytes] | File) -> None:  # type: ignore[type-arg]
    """Refuse bombs by what the directory says, then unpack every entry to see that it said the truth."""
    entries = package.infolist()
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    size = upload.seek(0, 2)
    if len(entries) > rules.MOST_ENTRIES or unpacked > rules.MOST_UNPACKED or packed > size:
        raise Invalid(f"{name}解开后大得不正常，不能收。请另存一份再交。")
    for entry in entries:
        with package.open(entry) as inside:
            while inside.read(1 << 16):
                pass


def formats_of(found: Found) -> tuple[str, ...]:
    """What Pillow may take the image for: the coding of phones only if the first bytes said so."""
    return (HEIC,) if found.ending == ".heic" else FORMATS


def _check_image(upload: File, name: str, found: Found) -> None:  # type: ignore[type-arg]
    if upload.size > rules.MOST_IMAGE_BYTES:
        raise Invalid(f"{name}太大，一张照片最多10MB，请压缩后再交。")
    upload.seek(0)
    try:
        # Image.open reads the head only; the size is checked here before a pixel is decoded.
        with Image.open(upload, formats=formats_of(found)) as image:
            width, height, kind = image.width, image.height, image.format or ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Invalid(f"{name}：{BROKEN}") from error
    most = rules.MOST_PIXELS["JPEG"] if kind in {"JPEG", "MPO"} else rules.MOST_PIXELS_ELSE
    if width * height > most:
        raise Invalid(f"{name}的像素太多（{width}×{height}），请缩小后再交。")
