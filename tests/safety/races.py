"""Two at the same moment: threads with connections of their own that start together."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from renda.ground.kernel.errors import DomainError


def race(*runners: Callable[[], Any]) -> list[Any]:
    """Run all at once, each in its own thread and connection. What each returned, or the refusal it met, in order.

    Anything but a refusal in words fails the test: a locked database, a broken constraint.
    """
    line, came, faults = threading.Barrier(len(runners)), [None] * len(runners), []

    def run(place: int, runner: Callable[[], Any]) -> None:
        try:
            line.wait(30)
            came[place] = runner()
        except DomainError as refusal:
            came[place] = refusal
        except BaseException as fault:  # noqa: BLE001 handed to the test
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if faults:
        raise faults[0]
    assert not any(thread.is_alive() for thread in threads)
    return came
