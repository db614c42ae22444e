"""Files as people send them, and as people should not."""

import base64
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from renda.ground.files import services
from renda.ground.files.models import FileText
from renda.ground.kernel.keys import uuid7
from renda.ground.papers import markup
from renda.ground.papers import pdf as pdf_writer
from renda.ground.papers.docx import write_docx
from renda.ground.papers.excel import write_rows


@dataclass
class TrialMatter:
    county_id: int
    kind: str = "trial"
    pk: UUID = field(default_factory=uuid7)


def upload(data, name):
    return SimpleUploadedFile(name, data)


def photo(width=60, height=40, *, kind="JPEG", name="照片.jpg", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, (width, height), "red" if mode == "RGB" else None).save(out, kind, **options)
    return upload(out.getvalue(), name)


def located_photo():
    """A photo taken upside right on a phone held sideways, with the place where it was taken."""
    image = Image.new("RGB", (60, 40), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif.tobytes(), comment=b"hidden words")
    return upload(out.getvalue() + b"<script>after the image</script>", "现场.JPG")


# 64 × 48, left half blue, right half red, with a maker's name in its Exif block. The product can't write this coding.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAACQAAgAAAAACBgABAAAAAAAAAHQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAA"
    "ABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAoG1kYXQAAAAgKAGvGYDvSaW//+i/xHynVv6myF4XcEn/NzHnxZYNtbwAAAAGRXhp"
    "ZgAATU0AKgAAAAgAAgEPAAIAAAANAAAAJoglAAQAAAABAAAANAAAAABTZWNyZXQgTWFrZXIAAAACAAEAAgAAAAJOAAAAAAIABQAA"
    "AAMAAABSAAAAAAAAABwAAAABAAAAGgAAAAEAAAAAAAAAAQ=="
)


def phone_photo(name="IMG_0001.HEIC"):
    return upload(HEIC, name)


def huge_png(width=20_000, height=20_000):
    """A PNG of a few bytes that says it has 400 million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return upload(data, "大图.png")


def package(*names, fill=b"<x/>", name="文件.docx"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writing:
        for each in names:
            writing.writestr(each, fill)
    return upload(out.getvalue(), name)


def word(**more):
    return package("[Content_Types].xml", "word/document.xml", **more)


def bomb():
    """A document of 200 kB that unpacks to 200 MB."""
    return package(
        "[Content_Types].xml", "word/document.xml", "word/media/a", fill=b"\0" * 70_000_000, name="炸弹.docx"
    )


def lying_bomb():
    """The same, but its directory says that every entry has ten bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writing:
        writing.writestr("word/document.xml", b"\0" * 5_000_000)
        writing.filelist[0].file_size = 10
    return upload(out.getvalue(), "假账.docx")


def pdf(name="来信.pdf", fill=b""):
    return upload(b"%PDF-1.7\n" + fill + b"\n%%EOF", name)


WORDS = "石拱桥的护栏松了，请尽快修理。电话138 0013 6021。"


def typeset(text=WORDS, *, pages=1, name="报告.pdf"):
    """A PDF as an office prints it: each page says the text and, from the second on, its number."""
    body = "@pagebreak\n".join(f"{text}{'' if n == 1 else f'第{n}页'}\n" for n in range(1, pages + 1))
    return upload(pdf_writer.write_pdf(markup.parse(body)), name)


def changed_pdf(change, name="报告.pdf"):
    """The same, after pypdf's writer was given to `change`."""
    writer = PdfWriter(clone_from=io.BytesIO(typeset().read()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return upload(out.getvalue(), name)


def without_pages(name="空.pdf"):
    out = io.BytesIO()
    PdfWriter().write(out)
    return upload(out.getvalue(), name)


def letter(text=WORDS, name="来函.docx"):
    return upload(write_docx(markup.parse(f"{text}\n| 单位 | 县公路事务中心 |")), name)


def sheet(rows=(("项目", "金额"), ("石拱桥", 12.5)), name="清单.xlsx"):
    return upload(write_rows([str(cell) for cell in rows[0]], rows[1:], sheet="明细"), name)


def slides(text="石拱桥汇报", name="汇报.pptx"):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fill = f'<p xmlns:a="{drawing}"><a:p><a:r><a:t>{text[:3]}</a:t></a:r><a:r><a:t>{text[3:]}</a:t></a:r></a:p></p>'
    return package("ppt/presentation.xml", "ppt/slides/slide1.xml", fill=fill.encode(), name=name)


def ofd(text="石拱桥通报", name="通报.ofd"):
    fill = (
        f'<P xmlns="http://www.ofdspec.org/2016"><TextObject><TextCode>{text[:2]}</TextCode></TextObject>'
        f"<TextObject><TextCode>{text[2:]}</TextCode></TextObject></P>"
    )
    return package("OFD.xml", "Doc_0/Pages/Page_0/Content.xml", fill=fill.encode(), name=name)


def read_all():
    """What the worker does with the files that wait to be read. Returns how many."""
    waiting = list(FileText.objects.filter(read_at=None).values_list("pk", flat=True))
    for pk in waiting:
        services.read_text(pk)
    return len(waiting)
