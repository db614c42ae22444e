"""Many watchers of one stream in one event loop: each a bare socket that keeps the last text it was told."""

import asyncio
import json
import time
from typing import Any


class Watcher:
    """`seen`: (seconds of the clock, text) of each event; `pulses`: empty lines."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, Any]] = []
        self.pulses = 0
        self.status = 0
        self.headers: dict[str, str] = {}
        self.writer: asyncio.StreamWriter | None = None

    async def open(self, port: int, path: str, *, cookie: str = "") -> "Watcher":
        reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        more = f"Cookie: {cookie}\r\n" if cookie else ""
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        self.status = int(head[0].split(" ")[1])
        self.headers = {
            name.lower(): value.strip() for name, _, value in (row.partition(":") for row in head[1:] if row)
        }
        self.reader = reader
        return self

    async def follow(self) -> None:
        """Until the stream ends."""
        async for line in self.reader:
            if line.startswith(b"data: "):
                self.seen.append((time.monotonic(), json.loads(line[6:])))
            elif line.startswith(b":"):
                self.pulses += 1

    def close(self) -> None:
        if self.writer:
            self.writer.close()


async def gather(port: int, path: str, count: int, *, at_once: int = 100) -> "list[Watcher]":
    """So many watchers with an open stream each, opened some at a time."""
    found: list[Watcher] = []
    while len(found) < count:
        few = min(at_once, count - len(found))
        found += await asyncio.gather(*(Watcher().open(port, path) for _ in range(few)))
    return found


async def until(holds: Any, limit: float = 5.0) -> bool:
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        if holds():
            return True
        await asyncio.sleep(0.01)
    return False
