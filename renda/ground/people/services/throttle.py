"""Counts attempts per key and window, without a shared cache: one row, one statement."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from renda.ground.kernel.clock import COUNTY_TIME, now
from renda.ground.kernel.errors import TooMany
from renda.ground.kernel.prepared import keeping_cursor
from renda.ground.people.models import Throttle

COUNT = """
INSERT INTO people_throttle (key, "window", count, ends_at) VALUES (%s, %s, 1, %s)
ON CONFLICT (key, "window") DO UPDATE SET count = people_throttle.count + 1 RETURNING count
"""


def throttle(key: str, *, limit: int, seconds: int, text: str = "") -> None:
    """Count one attempt under `key`; raises TooMany once there are more than `limit` in a window of `seconds`.

    Call it outside a transaction that may be undone, or the count is undone with it.
    """
    window, ends_at = _window(seconds)
    with keeping_cursor() as cursor:
        cursor.execute(COUNT, [_digest(key), window, connection.ops.adapt_datetimefield_value(ends_at)])
        count = cursor.fetchone()[0]
    if count > limit:
        wait = max(int((ends_at - now()).total_seconds()), 1)
        raise TooMany(text or f"试的次数太多了，请等{-(-wait // 60)}分钟再试。", retry_after=wait)


def give_back(key: str, *, seconds: int) -> None:
    """Take back one counted attempt: it turned out to be rightful."""
    window, _ = _window(seconds)
    Throttle.objects.filter(key=_digest(key), window=window, count__gt=0).update(count=F("count") - 1)


def forget(key: str) -> None:
    """Start counting under `key` anew."""
    Throttle.objects.filter(key=_digest(key)).delete()


def drop_old_counts() -> int:
    return Throttle.objects.filter(ends_at__lt=now()).delete()[0]


def _window(seconds: int) -> tuple[int, datetime]:
    window = int(now().timestamp()) // seconds
    return window, datetime.fromtimestamp(0, tz=COUNTY_TIME) + timedelta(seconds=(window + 1) * seconds)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
