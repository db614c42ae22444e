"""Where a text stands in time: the number it is kept under, and the words by which the newest are looked for first. Pure."""

import zlib
from datetime import datetime

from renda.ground.kernel import clock

NAME_BITS = 18


def spread(moment: int, name: str) -> int:
    """The number a document is kept under: its second, so that the newest come first, and 18 bits of its name.

    >>> spread(1, "a") >> 18
    1
    """
    return (moment << NAME_BITS) | (zlib.crc32(name.encode()) & ((1 << NAME_BITS) - 1))


def time_words(number: int) -> set[str]:
    """The words for the county's month, and the ten days of it, in which a text stands that is kept under this number.

    >>> sorted(time_words(spread(1_700_000_000, "a")))
    ['#m:202311', '#t:2023112']
    """
    third = _third_of(number)
    return {_month_word(third // 3), _third_word(third)}


def periods(first: int, last: int, most: int) -> list[str]:
    """Words of time that cover two numbers and all between them: ten days each, or months where more than `most` would be needed.

    >>> periods(spread(1_703_300_000, "a"), spread(1_704_100_000, "a"), 3)
    ['#t:2024011', '#t:2023123']
    >>> periods(spread(1_700_000_000, "a"), spread(1_704_100_000, "a"), 3)
    ['#m:202401', '#m:202312', '#m:202311']
    """
    begin, end = _third_of(first), _third_of(last)
    if end - begin < most:
        return [_third_word(third) for third in range(end, begin - 1, -1)]
    return [_month_word(month) for month in range(end // 3, begin // 3 - 1, -1)]


def _month_word(month: int) -> str:
    return f"#m:{month // 12}{month % 12 + 1:02}"


def _third_word(third: int) -> str:
    """
    >>> _third_word(3 * (12 * 2024 + 10) + 2)
    '#t:2024113'
    """
    return f"#t{_month_word(third // 3)[2:]}{third % 3 + 1}"


def _third_of(number: int) -> int:
    """Months of year, month and ten days (旬) since the year 0; the last of a month is the longest."""
    moment = datetime.fromtimestamp(number >> NAME_BITS, clock.COUNTY_TIME)
    return 3 * (12 * moment.year + moment.month - 1) + min((moment.day - 1) // 10, 2)
