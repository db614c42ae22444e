"""One operation inside one process, without a server: its processor time beside that of its floor, and every statement.

    python -m bench.statements screen                 a tenth of a large county, in a PostgreSQL of its own
    python -m bench.statements leave --size 1         --count 400 requests
    python -m bench.statements screen --profile       where the time goes, by function

Steadier than requests per second on a machine that others use too. `--here FOUND` runs in the database of the environment:
with the product's settings one operation, with those of the bare pages its floor.
"""

import argparse
import cProfile
import json
import os
import pstats
import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.client import request
from bench.operations import OPERATIONS, Found, Operation
from bench.servers import FLOOR, PRODUCT, ROOT, environment, renda

WARM = 40
ROUNDS = 5
FRAMES = ("BEGIN", "COMMIT")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("bench.statements")
    parser.add_argument("name", help="part of an operation's name")
    parser.add_argument("--size", type=float, default=0.1)
    parser.add_argument("--count", type=int, default=300, help="requests of one round")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument(
        "--here", default="", help="file of what `prepare` found; the database is that of the environment"
    )
    asked = parser.parse_args(words)
    operation = next(each for each in OPERATIONS if asked.name in each.name)
    if asked.here:
        print(json.dumps(run_here(operation, json.loads(Path(asked.here).read_text()), asked)))
    else:
        compare(operation, asked)
    return 0


def compare(operation: Operation, asked: argparse.Namespace) -> None:
    """Rounds of the operation and of its floor by turns: what else the machine does weighs on both alike."""
    from bench.__main__ import FLOOR_ROWS, prepare
    from tests.postgres import private_postgres

    with private_postgres(is_durable=True) as address, tempfile.TemporaryDirectory() as data:
        bare = environment(FLOOR, Path(data) / "floor", f"{address.rsplit('/', 1)[0]}/postgres")
        renda(bare, "migrate", "-v0", "--run-syncdb")
        shell = [sys.executable, "-m", "renda.config.cli", "shell", "-v0", "-c", FLOOR_ROWS]
        subprocess.run(shell, env=bare, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        env = {**environment(PRODUCT, Path(data) / "product", address), "RENDA_PROXIES": "1"}
        found = prepare(env, asked.size, ROUNDS * (asked.count + WARM + 1))
        for turn in range(ROUNDS):
            floor, own = _run(bare, found, asked, turn, data), _run(env, found, asked, turn, data)
            share = floor["cpu_us"] / own["cpu_us"]
            print(
                f"{own['cpu_us']:>7} µs  {len(own['statements'])} statements  floor {floor['cpu_us']} µs  share {share:.2f}"
            )
        print("\n".join(f"{n:>3} {line}" for n, line in enumerate(own["statements"], 1)))
        print(own["profile"])


def _run(env: dict[str, str], found: Found, asked: argparse.Namespace, turn: int, data: str) -> dict[str, Any]:
    """One round in a fresh process, with rows of its own."""
    size = asked.count + WARM + 1
    mine = {name: found[name][turn * size : (turn + 1) * size] for name in ("tokens", "collected")}
    file = Path(data) / "found.json"
    file.write_text(json.dumps({**found, **mine}))
    command = [sys.executable, "-m", "bench.statements", asked.name, "--here", str(file), "--count", str(asked.count)]
    command += ["--profile"] if asked.profile else []
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def run_here(operation: Operation, found: Found, asked: argparse.Namespace) -> dict[str, Any]:
    """Processor time (µs) of a request after some to warm up, the statements of one, and the profile if asked for."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    is_floor = os.environ["DJANGO_SETTINGS_MODULE"] == FLOOR
    made = _floor_requests(operation, asked.count + WARM + 1) if is_floor else operation.make(found)
    if operation.is_repeated:
        made = made * (1 + (asked.count + WARM + 1) // len(made))
    expected = ("200", "201") if is_floor else (operation.expected,)
    for raw in made[:WARM]:
        _answer(application, raw, expected)
    statements = _statements(application, made[WARM], expected)
    profile = cProfile.Profile(time.process_time)
    began = (time.process_time(), time.monotonic())
    profile.enable() if asked.profile else None
    for raw in made[WARM + 1 : WARM + 1 + asked.count]:
        _answer(application, raw, expected)
    profile.disable()
    cpu, wall = time.process_time() - began[0], time.monotonic() - began[1]
    each = {"cpu_us": round(cpu / asked.count * 1e6), "wall_us": round(wall / asked.count * 1e6)}
    return {**each, "statements": statements, "profile": _printed(profile) if asked.profile else ""}


def _floor_requests(operation: Operation, count: int) -> list[bytes]:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if operation.floor == "write":
        return [request("POST", "/insert", headers=headers, body=b"text=" + b"a" * 200)] * count
    return [request("GET", "/", headers={})] * count


def _statements(application: Any, raw: bytes, expected: tuple[str, ...]) -> list[str]:
    """As they were sent; one the server had prepared, without its values."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with CaptureQueriesContext(connection) as captured, connection.execute_wrapper(note):
        _answer(application, raw, expected)
    sent = [each["sql"] or "" for each in captured.captured_queries]
    named = iter(asked)
    whole = [sql if sql in FRAMES else next(named) for sql in sent]
    return [re.sub(r"\s+", " ", sql)[:2000] for sql in whole]


def _answer(application: Any, raw: bytes, expected: tuple[str, ...]) -> None:
    """Run one whole request as the server would hand it over."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": BytesIO(body), "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        "wsgi.version": (1, 0), **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        "CONTENT_TYPE": headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
    }  # fmt: skip
    got: list[str] = []
    answer = application(environ, lambda status, *_: got.append(status[:3]))
    content = b"".join(answer)
    answer.close()
    if got[0] not in expected:
        raise SystemExit(f"{method} {path} answered {got[0]}: {content.decode(errors='replace')[:600]}")


def _printed(profile: cProfile.Profile) -> str:
    from io import StringIO

    text = StringIO()
    pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(45)
    pstats.Stats(profile, stream=text).sort_stats("cumulative").print_stats(110)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
