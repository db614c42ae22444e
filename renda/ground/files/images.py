"""Images are drawn anew: nothing of the file that came in is kept but its pixels, upright and at most 2,560 px long.

Place, camera and hidden content after the image go with the rest. A JPEG is decoded at the scale needed.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from PIL import Image, ImageFile, ImageOps

from renda.ground.files.checks import BROKEN, FORMATS
from renda.ground.files.rules import LONGEST_EDGE
from renda.ground.kernel.errors import Invalid

QUALITY = 85


@dataclass(frozen=True, slots=True)
class Drawn:
    data: bytes
    content_type: str
    ending: str
    width: int
    height: int


def draw_anew(file: IO[bytes] | Any, formats: tuple[str, ...] = FORMATS) -> Drawn:
    """The image as a fresh JPEG, or PNG if it has see-through parts or few colours. Raises Invalid if it can't be read."""
    file.seek(0)
    try:
        with _whole_only(), Image.open(file, formats=formats) as image:
            return _drawn(image)
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Invalid(BROKEN) from error


@contextmanager
def _whole_only() -> Iterator[None]:
    """Half a picture is none. The PDF engine, where it is loaded, lets the library take halves."""
    allowed, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = allowed


def _drawn(image: Image.Image) -> Drawn:
    is_drawing = image.mode in {"P", "1", "L", "LA", "RGBA"} and image.format in {"PNG", "GIF"}
    image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    bare = _bare(upright, "RGBA" if is_drawing and _has_holes(upright) else "RGB")
    out = io.BytesIO()
    if is_drawing:
        bare.save(out, "PNG", optimize=True)
        return Drawn(out.getvalue(), "image/png", ".png", bare.width, bare.height)
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawn(out.getvalue(), "image/jpeg", ".jpg", bare.width, bare.height)


def _has_holes(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA"} or "transparency" in image.info


def _bare(image: Image.Image, mode: str) -> Image.Image:
    """The pixels alone on a fresh canvas, white behind what was see-through and can't stay so."""
    if mode == "RGB" and _has_holes(image):
        image = image.convert("RGBA")
        canvas = Image.new("RGB", image.size, "white")
        canvas.paste(image, mask=image.getchannel("A"))
        return canvas
    canvas = Image.new(mode, image.size)
    canvas.paste(image.convert(mode))
    return canvas
