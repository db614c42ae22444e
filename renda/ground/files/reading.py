"""What stands in a file, as plain text, read by a process of its own: whatever the file is made of, it takes so much time and memory.

A file that is broken or protected gives nothing, one that takes too long what was read until then. Run as a program it reads a file from its
input and writes the text, page by page: `python -m renda.ground.files.reading application/pdf < file`.
"""

import io
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from renda.ground.files.rules import OFFICE, OLD_OFFICE

MOST_PAGES, MOST_CHARS, MOST_CELLS = 200, 200_000, 100_000
SECONDS, SECONDS_IN_ALL = 20, 90  # of the processor; and of the clock, on a machine that has much to do
MOST_MEMORY = 1 << 30
PDF = "application/pdf"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFD = "{http://www.ofdspec.org/2016}"
# Typesetting breaks lines and spreads titles between two characters of one word.
SPREAD = re.compile(r"(?<=[㐀-鿿，、；：])\s+(?=[㐀-鿿])")


def can_read(content_type: str) -> bool:
    return content_type in READERS


def text_of(data: bytes, content_type: str) -> str:
    """At most 200 pages and 200,000 characters; empty for a file that says nothing to us."""
    command = [sys.executable, "-m", __name__, content_type]
    try:
        # How it ended is not asked: what it wrote before it failed is what could be read.
        said = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS_IN_ALL, check=False).stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    text = said.decode(errors="ignore").replace("\0", "")
    return (text if content_type in FLOWING else SPREAD.sub("", text))[:MOST_CHARS].strip()


def main(content_type: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    left = MOST_CHARS
    for piece in READERS[content_type](sys.stdin.buffer.read()):
        sys.stdout.buffer.write(f"{piece[:left]}\n".encode(errors="ignore"))
        sys.stdout.buffer.flush()
        left -= len(piece)
        if left <= 0:
            return


def _pdf(data: bytes) -> Iterator[str]:
    """Page by page. One that only forbids to print or copy opens without a password; of one that asks for it nothing is read."""
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]:
        yield page.extract_text()


def _package(data: bytes, *, inside: str, paragraph: str, text: str) -> Iterator[str]:
    """The paragraphs of an Office package, tables included, from the parts whose names look like `inside`."""
    from docx.oxml.parser import parse_xml  # refuses outside entities, and what unpacks without end

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if re.fullmatch(inside, name)]
        for name in sorted(parts, key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)])[:MOST_PAGES]:
            for one in parse_xml(package.read(name)).iter(paragraph):
                if words := "".join(run.text or "" for run in one.iter(text)):
                    yield words


def _table(data: bytes) -> Iterator[str]:
    """Row by row, sheet by sheet, as long as the sheets are of a size that people make."""
    from python_calamine import CalamineWorkbook

    book, left = CalamineWorkbook.from_filelike(io.BytesIO(data)), MOST_CELLS
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        left -= sheet.height * sheet.width
        if left < 0:
            return
        yield name
        yield from ("\t".join(str(cell) for cell in row if cell != "") for row in sheet.to_python())


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    PDF: _pdf,
    "application/ofd": partial(
        _package, inside=r".*Pages/.*Content\.xml", paragraph=f"{OFD}TextObject", text=f"{OFD}TextCode"
    ),
    f"{OFFICE}wordprocessingml.document": partial(
        _package, inside=r"word/document\.xml", paragraph=f"{WORD}p", text=f"{WORD}t"
    ),
    f"{OFFICE}presentationml.presentation": partial(
        _package, inside=r"ppt/slides/slide\d+\.xml", paragraph=f"{DRAWING}p", text=f"{DRAWING}t"
    ),
    f"{OFFICE}spreadsheetml.sheet": _table,
    OLD_OFFICE[".xls"]: _table,
}
FLOWING = {kind for kind in READERS if kind.startswith(OFFICE)} | {OLD_OFFICE[".xls"]}

if __name__ == "__main__":
    main(sys.argv[1])
