"""Keys: time-ordered UUIDs of matters, and random codes for public addresses."""

import secrets
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from renda.ground.kernel.errors import Invalid

# No 0 O 1 I L U: read out over the telephone, written on paper.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CLIENT_KEY_LIFE = timedelta(days=30)


def uuid7(milliseconds: int | None = None) -> UUID:
    """A version 7 UUID (RFC 9562): 48 bits of milliseconds, then random bits."""
    stamp = int(time.time() * 1000) if milliseconds is None else milliseconds
    tail = secrets.randbits(80)
    number = (stamp << 80) | (tail & ~(0xF << 76) & ~(0x3 << 62)) | (0x7 << 76) | (0x2 << 62)
    return UUID(int=number)


def made_at(key: UUID) -> datetime:
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)


def check_client_key(key: UUID, moment: datetime) -> UUID:
    """A key made by a phone is taken if it is version 7 and at most 30 days old. Raises Invalid."""
    if key.version != 7 or not -timedelta(days=1) <= moment - made_at(key) <= CLIENT_KEY_LIFE:
        raise Invalid("这份内容存得太久了，请重新打开页面，把文字贴进去再交。")
    return key


def random_code(bits: int = 64) -> str:
    """A random code of at least `bits` bits in groups of four, for example `7KQM-2XHN-…`."""
    letters: list[str] = []
    space = 1
    while space < 1 << bits or len(letters) % 4:
        letters.append(secrets.choice(CODE_LETTERS))
        space *= len(CODE_LETTERS)
    text = "".join(letters)
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def tidy_code(typed: str) -> str:
    """The code as stored, from what a person typed: spaces, lower case and missing dashes forgiven."""
    kept = "".join(c for c in typed.upper() if c in CODE_LETTERS)
    return "-".join(kept[i : i + 4] for i in range(0, len(kept), 4))
