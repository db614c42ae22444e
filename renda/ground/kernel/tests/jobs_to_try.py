"""Jobs that tests enqueue: they leave a line in a file, so that a dead worker's work can be counted too."""

import os
import signal
import time
from pathlib import Path

from renda.ground.kernel.errors import WrongState
from renda.ground.kernel.jobs import LAST, job


def leave_line(path: str, word: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{word}\n".encode())
    os.close(descriptor)


def lines_of(path: str) -> list[str]:
    return Path(path).read_text().split() if Path(path).exists() else []


@job
def write_line(path: str, word: str) -> None:
    leave_line(path, word)


@job(priority=LAST)
def write_last(path: str, word: str) -> None:
    leave_line(path, word)


@job(is_apart=True)
def name_process(path: str) -> None:
    leave_line(path, str(os.getpid()))


@job(is_apart=True)
def take_too_much(path: str) -> None:
    leave_line(path, "begun")
    os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does where memory runs out


@job(tries=3)
def fail_twice(path: str) -> None:
    leave_line(path, "tried")
    if len(lines_of(path)) < 3:
        raise ConnectionError("the gateway does not answer")


@job(tries=2)
def fail_always(path: str) -> None:
    leave_line(path, "tried")
    raise ConnectionError("never")


@job
def refuse(path: str) -> None:
    leave_line(path, "tried")
    raise WrongState("已经办过了。")


@job(tries=3)
def hang_once(path: str) -> None:
    leave_line(path, "begun")
    if len(lines_of(path)) == 1:
        time.sleep(60)
    leave_line(path, "finished")


@job(tries=2)
def hang_always(path: str) -> None:
    leave_line(path, "begun")
    time.sleep(60)
