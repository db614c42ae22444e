"""The servers that are measured: `renda serve` with the product's settings, or with those of the bare pages."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from renda.config.demo import free_port

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, FLOOR = "renda.config.settings", "bench.floor.settings"


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    first_page_s: float


def environment(settings: str, data: Path, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "RENDA_DATA": str(data),
        "DATABASE_URL": database,
        "RENDA_LOG": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


def renda(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "renda.config.cli", *words], env=env, check=True, cwd=ROOT)


@contextmanager
def serving(env: dict[str, str], *words: str, path: str = "/healthz", port: int = 0) -> Iterator[Server]:
    """A server with two web processes; `words` are more of its options. Ready when `path` answers below 500."""
    port, begun = port or free_port(), time.monotonic()
    command = [sys.executable, "-m", "renda.config.cli", "serve", f"--port={port}", "--workers=2", *words]
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait(port, path, process)
        yield Server(port, process.pid, time.monotonic() - begun)
    finally:
        process.terminate()
        process.wait(40)


def memory_mb(pid: int) -> dict[str, float]:
    """Proportional memory (PSS) of a process and all below it, in MB: shared pages are counted once in all."""
    found: dict[str, float] = {}
    for number in [pid, *below(pid)]:
        try:
            rows = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except (OSError, ProcessLookupError):
            continue
        found[str(number)] = next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
    return found


def below(pid: int) -> list[int]:
    children = [int(n) for t in Path(f"/proc/{pid}/task").glob("*/children") for n in t.read_text().split()]
    return [each for child in children for each in (child, *below(child))]


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < 60 and process.poll() is None:
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", path)
            if asked.getresponse().status < 500:
                return
        except (OSError, HTTPException):
            time.sleep(0.02)
    raise TimeoutError("the server did not answer")
