"""What a subject says about its printed forms: where each field stands on the page. One `FORMS` in its `scanning.py`.

`settings.SCANNING` names those files. The page is printed from the same data by which it is read, so the two can't differ.
Lengths are millimetres from the upper left corner of an A4 page.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from django.conf import settings

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARK_SIZE, MARK_CELLS = 12, 6
# Four marks of OpenCV's dictionary DICT_4X4_50, numbers 0 to 3; a 1 is white. Corners: upper left, upper right, lower right, lower left.
MARK_BITS = (
    ("000000", "010110", "001010", "000110", "000100", "000000"),
    ("000000", "000000", "011110", "010010", "010100", "000000"),
    ("000000", "000110", "000110", "000100", "011010", "000000"),
    ("000000", "010010", "010010", "001000", "001100", "000000"),
)
MARK_PLACES = ((10, 10), (188, 10), (188, 275), (10, 275))
CODE_PLACE, CODE_SIZE = (158, 27), 36
DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Box:
    """One field: its frame on the page, and how many lines are ruled in it. kind: `digits` for a number, else text."""

    name: str
    label: str
    x: int
    y: int
    width: int
    height: int
    lines: int = 1
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form of ours. A version that has been printed is never changed: a new one is declared beside it."""

    name: str
    version: int
    title: str
    guide: tuple[str, ...]
    boxes: tuple[Box, ...]
    foot: str = ""

    @property
    def mark(self) -> str:
        """As it stands in the QR: `opinion.1`."""
        return f"{self.name}.{self.version}"


@lru_cache(maxsize=1)
def declared_forms() -> dict[str, PrintedForm]:
    """Every declared form by its mark."""
    return {form.mark: form for name in settings.SCANNING for form in import_module(name).FORMS}
