"""A sheet as PDF, and many PDFs as one. WeasyPrint is imported where it is used: in the worker, not in the server."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from renda.ground.papers.markup import Sheet

FONT_ENDINGS = {".ttf", ".otf", ".ttc"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a joined file: its title becomes the bookmark."""

    title: str
    data: bytes


def write_pdf(sheet: Sheet) -> bytes:
    """The bytes of the PDF, fonts embedded. Takes about half a second, the first call one more."""
    html = render_to_string("papers/print.html", {"sheet": sheet})
    return print_html(html, styles=("papers/sheet.css", "papers/print.css"))


def print_html(html: str, *, styles: Sequence[str] = ()) -> bytes:
    """HTML of ours as PDF. Nothing is fetched from anywhere: only our own style sheets and the installation's fonts."""
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts, local = FontConfiguration(), URLFetcher(allowed_protocols={"file"})
    sheets = [weasyprint.CSS(string=text, font_config=fonts, url_fetcher=local) for text in _style_texts(styles)]
    page = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    made: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, presentational_hints=True)
    return made


def join_pdf(parts: Sequence[Part]) -> bytes:
    """One PDF of all parts in order, each with a bookmark. Raises ValueError for a part that is no PDF."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PdfReadError

    writer = PdfWriter()
    for part in parts:
        first = len(writer.pages)
        try:
            for page in PdfReader(BytesIO(part.data)).pages:
                writer.add_page(page)
        except PdfReadError as error:
            raise ValueError(f"“{part.title}”不是完整的PDF文件。") from error
        writer.add_outline_item(title=part.title, page_number=first)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def count_pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)


def _style_texts(styles: Sequence[str]) -> list[str]:
    paths = [finders.find(name) for name in styles]
    return [_font_faces(), *(Path(str(path)).read_text() for path in paths)]


def _font_faces() -> str:
    """Licensed fonts an installation has put into `<data>/fonts/`: the file's name is the family's name."""
    folder = Path(settings.DATA) / "fonts"
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in FONT_ENDINGS)
    return "\n".join(f'@font-face {{ font-family: "{path.stem}"; src: url("{path.as_uri()}"); }}' for path in files)
