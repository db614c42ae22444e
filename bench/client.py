"""A load generator in a process of its own: threads that keep their connection and send prepared requests.

`python -m bench.client FILE THREADS SECONDS` reads a pickled `Load`, prints one JSON line. Each request is whole bytes made
beforehand, so that the client costs little of the two cores it shares with the server.
"""

import json
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Load:
    """Requests to one server. `is_repeated`: read again and again; otherwise each is sent once."""

    port: int
    requests: list[bytes]
    is_repeated: bool = True


@dataclass
class Figures:
    per_second: float = 0.0
    count: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)


def measure(load: Load, *, threads: int = 8, seconds: float = 8.0) -> Figures:
    """Run the load in a fresh process and read its figures."""
    with tempfile.NamedTemporaryFile(suffix=".load") as file:
        pickle.dump(load, file)
        file.flush()
        command = [sys.executable, "-m", "bench.client", file.name, str(threads), str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    return Figures(**json.loads(done.stdout))


def request(method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def run(load: Load, threads: int, seconds: float) -> Figures:
    waiting = cycle(load.requests) if load.is_repeated else iter(load.requests)
    lock, took, statuses = threading.Lock(), list[float](), Counter[str]()
    deadline = time.perf_counter() + seconds

    def work() -> None:
        with socket.create_connection(("127.0.0.1", load.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for raw in _next(waiting, lock, deadline):
                begun = time.perf_counter()
                line.sendall(raw)
                status = read_answer(line)
                took.append(time.perf_counter() - begun)
                statuses[status] += 1

    begun = time.perf_counter()
    crew = [threading.Thread(target=work) for _ in range(threads)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    return _figures(took, time.perf_counter() - begun, statuses)


def read_answer(line: socket.socket) -> str:
    """The status of the answer, its body read to the end. Raises ConnectionError if the server hangs up."""
    head, _, rest = b"", b"", b""
    while b"\r\n\r\n" not in head:
        head += _receive(line)
    head, _, rest = head.partition(b"\r\n\r\n")
    names = dict(row.lower().split(b":", 1) for row in head.split(b"\r\n")[1:])
    left = int(names.get(b"content-length", b"0")) - len(rest)
    while left > 0:
        left -= len(_receive(line))
    return head.split(b" ", 2)[1].decode()


def _receive(line: socket.socket) -> bytes:
    data = line.recv(65536)
    if not data:
        raise ConnectionError("the server hung up")
    return data


def _next(waiting: Iterator[bytes], lock: threading.Lock, deadline: float) -> Iterator[bytes]:
    while time.perf_counter() < deadline:
        with lock:
            raw = next(waiting, None)
        if raw is None:
            return
        yield raw


def _figures(took: list[float], seconds: float, statuses: Counter[str]) -> Figures:
    ordered = sorted(took) or [0.0]

    def at(part: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2)

    return Figures(round(len(took) / seconds, 1), len(took), at(0.5), at(0.95), at(0.99), dict(statuses))


def main(words: list[str]) -> None:
    load: Any = pickle.loads(Path(words[0]).read_bytes())
    print(json.dumps(asdict(run(load, int(words[1]), float(words[2])))))


if __name__ == "__main__":
    main(sys.argv[1:])
