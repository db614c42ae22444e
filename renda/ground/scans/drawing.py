"""A form as a drawing to print: marks, frames and rules at the places by which it is read."""

import re
from typing import Any

from renda.ground.scans.declare import CODE_PLACE, CODE_SIZE, MARK_BITS, MARK_CELLS, MARK_PLACES, MARK_SIZE, PrintedForm

PATH = re.compile(rb'viewBox="0 0 (\d+) \d+".*?\bd="([^"]+)"', re.S)


def drawing_of(form: PrintedForm, code: bytes) -> dict[str, Any]:
    """What `scans/form.svg` needs. code: the QR as SVG of one path, without a border."""
    found = PATH.search(code)
    if found is None:
        raise ValueError("the QR is not one path")
    cells, path = int(found[1]), found[2].decode()
    place = {"x": CODE_PLACE[0], "y": CODE_PLACE[1], "scale": f"{CODE_SIZE / cells:.5f}", "path": path}
    guide = [{"y": 42 + 5.5 * number, "text": text} for number, text in enumerate(form.guide)]
    return {"form": form, "marks": marks(), "code": place, "guide": guide, "rules": rules_of(form)}


def marks() -> list[dict[str, Any]]:
    """The four corner marks: a black square, and its white cells."""
    size = MARK_SIZE // MARK_CELLS
    return [
        {"x": x, "y": y, "cells": [
            (x + column * size, y + row * size)
            for row, line in enumerate(bits) for column, bit in enumerate(line) if bit == "1"
        ]}
        for bits, (x, y) in zip(MARK_BITS, MARK_PLACES, strict=True)
    ]  # fmt: skip


def rules_of(form: PrintedForm) -> list[dict[str, float]]:
    """The pale lines to write on."""
    return [
        {"x": box.x + 2, "y": round(box.y + box.height * line / box.lines, 2), "to": box.x + box.width - 2}
        for box in form.boxes
        for line in range(1, box.lines)
    ]
