"""Personal fields at rest: AES-256-GCM under a key ring kept outside the database, and an HMAC index to find a value by.

The ring is a JSON file `{"current": "k2", "keys": {"k1": "<base64>", …}, "index": "<base64>"}` named by
`settings.KEY_FILE`. A sealed text is `<key name>:<base64 of nonce and ciphertext>`; rotation adds a key,
seals every row again and drops the old key. Source: 个人信息保护法 art. 51 (encryption), docs/law/personal-information.md
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

Ring = dict[str, Any]


def make_ring() -> Ring:
    return {"current": "k1", "keys": {"k1": _fresh()}, "index": _fresh()}


def add_key(ring: Ring) -> Ring:
    name = f"k{max(int(k[1:]) for k in ring['keys']) + 1}"
    return {**ring, "current": name, "keys": {**ring["keys"], name: _fresh()}}


def drop_old_keys(ring: Ring) -> Ring:
    return {**ring, "keys": {ring["current"]: ring["keys"][ring["current"]]}}


def write_ring(ring: Ring, path: Path) -> None:
    """Write through a file of the same folder, readable by the owner alone, so that no half ring is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(ring, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _read.cache_clear()


def load_ring(path: Path) -> Ring:
    """The ring as the file stands now: a running process sees a rotation at its next field."""
    return _read(path, os.stat(path).st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Ring:
    ring: Ring = json.loads(path.read_text())
    return ring


def ring() -> Ring:
    return load_ring(Path(settings.KEY_FILE))


def seal(text: str) -> str:
    if not text:
        return ""
    kept, nonce = ring(), secrets.token_bytes(12)
    name = kept["current"]
    box = _cipher(kept["keys"][name]).encrypt(nonce, text.encode(), name.encode())
    return f"{name}:{base64.b64encode(nonce + box).decode()}"


def key_name(sealed: str) -> str:
    """Under which key of the ring a value is sealed; empty for an empty value."""
    return sealed.partition(":")[0]


def unseal(sealed: str) -> str:
    """Raises KeyError if the key is gone, InvalidTag if the value was altered."""
    if not sealed:
        return ""
    name, box = sealed.split(":", 1)
    raw = base64.b64decode(box)
    return _cipher(ring()["keys"][name]).decrypt(raw[:12], raw[12:], name.encode()).decode()


@lru_cache(maxsize=8)
def _cipher(key: str) -> AESGCM:
    return AESGCM(base64.b64decode(key))


def blind_index(text: str, *, purpose: str) -> str:
    """A keyed digest by which a value is found without being readable; empty stays empty."""
    if not text:
        return ""
    key = base64.b64decode(ring()["index"])
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


class SealedText(models.TextField):  # type: ignore[type-arg]
    """A text field sealed in the database and plain in Python. It can't be searched; use `blind_index`."""

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else seal(str(value))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return value if value is None else unseal(value)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
