"""Lists in the order of their newest, page by page: behind a place instead of after a count, so that no list counts its rows."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from renda.ground.kernel.errors import Invalid

Row = TypeVar("Row", bound=models.Model)
LOST = "这个地址不完整，请从第一页看起。"


def page_of(rows: "models.QuerySet[Row]", field: str, place: str, size: int) -> tuple[list[Row], str]:
    """The rows behind a place and the next place; empty at the end. Raises Invalid.

    rows: with UUID keys, in the order of `field` (a day or a moment that is always there) and key, the newest first; place: `<field>_<key>` of
    the last row shown, empty for the beginning.
    """
    found = list((_behind(rows, field, place) if place else rows)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return found[:size], f"{getattr(last, field).isoformat()}_{last.pk}" if last else ""


def _behind(rows: "models.QuerySet[Row]", field: str, place: str) -> "models.QuerySet[Row]":
    text, _, key = place.partition("_")
    try:
        value, last = _read(rows.model._meta.get_field(field), text), UUID(key)
    except (ValueError, OverflowError):
        raise Invalid(LOST) from None
    return rows.filter(**{f"{field}__lte": value}).exclude(**{field: value, "pk__gte": last})


def _read(field: Any, text: str) -> date | datetime:
    """Raises ValueError, OverflowError (a moment that no clock of the county can show)."""
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return moment.astimezone(UTC)
    return date.fromisoformat(text)
