"""The one clock. Days are county days (Asia/Shanghai); `at` moves it for simulations, loads and tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """Aware moment, county time."""
    return _moved.get() or datetime.now(COUNTY_TIME)


def today() -> date:
    return now().astimezone(COUNTY_TIME).date()


def day_of(moment: datetime) -> date:
    return moment.astimezone(COUNTY_TIME).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Let the clock stand at `moment`; a day means nine in the morning of it."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 9, tzinfo=COUNTY_TIME)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=COUNTY_TIME)
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)


def quarter_of(day: date) -> int:
    """>>> quarter_of(date(2026, 4, 1))
    2
    """
    return (day.month + 2) // 3


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4.

    >>> quarter_span(2026, 4)
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first = date(year, quarter * 3 - 2, 1)
    following = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    return first, following - timedelta(days=1)
