"""The county of a request, read once: who asks for it again within the request (rule book, notices) finds it at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from renda.ground.county.models import County

_kept: ContextVar[dict[int, County] | None] = ContextVar("county_at_hand", default=None)


def county_at_hand(county_id: int) -> County:
    """The county as this request has read it; outside a request, one query. Raises County.DoesNotExist."""
    kept = _kept.get() or {}
    return kept[county_id] if county_id in kept else County.objects.get(pk=county_id)


def county_of_request() -> County | None:
    """The county this request has read; None outside a request, or before anything asked for it."""
    return next(iter((_kept.get() or {}).values()), None)


@contextmanager
def keeping() -> Iterator[None]:
    """Around a request. Nothing is kept from one request to the next."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def keep(county: County) -> None:
    kept = _kept.get()
    if kept is not None:
        kept[county.pk] = county


def let_go(county_id: int) -> None:
    """It is being changed: whoever asks next reads it again."""
    kept = _kept.get()
    if kept is not None:
        kept.pop(county_id, None)
