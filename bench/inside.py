"""Processor time of one request inside one process, without server and load generator: steadier than requests per second.

Run by `bin/bench --inside`, once with the product's settings and once with those of the bare page. Reads one JSON object,
`{"pages": {name: [request, …]}, "requests": n}`, prints for each page the milliseconds of Python and of its PostgreSQL process per
request; with `"profile": name` where Python's part of that page goes.
"""

import cProfile
import json
import os
import pstats
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.servers import ROOT

GOAL = 0.5
WARM, ROUNDS = 250, 5
TICK = os.sysconf("SC_CLK_TCK")
Ask = Callable[[], tuple[str, int]]


def compare(
    env: dict[str, str], floor_env: dict[str, str], pages: dict[str, list[bytes]], floor: list[bytes]
) -> list[dict[str, Any]]:
    """Each page beside the floor, all measured in turn in processes of their own."""
    (bare,) = _run(floor_env, {"floor": floor}).values()
    rows = []
    print(f"{'page':<24}{'python ms':>10}{'postgres ms':>12}{'share':>7}{'kB':>6}")
    for name, found in {"floor": bare, **_run(env, pages)}.items():
        share = round((bare["python_ms"] + bare["postgres_ms"]) / (found["python_ms"] + found["postgres_ms"]), 2)
        print(
            f"{name:<24}{found['python_ms']:>10}{found['postgres_ms']:>12}{share:>7}{found['bytes'] // 1024:>6}",
            flush=True,
        )
        rows.append({"name": name, "share": share, "is_met": share >= GOAL, **found})
    return rows


def profile(env: dict[str, str], pages: dict[str, list[bytes]], name: str) -> None:
    print(_ask_process(env, {"pages": _texts(pages), "profile": name}))


def _run(env: dict[str, str], pages: dict[str, list[bytes]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_ask_process(env, {"pages": _texts(pages)}).splitlines()[-1])
    return found


def _texts(pages: dict[str, list[bytes]]) -> dict[str, list[str]]:
    return {name: [each.decode() for each in requests] for name, requests in pages.items()}


def _ask_process(env: dict[str, str], asked: dict[str, Any]) -> str:
    command = [sys.executable, "-m", "bench.inside"]
    return subprocess.run(
        command, env=env, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
    ).stdout


def main(pages: dict[str, list[str]], profiled: str, requests: int) -> None:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    asks = {name: _ask(application, page) for name, page in pages.items()}
    if profiled:
        _print_profile(asks[profiled], requests)
        return
    print(json.dumps({name: _measured(ask, requests) for name, ask in asks.items()}))


def _ask(application: Any, requests: list[str]) -> Ask:
    """Prepared requests, one after the other, as the server would hand them on."""
    waiting = cycle([_parsed(each) for each in requests])

    def ask() -> tuple[str, int]:
        status: list[str] = []
        path, cookie = next(waiting)
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookie,
            "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False, "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        answer = application(environ, lambda line, headers, exc=None: status.append(line))
        size = sum(len(part) for part in answer)
        answer.close()
        return status[0], size

    return ask


def _parsed(request: str) -> tuple[str, str]:
    """Path and cookie of a whole request without a body."""
    first, *headers = request.split("\r\n")
    cookies = [line.removeprefix("Cookie: ") for line in headers if line.startswith("Cookie: ")]
    return first.split(" ")[1], "; ".join(cookies)


def _measured(ask: Ask, requests: int) -> dict[str, Any]:
    """Milliseconds per request: the least of some rounds, since other work on the machine only adds."""
    statuses, sizes = zip(*(ask() for _ in range(WARM)), strict=True)
    if set(statuses) != {"200 OK"}:
        raise SystemExit(f"unexpected answers {set(statuses)}")
    rounds = [_round(ask, requests // ROUNDS) for _ in range(ROUNDS)]
    return {
        "python_ms": round(min(python for python, _ in rounds), 2),
        "postgres_ms": round(sum(postgres for _, postgres in rounds) / ROUNDS, 2),
        "bytes": round(sum(sizes) / len(sizes)),
    }


def _round(ask: Ask, count: int) -> tuple[float, float]:
    database, begun = _backend_s(), time.process_time()
    for _ in range(count):
        ask()
    python = time.process_time() - begun
    return 1000 * python / count, 1000 * (_backend_s() - database) / count


def _backend_s() -> float:
    """Processor time so far of the PostgreSQL process that serves this connection; 0 if it is not on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    words = stat.read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICK


def _print_profile(ask: Ask, requests: int) -> None:
    for _ in range(WARM):
        ask()
    taken = cProfile.Profile()
    taken.enable()
    for _ in range(requests):
        ask()
    taken.disable()
    pstats.Stats(taken).sort_stats(os.environ.get("SORT", "cumulative")).print_stats(int(os.environ.get("LINES", "90")))


if __name__ == "__main__":
    asked = json.loads(sys.stdin.read())
    main(asked["pages"], asked.get("profile", ""), asked.get("requests", 300))
