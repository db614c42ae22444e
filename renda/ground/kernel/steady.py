"""What a worker keeps doing beside its jobs, every few seconds in a thread of its own: a long job holds none of it up.

    @steadily(seconds=2)                 # in an app's tasks.py
    def follow() -> None: …

Each round is a transaction or several of the function's own. Several workers may run it: the function sees to it that one does the work.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from renda.ground.kernel.jobs import DatabaseErrors, load_declarations

logger = logging.getLogger(__name__)
AFTER_FAULT = 15.0


@dataclass(frozen=True, slots=True)
class Steady:
    function: Callable[[], object]
    seconds: float


STEADY: list[Steady] = []


def steadily(*, seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run the function again and again, with so many seconds of rest between."""

    def declare(function: Callable[[], object]) -> Callable[[], object]:
        STEADY.append(Steady(function, seconds))
        return function

    return declare


@contextmanager
def running_steadily() -> Iterator[None]:
    """While it is open, each declared function runs in a thread of its own."""
    load_declarations()
    stop = threading.Event()
    threads = [threading.Thread(target=_keep_on, args=(one, stop), name="steady", daemon=True) for one in STEADY]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=10)


def _keep_on(one: Steady, stop: threading.Event) -> None:
    rest = one.seconds
    while not stop.wait(rest):
        rest = one.seconds
        begun = time.monotonic()
        try:
            one.function()
        except DatabaseErrors:
            logger.warning("%s: the database does not answer", one.function.__qualname__, exc_info=True)
            rest = AFTER_FAULT
        except Exception:  # a fault in one round must not end all later ones
            logger.exception("%s failed after %.1f s", one.function.__qualname__, time.monotonic() - begun)
            rest = AFTER_FAULT
        finally:
            connection.close()
