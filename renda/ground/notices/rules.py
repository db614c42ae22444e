"""When a message goes out: the waits between tries and the quiet hours. Pure."""

from datetime import datetime, time, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=10)
MOST_TRIES = 220  # 30 s doubling to 10 min: a day and a half of a silent gateway
QUIET = ("21:00", "08:00")


def wait_after(tries: int) -> timedelta:
    """How long to wait after the n-th try in vain (n from 1)."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(tries - 1, 10)
    return min(doubled, LONGEST_WAIT)


def after_quiet(moment: datetime, hours: tuple[str, str]) -> datetime:
    """`moment`, or the end of the quiet hours (`("21:00", "08:00")`, county time) it lies in. Equal ends: none are quiet."""
    starts, ends = time.fromisoformat(hours[0]), time.fromisoformat(hours[1])
    at = moment.time()
    is_quiet = starts <= at < ends if starts < ends else starts != ends and (at >= starts or at < ends)
    if not is_quiet:
        return moment
    end = moment.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return end if end > moment else end + timedelta(days=1)
