"""The process of live screens: one event loop, one thread that reads. `renda live`, and a child of `renda serve`."""

import contextlib
import logging
import resource
import signal
import socket
import threading
from collections.abc import Iterator

import uvicorn
from django.conf import settings
from django.utils.module_loading import import_string

from renda.ground.live.asgi import Streams
from renda.ground.live.hub import Hub

BACKLOG = 4096  # all phones of a hall come back at once when the network does
DEAD_AFTER = 30_000  # milliseconds in which the other side takes in nothing, before the kernel hangs up
SENDING = 16 * 1024  # bytes the kernel keeps for one who reads slowly
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Server(uvicorn.Server):
    """Ends its streams when it is told to stop, and then itself, without an error."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self.hub = hub

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        for name in STOPPING if threading.current_thread() is threading.main_thread() else ():
            signal.signal(name, lambda *_: setattr(self, "should_exit", True))
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.hub.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket whose connections end when the phone at the other side is gone. Raises OSError."""
    listener = socket.create_server((host, port), backlog=BACKLOG)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER)
    listener.set_inheritable(True)
    return listener


def run(listener: socket.socket, tls: tuple[str, str] | None = None) -> None:
    """Serve until SIGTERM or SIGINT. tls: files of certificate and key."""
    allow_many_files()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server_of(Hub(import_string(settings.LIVE_TOPICS)), tls).run(sockets=[listener])


def server_of(hub: Hub, tls: tuple[str, str] | None = None) -> Server:
    certificate, key = tls or (None, None)
    config = uvicorn.Config(
        Streams(hub), http="h11", ws="none", loop="asyncio", lifespan="off", access_log=False, log_config=None,
        server_header=False, proxy_headers=False, backlog=BACKLOG, timeout_graceful_shutdown=5,
        ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip
    return Server(config, hub)


def allow_many_files() -> None:
    """As many open connections as the system lets this process have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
