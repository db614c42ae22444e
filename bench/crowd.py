"""The crowd in a hall, in a process of its own: phones that cast with retries, and streams that wait for a vote to open.

`python -m bench.crowd cast PORT FILE VOTE AT_ONCE` sends every slip until it is acknowledged, each on a new connection, and a tenth of
them once more; `python -m bench.crowd watch PORT PATH COUNT` opens streams, says `ready`, and ends when all have seen the vote open.
"""

import asyncio
import json
import pickle
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.client import read_answer
from renda.ground.live.process import allow_many_files
from renda.ground.live.tests.crowd import Watcher, gather

PATIENCE = 120.0  # seconds until a phone gives up
AGAIN = 0.2
LOST = (ConnectionError, TimeoutError, OSError)


def cast(port: int, slips: list[bytes], at_once: int) -> dict[str, Any]:
    """Latencies are of single calls, from the beginning of the connection to the whole answer."""
    took: list[float] = []
    seen: Counter[str] = Counter()
    waiting, lock = iter([*slips, *slips[::10]]), threading.Lock()

    def work() -> None:
        for slip in next_of(waiting, lock):
            begun = time.monotonic()
            while time.monotonic() - begun < PATIENCE:
                status = call(port, slip, took)
                seen[status] += 1
                if status == "200":
                    break
                time.sleep(AGAIN)
            else:
                seen["given up"] += 1

    begun = time.monotonic()
    crew = [threading.Thread(target=work) for _ in range(at_once)]
    for each in crew:
        each.start()
    for each in crew:
        each.join()
    ordered = sorted(took)
    return {
        "seconds": round(time.monotonic() - begun, 2), "slips": len(slips), "statuses": dict(seen), "calls": len(took),
        "p50_ms": round(1000 * ordered[len(ordered) // 2]), "p99_ms": round(1000 * ordered[int(0.99 * len(ordered))]),
        "max_ms": round(1000 * ordered[-1]),
    }  # fmt: skip


def next_of(waiting: Iterator[bytes], lock: threading.Lock) -> Iterator[bytes]:
    while True:
        with lock:
            found = next(waiting, None)
        if found is None:
            return
        yield found


def call(port: int, raw: bytes, took: list[float]) -> str:
    """The status, or `lost` if no answer came. Only calls that were answered are timed."""
    import socket

    begun = time.perf_counter()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(raw)
            status = read_answer(line)
    except LOST:
        return "lost"
    took.append(time.perf_counter() - begun)
    return status


async def watch(port: int, path: str, count: int) -> dict[str, Any]:
    begun = time.monotonic()
    crowd = await gather(port, path, count)
    refused = Counter(one.status for one in crowd if one.status != 200)
    following = [asyncio.create_task(one.follow()) for one in crowd]
    print(f"ready {round(time.monotonic() - begun, 1)}", flush=True)
    while not all(is_open(one) for one in crowd) and time.monotonic() - begun < PATIENCE:
        await asyncio.sleep(0.05)
    late = time.time() - time.monotonic()
    moments = sorted(
        when + late for one in crowd for when, now in one.seen if (now["ballot"] or {}).get("state") == "open"
    )
    for task in following:
        task.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*following, return_exceptions=True)
    return {
        "streams": len(crowd),
        "refused": dict(refused),
        "saw": len(moments),
        "first": moments[0],
        "last": moments[-1],
    }


def is_open(one: Watcher) -> bool:
    return bool(one.seen) and (one.seen[-1][1]["ballot"] or {}).get("state") == "open"


def main(words: list[str]) -> None:
    allow_many_files()
    port = int(words[1])
    if words[0] == "watch":
        print(json.dumps(asyncio.run(watch(port, words[2], int(words[3])))))
        return
    slips = pickle.loads(Path(words[2]).read_bytes())[words[3]]
    print(json.dumps(cast(port, slips, int(words[4]))))


if __name__ == "__main__":
    main(sys.argv[1:])
