"""Streams over real sockets: told to all when it changes, read once for all, slow and silent ones cost nothing."""

import asyncio
import socket
import time
from contextlib import asynccontextmanager

import pytest
from django.db import DatabaseError

from renda.ground.live import asgi, hub
from renda.ground.live.process import listen, server_of
from renda.ground.live.tests.crowd import Watcher, gather, until

pytestmark = pytest.mark.once
CROWD, SOON = 200, 3.0
PATH = "/live/votes/one/"


class Subject:
    """Something that can be read, and counts how often it is."""

    def __init__(self):
        self.now, self.reads, self.trouble = {"state": "ready", "cast": 0}, 0, None

    def read(self, key):
        self.reads += 1
        if self.trouble:
            raise self.trouble
        return self.now if key == "one" else None


@pytest.fixture
def subject(monkeypatch):
    monkeypatch.setattr(hub, "EVERY", 0.05)
    monkeypatch.setattr(hub, "AFTER_TROUBLE", 0.05)
    monkeypatch.setattr(hub, "close_old_connections", lambda: None)
    return Subject()


@asynccontextmanager
async def serving(subject):
    """The server in this loop; yields its port and hub."""
    streams = hub.Hub({"votes": subject.read})
    server = server_of(streams)
    listener = listen("127.0.0.1", 0)
    task = asyncio.create_task(server._serve([listener]))
    assert await until(lambda: server.started)
    try:
        yield listener.getsockname()[1], streams
    finally:
        server.should_exit = True
        await task


def run(story, subject):
    async def whole():
        async with serving(subject) as (port, streams):
            await story(port, streams)

    asyncio.run(whole())


def test_a_full_hall_is_told_soon_and_read_for_once(subject):
    async def story(port, streams):
        crowd = await gather(port, PATH, CROWD)
        following = [asyncio.create_task(one.follow()) for one in crowd]
        assert await until(lambda: all(one.seen for one in crowd))
        before, begun = subject.reads, time.monotonic()
        subject.now = {"state": "open", "cast": 0}
        assert await until(lambda: all(len(one.seen) == 2 for one in crowd), SOON)
        assert subject.reads - before <= (time.monotonic() - begun) / hub.EVERY + 2
        assert {one.seen[-1][1]["state"] for one in crowd} == {"open"}
        assert streams.watchers == CROWD
        for task in following:
            task.cancel()
        for one in crowd:
            one.close()
        assert await until(lambda: streams.watchers == 0 and not streams.topics)

    run(story, subject)


def test_nothing_is_said_while_nothing_changes_but_a_pulse(subject, monkeypatch):
    monkeypatch.setattr(hub, "HEARTBEAT", 0.1)

    async def story(port, streams):
        one = await Watcher().open(port, PATH)
        following = asyncio.create_task(one.follow())
        assert await until(lambda: one.pulses >= 2)
        assert len(one.seen) == 1
        following.cancel()
        one.close()

    run(story, subject)


def test_who_reads_slowly_gets_the_newest_and_holds_nobody_up(subject):
    async def story(port, streams):
        slow = await Watcher().open(port, PATH)
        slow.writer.transport.pause_reading()
        quick = await Watcher().open(port, PATH)
        following = asyncio.create_task(quick.follow())
        for n in range(1, 41):
            subject.now = {"cast": n, "words": "字" * 20_000}
            assert await until(lambda n=n: quick.seen and quick.seen[-1][1]["cast"] == n)
        slow.writer.transport.resume_reading()
        catching_up = asyncio.create_task(slow.follow())
        assert await until(lambda: slow.seen and slow.seen[-1][1]["cast"] == 40)
        assert len(slow.seen) < len(quick.seen)
        for task in (following, catching_up):
            task.cancel()
        for one in (slow, quick):
            one.close()

    run(story, subject)


def test_what_is_not_there_is_not_found_and_nothing_is_kept_of_it(subject):
    async def story(port, streams):
        for path, status in (
            ("/live/votes/other/", 404),
            ("/live/else/one/", 404),
            (f"/live/votes/{'x' * 65}/", 404),
            ("/live/", 200),
        ):
            one = await Watcher().open(port, path)
            assert one.status == status, path
            one.close()
        assert await until(lambda: not streams.topics) and streams.watchers == 0

    run(story, subject)


def test_everybody_may_listen_and_no_cookie_changes_it(subject):
    async def story(port, streams):
        one = await Watcher().open(port, PATH, cookie="sessionid=abc")
        assert one.headers["access-control-allow-origin"] == "*"
        assert one.headers["content-type"].startswith("text/event-stream")
        assert "set-cookie" not in one.headers and one.headers["cache-control"] == "no-store"
        one.close()

    run(story, subject)


def test_an_outage_of_the_database_ends_no_stream(subject):
    async def story(port, streams):
        one = await Watcher().open(port, PATH)
        following = asyncio.create_task(one.follow())
        assert await until(lambda: one.seen)
        subject.trouble = DatabaseError("gone")
        reads = subject.reads
        assert await until(lambda: subject.reads > reads + 1)
        subject.trouble, subject.now = None, {"state": "closed"}
        assert await until(lambda: one.seen[-1][1] == {"state": "closed"})
        following.cancel()
        one.close()

    run(story, subject)


def test_a_full_house_says_so(subject, monkeypatch):
    monkeypatch.setattr(hub, "MOST_WATCHERS", 1)

    async def story(port, streams):
        first, second = await Watcher().open(port, PATH), await Watcher().open(port, PATH)
        assert (first.status, second.status) == (200, 503)
        first.close()

    run(story, subject)


def test_stopping_ends_the_streams(subject):
    async def story(port, streams):
        one = await Watcher().open(port, PATH)
        following = asyncio.create_task(one.follow())
        assert await until(lambda: one.seen)
        streams.close()
        await asyncio.wait_for(following, 2)
        one.close()

    run(story, subject)


def test_the_topic_is_the_end_of_the_address():
    assert asgi._asked("/live/votes/one/") == asgi._asked("/votes/one") == ("votes", "one")


def test_a_phone_that_is_gone_is_hung_up_on():
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000
