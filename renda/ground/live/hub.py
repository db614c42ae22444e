"""What is on now, by topic: read once for all who watch it, told to all of them when it has changed.

A topic is a name and a key (`ballots`, a meeting); what it says comes from a reader that the wiring gives. Nothing is kept but the
newest text: whoever reads slowly misses what was between and gets the newest, so a crowd of slow phones costs no memory.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, close_old_connections

EVERY = 0.4  # seconds between two reads of a topic that somebody watches
SHARE = 0.0003  # seconds for each watcher that are left between two reads, so that telling a full hall never takes a whole core
AFTER_TROUBLE = 2.0  # the same while the database does not answer
HEARTBEAT = 10.0  # seconds without news after which a watcher gets an empty line
MOST_TOPICS, MOST_WATCHERS = 500, 20_000
PULSE = b":\n\n"

Reader = Callable[[str], Mapping[str, Any] | None]
logger = logging.getLogger(__name__)


class Full(Exception):
    """No more watchers or topics than these."""


class Topic:
    """The newest text of one topic, and a bell for those who wait for a newer one."""

    def __init__(self) -> None:
        self.text = b""
        self.number = 0  # of the text; 0 before the first read
        self.is_there = False
        self.watchers = 0
        self.bell = asyncio.Event()

    def tell(self, text: bytes) -> None:
        if text == self.text:
            return
        self.text, self.number = text, self.number + 1
        self.ring()

    def ring(self) -> None:
        rung, self.bell = self.bell, asyncio.Event()
        rung.set()


class Hub:
    """All topics of the process. Belongs to one event loop; reads happen in one thread, which owns the database connection."""

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        self.readers = readers
        self.topics: dict[tuple[str, str], Topic] = {}
        self.watchers = 0
        self.is_closing = False
        self._reads: set[asyncio.Task[None]] = set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reads")

    def close(self) -> None:
        """Every stream ends after what it is sending."""
        self.is_closing = True
        for topic in self.topics.values():
            topic.ring()

    async def enter(self, name: str, key: str) -> Topic | None:
        """The topic, counted as watched until `leave`; None if there is no such thing. Raises Full."""
        if name not in self.readers or self.is_closing:
            return None
        if self.watchers >= MOST_WATCHERS:
            raise Full
        topic = self.topics.get((name, key)) or self._begin(name, key)
        topic.watchers, self.watchers = topic.watchers + 1, self.watchers + 1
        if topic.number == 0:
            await topic.bell.wait()
        if topic.is_there:
            return topic
        self.leave(topic)
        return None

    def leave(self, topic: Topic) -> None:
        topic.watchers, self.watchers = topic.watchers - 1, self.watchers - 1

    async def texts(self, topic: Topic) -> AsyncIterator[bytes]:
        """What the topic says from now on, each text as an event of a stream; a pulse when nothing is new."""
        seen = 0
        while not self.is_closing:
            if topic.number != seen:
                seen = topic.number
                yield topic.text
                continue
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await topic.bell.wait()
            except TimeoutError:
                yield PULSE

    def _begin(self, name: str, key: str) -> Topic:
        if len(self.topics) >= MOST_TOPICS:
            raise Full
        topic = self.topics[name, key] = (
            Topic()
        )  # its reading begins when this turn of the loop is over: one watches by then
        reading = asyncio.get_running_loop().create_task(self._keep_reading(name, key, topic))
        self._reads.add(reading)
        reading.add_done_callback(self._reads.discard)
        return topic

    async def _keep_reading(self, name: str, key: str, topic: Topic) -> None:
        """Read as long as somebody watches; then the topic is forgotten."""
        read, is_in_trouble = partial(_text_of, self.readers[name], key), False
        while topic.watchers and not self.is_closing:
            try:
                found = await asyncio.get_running_loop().run_in_executor(self._thread, read)
                is_in_trouble, topic.is_there = False, found is not None
                topic.tell(_event(found))
            except DatabaseError as error:
                if not is_in_trouble:
                    logger.warning("%s cannot be read: %s", name, error)
                is_in_trouble = True
                topic.ring()
            await asyncio.sleep(AFTER_TROUBLE if is_in_trouble else max(EVERY, SHARE * topic.watchers))
        self.topics.pop((name, key), None)


def _text_of(read: Reader, key: str) -> str | None:
    """One read, in the thread: the JSON text, None if there is no such thing or nobody may know of it."""
    close_old_connections()
    found = read(key)
    return None if found is None else json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False)


def _event(text: str | None) -> bytes:
    """One line of JSON has no line break inside, so one `data:` line holds it."""
    return b"data: " + (text or "null").encode() + b"\n\n"
