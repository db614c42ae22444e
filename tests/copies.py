"""Copies of the test database, and a server over one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections
from django.test.testcases import LiveServerThread


@contextmanager
def copied_database(folder: Path) -> Iterator[None]:
    """Point every connection of this process at a copy of the test database while the block runs."""
    original = connection.settings_dict["NAME"]
    copy = _copy_sqlite(original, folder) if connection.vendor == "sqlite" else _copy_postgres(original)
    _turn_to(copy)
    try:
        yield
    finally:
        _turn_to(original)
        _drop(copy)


@contextmanager
def serving() -> Iterator[str]:
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def _copy_sqlite(original: str, folder: Path) -> str:
    copy = str(folder / f"copy-{uuid4().hex[:8]}.sqlite3")
    source, target = sqlite3.connect(original), sqlite3.connect(copy)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    return copy


def _copy_postgres(original: str) -> str:
    copy = f"{original}_{uuid4().hex[:8]}"
    maintain(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    return copy


def _drop(copy: str) -> None:
    if connection.vendor == "sqlite":
        for tail in ("", "-wal", "-shm"):
            Path(copy + tail).unlink(missing_ok=True)
    else:
        maintain(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _turn_to(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name


def maintain(statement: str) -> None:
    """Run a statement on the server's own database, where no test is connected."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
