"""Names of running processes, by which another process of the same machine can tell whether one is still there; how one ends with its parent."""

import ctypes
import os
import secrets
import signal
import sys
from pathlib import Path

PROC = Path("/proc")
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Let the kernel end this process when its parent is killed (Linux; elsewhere the parent's own signals must do)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def process_name() -> str:
    """`<machine>:<pid>:<start>:<random>`; without /proc the machine is left open and only its heartbeat tells."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_started(pid)}:{secrets.token_hex(4)}"


def is_gone(name: str) -> bool | None:
    """Whether the process of that name has ended; None if it is not of this machine, so nobody here can tell."""
    machine, _, rest = name.partition(":")
    pid, _, rest = rest.partition(":")
    if not machine or machine != _machine() or not pid.isdigit():
        return None
    return _started(int(pid)) != rest.partition(":")[0]


def _machine() -> str:
    """This boot of this machine, and the space its process numbers count in (containers have their own)."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot[:13]}-{(PROC / 'self/ns/pid').readlink()}".replace(":", "")
    except OSError:
        return ""


def _started(pid: int) -> str:
    """The moment of its start in ticks since boot; empty if there is no such process or it is dead and not buried."""
    try:
        words = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[0] in "ZX" else words[19]
