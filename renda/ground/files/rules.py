"""What may be uploaded: kinds of file, known by their content, and limits. Pure."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE  # one file, and all of one request
MOST_IMAGE_BYTES = 10 * MEGABYTE
MOST_FILES = 20  # of one request
MOST_PER_MATTER = 200
MOST_PIXELS = {"JPEG": 64_000_000}  # a JPEG is decoded at the size that is needed
MOST_PIXELS_ELSE = 30_000_000
LONGEST_EDGE = 2560
MOST_UNPACKED = 100 * MEGABYTE
MOST_ENTRIES = 4000
IMAGES_ONLY = "image/jpeg,image/png,image/webp"
ACCEPTED = f"{IMAGES_ONLY},.pdf,.ofd,.docx,.doc,.wps,.xlsx,.xls,.et,.pptx,.ppt,.dps"
OFFICE = "application/vnd.openxmlformats-officedocument."
# What an Office package holds tells what it is, whatever its name says.
PACKAGES = {
    "word/document.xml": (f"{OFFICE}wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{OFFICE}spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{OFFICE}presentationml.presentation", ".pptx"),
    "OFD.xml": ("application/ofd", ".ofd"),
}
# The old binary office formats share one container: here the name decides, among these only.
OLD_OFFICE = {
    ".doc": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
    ".et": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".dps": "application/vnd.ms-powerpoint",
}
SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"BM", "image/bmp", ".bmp"),
    (b"%PDF-", "application/pdf", ".pdf"),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: its type, and the ending its name gets."""

    content_type: str
    ending: str

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


def found_by_sign(head: bytes) -> Found | None:
    """What the first bytes tell. Packages (zip) and old office files need a further look."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Found("image/webp", ".webp")
    for sign, content_type, ending in SIGNS:
        if head.startswith(sign):
            return Found(content_type, ending)
    return None


def is_heic(head: bytes) -> bool:
    """Photos of some phones; browsers turn them into JPEG when the form asks for that, programs do not."""
    return head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1"}


def is_moving(head: bytes) -> bool:
    """The same container with a film or a newer coding in it."""
    return head[4:8] == b"ftyp" and head[8:12] in {b"hevc", b"msf1", b"avif"}


def tidy_name(name: str, ending: str) -> str:
    """A name to show and to download under: no folders, no control characters, the ending its content has."""
    bare = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable() and c not in '<>:"|?*')
    stem, dot, given = bare.strip(" .").rpartition(".")
    stem = stem if dot and 0 < len(given) <= 5 else bare.strip(" .")
    return f"{stem[:120] or '附件'}{ending}"
