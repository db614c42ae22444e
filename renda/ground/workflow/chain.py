"""Hashes of the history: pure functions. SHA-256 over canonical JSON (sorted keys, no blanks, UTF-8)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

CHAINED = (
    "county_id", "kind", "matter_id", "seq", "step", "from_state", "to_state", "at", "user_id", "post_id", "acted_as",
    "changed", "seen_by", "private_digest", "once", "prev_hash",
)  # fmt: skip


def plain(value: Any) -> Any:
    """A value as JSON keeps it, the same before and after the database: moments in UTC, the rest as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | time | UUID | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return getattr(value, "pk", value)


def canonical(value: Any) -> bytes:
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def step_hash(step: Any) -> str:
    """The hash of a StepTaken over everything it says and the hash before it."""
    return hashlib.sha256(canonical([getattr(step, name) for name in CHAINED])).hexdigest()


def private_digest(salt: str, note: str, values: str) -> str:
    return hashlib.sha256(canonical([salt, note, values])).hexdigest()


def merkle_root(leaves: Sequence[str]) -> str:
    """Root over hex digests, RFC 6962 style: leaf and node prefixes differ; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    level = [hashlib.sha256(b"\0" + bytes.fromhex(leaf)).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\1" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0].hex()


def seal_hash(*, county_id: int, day: date, steps: int, last_id: int, root: str, prev_hash: str) -> str:
    return hashlib.sha256(canonical([county_id, day, steps, last_id, root, prev_hash])).hexdigest()
