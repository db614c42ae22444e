"""Reads the environment once. All that an installation may set is here; docs/operate/settings.md explains it."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Env:
    data: Path = field(default_factory=lambda: Path(os.environ.get("RENDA_DATA", "var")).absolute())
    database_url: str = field(default_factory=lambda: os.environ.get("DATABASE_URL", ""))
    ballot_keys: str = field(default_factory=lambda: os.environ.get("RENDA_BALLOT_KEYS", ""))
    debug: bool = field(default_factory=lambda: _flag("RENDA_DEBUG"))
    hosts: tuple[str, ...] = field(
        default_factory=lambda: tuple(os.environ.get("RENDA_HOSTS", "localhost,127.0.0.1,[::1]").split(","))
    )
    is_secure: bool = field(default_factory=lambda: _flag("RENDA_HTTPS"))
    proxies: int = field(default_factory=lambda: int(os.environ.get("RENDA_PROXIES", "0")))
    email_url: str = field(default_factory=lambda: os.environ.get("RENDA_EMAIL_URL", ""))
    sms_url: str = field(default_factory=lambda: os.environ.get("RENDA_SMS_URL", ""))
    chat_url: str = field(default_factory=lambda: os.environ.get("RENDA_CHAT_URL", ""))
    channel_key: str = field(default_factory=lambda: os.environ.get("RENDA_CHANNEL_KEY", ""))
    s3_url: str = field(default_factory=lambda: os.environ.get("RENDA_FILES_URL", ""))
    log_level: str = field(default_factory=lambda: os.environ.get("RENDA_LOG", "INFO"))

    def database(self) -> dict[str, object]:
        """Django's settings of the one database: SQLite under `data`, or what `DATABASE_URL` names."""
        url = urlsplit(self.database_url)
        if url.scheme in {"postgres", "postgresql"}:
            query = dict(parse_qsl(url.query))
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(url.path.lstrip("/")),
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": query.pop("host", url.hostname or ""),
                "PORT": str(url.port or query.pop("port", "")),
                "CONN_MAX_AGE": 600,
                "CONN_HEALTH_CHECKS": True,
                "DISABLE_SERVER_SIDE_CURSORS": True,
                # Steady reads (kernel/prepared.py) are planned once for each connection; a pooler that cannot keep
                # statements takes ?prepare_threshold=1000000 in the address.
                "OPTIONS": {"prepare_threshold": 1}
                | {name: int(word) if word.isdigit() else word for name, word in query.items()},
            }
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path) if url.scheme == "sqlite" else str(self.data / "renda.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
                "PRAGMA mmap_size=268435456; PRAGMA secure_delete=ON;",
            },
        }


env = Env()
