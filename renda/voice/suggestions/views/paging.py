"""The place in a list, in its address: by day `2026-11-20_018f…`, by key `018f…`."""

from datetime import date
from uuid import UUID

from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request


def after_day(request: Request) -> tuple[date, UUID] | None:
    """Where the page before ended. Raises Invalid if the address is broken."""
    day, _, key = request.GET.get("after", "").partition("_")
    try:
        return (date.fromisoformat(day), UUID(key)) if day else None
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def after_key(request: Request) -> UUID | None:
    key = request.GET.get("after", "")
    try:
        return UUID(key) if key else None
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def day_mark(day: date, pk: UUID) -> str:
    return f"{day}_{pk}"
