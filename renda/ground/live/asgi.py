"""The streams themselves: `GET …/<topic>/<key>/` answers with server-sent events that do not end.

No cookie is read, no address is looked at or written down, nothing is stored: what is told is for everybody, so every origin may
read it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

from renda.ground.live.hub import Full, Hub

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
KEY_LENGTH = 64
HEADERS = [
    (b"access-control-allow-origin", b"*"), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"),
    (b"connection", b"close"),
]  # fmt: skip
STREAM = [*HEADERS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
PLAIN = [*HEADERS, (b"content-type", b"text/plain; charset=utf-8")]


class Streams:
    """The ASGI application over a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] != "GET":
            await _say(send, 405, "only GET")
            return
        name, key = _asked(scope["path"])
        if not name:
            await _say(send, 200, "ok")
            return
        try:
            topic = await self.hub.enter(name, key) if len(key) <= KEY_LENGTH else None
        except Full:
            await _say(send, 503, "full")
            return
        if topic is None:
            await _say(send, 404, "nothing here")
            return
        try:
            await _stream(self.hub.texts(topic), receive, send)
        finally:
            self.hub.leave(topic)


def _asked(path: str) -> tuple[str, str]:
    """Topic and key: the last two parts of the address, whatever a proxy has put before them or taken away."""
    parts = [part for part in path.split("/") if part]
    return (parts[-2], parts[-1]) if len(parts) >= 2 else ("", "")


async def _say(send: Send, status: int, words: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": PLAIN})
    await send({"type": "http.response.body", "body": words.encode()})


async def _stream(texts: AsyncIterator[bytes], receive: Receive, send: Send) -> None:
    """Send until the other side hangs up or the hub closes, whichever comes first."""
    sending = asyncio.create_task(_send_all(texts, send))
    leaving = asyncio.create_task(_wait_until_gone(receive))
    _, left = await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(sending, leaving, return_exceptions=True)


async def _send_all(texts: AsyncIterator[bytes], send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": STREAM})
    async for text in texts:
        await send({"type": "http.response.body", "body": text, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
