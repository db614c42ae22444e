"""Says at `renda check` that the reading software is absent: no fault, photographed pages are then typed by hand."""

from typing import Any

from django.core.checks import Info, register

from renda.ground.scans import reader

HINT = "pip install 'renda[ocr]'"


@register()
def check_reader(**_: Any) -> list[Info]:
    return [] if reader.is_here() else [Info(reader.ABSENT, hint=HINT, id="scans.I001")]
