"""`renda serve`: one parent loads the program once, then forks web server, job worker and live screens and keeps them alive.

The parent owns the listening sockets, so a web server that dies is replaced without refusing a connection, and what the
children never change stays shared memory. The PDF engine is loaded only by the job worker, when it first needs it; such a
worker ends once it has nothing to do, and the parent forks a small one.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from renda.ground.kernel.process import die_with_parent
from renda.ground.live import process as live

BACKLOG = 512
MEMORY = "/dev/shm"  # noqa: S108 where the workers' heartbeat files cost no disk
ENGINES, REST = (
    {"weasyprint", "onnxruntime"},
    20.0,
)  # what makes a worker large; seconds without work after which it gives way
PATIENCE = 30.0  # seconds a child gets to finish what it is doing
M_ARENA_MAX = -8
STOPPING = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True)
class Serving:
    host: str
    port: int
    workers: int
    threads: int
    tls: tuple[str, str] | None = None
    with_jobs: bool = True
    live_port: int | None = None  # of the live screens; None: the next one, if it is free; 0: none of this server


class Web(BaseApplication):  # type: ignore[misc]
    """gunicorn over an application that is loaded already."""

    def __init__(self, application: Any, serving: Serving, listener: socket.socket) -> None:
        self.application, self.serving, self.listener = application, serving, listener
        super().__init__()

    def load_config(self) -> None:
        wanted: dict[str, Any] = {
            "bind": [f"fd://{self.listener.fileno()}"],
            "workers": self.serving.workers,
            "worker_class": "gthread",
            "threads": self.serving.threads,
            "preload_app": True,
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": int(PATIENCE) - 5,
            "backlog": BACKLOG,
            "loglevel": "warning",
            "worker_tmp_dir": MEMORY if os.access(MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
        }
        if self.serving.tls:
            wanted["certfile"], wanted["keyfile"] = self.serving.tls
        for name, value in wanted.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


def serve(serving: Serving) -> int:
    """Serve until SIGTERM or SIGINT. Returns the exit code."""
    listener = socket.create_server((serving.host, serving.port), backlog=BACKLOG)
    listener.set_inheritable(True)
    application = load_program()
    parts = {"网页": lambda: Web(application, serving, listener).run()}
    if serving.with_jobs:
        parts["后台任务"] = lambda: run_jobs(is_replaced=True)
    if streams := live_listener(serving, listener.getsockname()[1]):
        settings.LIVE_PORT = streams.getsockname()[1]
        parts["会场屏"] = lambda: live.run(streams, serving.tls)
    scheme = "https" if serving.tls else "http"
    print(f"正在服务：{scheme}://{serving.host}:{listener.getsockname()[1]}/ （Ctrl+C 停下）", flush=True)
    return Parent(parts).stand_by()


def live_listener(serving: Serving, web_port: int) -> socket.socket | None:
    """The socket of the live screens; None if there are none. Raises OSError if the port that was asked for is taken."""
    if serving.live_port is not None:
        return live.listen(serving.host, serving.live_port) if serving.live_port else None
    try:
        return live.listen(serving.host, web_port + 1)
    except (OSError, OverflowError):
        print(f"{web_port + 1}端口用不了，会场屏每几秒问一次；要即时，请用 --live-port。", file=sys.stderr, flush=True)
        return None


def load_program() -> Any:
    """Everything a web request needs, loaded once; then frozen, so that the collector leaves the shared pages alone."""
    keep_memory_together()
    application = get_wsgi_application()
    _ = get_resolver().url_patterns
    forget_keys()
    connections.close_all()
    gc.collect()
    gc.freeze()
    return application


def run_live(host: str, port: int, tls: tuple[str, str] | None) -> None:
    """Live screens in a process of their own: until SIGTERM or SIGINT. Raises OSError."""
    streams = live.listen(host, port)
    django.setup()
    print(f"会场屏：{'https' if tls else 'http'}://{host}:{port}/live/ （Ctrl+C 停下）", flush=True)
    live.run(streams, tls)


def forget_keys() -> None:
    """Keys of voting papers whose issuing ended while the program was going down."""
    from renda.chamber.ballots.services import sweep_keys

    try:
        sweep_keys()
    except DatabaseError as error:
        print(f"数据库还没有准备好：{error}", file=sys.stderr, flush=True)


def run_jobs(*, is_replaced: bool = False) -> None:
    """The job worker: until SIGTERM or SIGINT, finishing the job in hand.

    is_replaced: a parent forks another when this one ends; so it ends when it has grown large and has nothing to do.
    """
    stop = threading.Event()
    for name in STOPPING:
        signal.signal(name, lambda *_: stop.set())
    django.setup()
    from renda.ground.kernel import jobs
    from renda.ground.kernel.steady import running_steadily

    with running_steadily():
        jobs.run_worker(stop, is_spent=is_spent if is_replaced else None)


def is_spent(seconds: float) -> bool:
    return seconds > REST and not ENGINES.isdisjoint(sys.modules)


class Parent:
    """Keeps one child for each part alive, and takes all of them down together."""

    def __init__(self, parts: dict[str, Callable[[], object]]) -> None:
        self.parts = parts
        self.children: dict[int, str] = {}
        self.born: dict[str, float] = {}
        self.is_stopping = False

    def stand_by(self) -> int:
        for name in STOPPING:
            signal.signal(name, self._stop)
        for part in self.parts:
            self._start(part)
        while self.children:
            pid, status = os.wait()
            part = self.children.pop(pid, "")
            if part and not self.is_stopping:
                if code := os.waitstatus_to_exitcode(status):
                    print(f"{part}进程停了（{code}），重新起一个。", file=sys.stderr, flush=True)
                self._start(part)
        return 0

    def _start(self, part: str) -> None:
        """Fork the part; one that dies at once is not started more than once a second."""
        time.sleep(max(0.0, self.born.get(part, 0.0) + 1 - time.monotonic()))
        # A signal to stop that came during the sleep has been seen; one that comes now waits until the child is known.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        if not self.is_stopping:
            self.born[part] = time.monotonic()
            pid = os.fork()
            if pid == 0:
                self._become(part)
            self.children[pid] = part
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    def _become(self, part: str) -> NoReturn:
        for name in (*STOPPING, signal.SIGALRM):
            signal.signal(name, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        die_with_parent()
        code = 1
        try:
            self.parts[part]()
            code = 0
        except SystemExit as wish:
            code = wish.code if isinstance(wish.code, int) else 1
        except BaseException:  # noqa: BLE001 whatever it is, the child ends here and says why
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Ask the children to finish; those that have not after PATIENCE are killed."""
        if self.is_stopping:
            return
        self.is_stopping = True
        self._signal(signal.SIGTERM)
        signal.signal(signal.SIGALRM, lambda *_: self._signal(signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)

    def _signal(self, number: signal.Signals) -> None:
        for pid in list(self.children):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue


def keep_memory_together() -> None:
    """Two pools for all threads of a process instead of one for each: less memory lies idle (glibc; elsewhere nothing)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_ARENA_MAX, 2)
