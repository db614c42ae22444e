"""`bin/bench`: the operations of the design against the floors of the same run, at a tenth and at the whole of a large county.

bin/bench                 both sizes, eight seconds each, memory and start
bin/bench --sizes 0.1     one size     --seconds 3     --only inbox     --county dingyuan
bin/bench ballots         a full hall votes in secret, its streams, a server killed in mid-vote (ballots.py)
bin/bench search          the search alone (searching.py)
bin/bench insight         quality and speed of advice on texts (insight.py)
bin/bench --inside        processor time of the pages that are read instead; --profile inbox: where it goes
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import ballots, inside, insight, searching
from bench.client import Figures, Load, measure, request
from bench.operations import OPERATIONS, Operation
from bench.servers import FLOOR, PRODUCT, ROOT, environment, memory_mb, renda, serving
from tests.postgres import find_programs, private_postgres

FLOOR_ROWS = """
from bench.floor.models import BareRow
from django.contrib.sessions.backends.db import SessionStore
BareRow.objects.create(text="一行")
session = SessionStore()
session["name"] = "程知远"
session.create()
print(session.session_key)
"""
IDLE_SECONDS = 60  # the demo's papers are made, and the worker that made them has given way

OF_THEIR_OWN = {"ballots": ballots.main, "search": searching.main, "insight": insight.main}


def main(words: list[str]) -> int:
    if words[:1] and words[0] in OF_THEIR_OWN:
        return OF_THEIR_OWN[words[0]](words[1:])
    parser = argparse.ArgumentParser("bin/bench")
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1.0])
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rows", type=int, default=6000, help="fresh rows for the operations that write")
    parser.add_argument(
        "--county", default="gaoxian", choices=["gaoxian", "dingyuan", "daan"], help="61, 282 or 74 places"
    )
    parser.add_argument("--only", default="", help="part of an operation's name")
    parser.add_argument("--no-idle", action="store_true", help="leave start and idle memory out")
    parser.add_argument("--inside", action="store_true", help="processor time per page instead of requests per second")
    parser.add_argument("--profile", default="", help="where the processor time of this page goes")
    asked = parser.parse_args(words)
    if asked.profile or asked.inside:
        asked.no_idle = True
    report: dict[str, Any] = {
        "machine": platform.platform(),
        "cores": os.cpu_count(),
        "begun": time.strftime("%F %T"),
        "runs": [],
    }
    report["idle"] = None if asked.no_idle else measure_idle()
    for size in asked.sizes:
        report["runs"].append(measure_size(size, asked))
    compare_sizes(report)
    target = ROOT / "bench" / "results" / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1))
    print(f"\nwritten: {target.relative_to(ROOT)}")
    return 0 if all(row["is_met"] for run in report["runs"] for row in run["rows"]) else 1


def measure_idle() -> dict[str, Any]:
    """Start and memory of the whole server on the demo county: two web processes, the worker, their parents."""
    with tempfile.TemporaryDirectory() as data:
        env = environment(PRODUCT, Path(data), "")
        renda(env, "migrate", "-v0")
        renda(
            env,
            "shell",
            "-v0",
            "-c",
            "import sys; from renda.demo.load import load_demo; load_demo('gaoxian', sys.stderr)",
        )
        with serving(env, path="/") as server:
            time.sleep(IDLE_SECONDS)
            memory = memory_mb(server.pid)
            first = round(server.first_page_s, 2)
    total = round(sum(memory.values()))
    print(
        f"start to first page {first} s (goal 3) · memory of {len(memory)} processes {total} MB PSS (goal 300)",
        flush=True,
    )
    return {"first_page_s": first, "pss_mb": total, "processes": memory}


def measure_size(size: float, asked: argparse.Namespace) -> dict[str, Any]:
    print(f"\nsize {size:g} of a large county", flush=True)
    with private_postgres(is_durable=True) as address, tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        bare = f"{address.rsplit('/', 1)[0]}/postgres"
        floors = stack.enter_context(serving_floors(bare, Path(data) / "floor"))
        env = {**environment(PRODUCT, Path(data) / "product", address), "RENDA_PROXIES": "1"}
        found = prepare(env, size, asked.rows, asked.county)
        if asked.inside or asked.profile:
            return {
                "size": size,
                "rows": measure_inside(env, environment(FLOOR, Path(data) / "floor", bare), found, floors, asked),
            }
        limit = pgbench(bare, asked.seconds)
        print(f"pgbench, single inserts: {limit.per_second}/s")
        print(
            f"{'operation':<24}{'req/s':>9}{'floor':>9}{'share':>7}{'goal':>6}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"
        )
        server = stack.enter_context(serving(env))
        chosen = [operation for operation in OPERATIONS if asked.only in operation.name]
        rows = [measure_operation(each, server.port, found, floors[each.floor], asked.seconds) for each in chosen]
        memory = round(sum(memory_mb(server.pid).values()))
        print(f"memory after the load {memory} MB PSS")
    return {"size": size, "pgbench": limit.per_second, "rows": rows, "pss_after_mb": memory}


def measure_inside(
    env: dict[str, str],
    floor_env: dict[str, str],
    found: dict[str, Any],
    floors: dict[str, Load],
    asked: argparse.Namespace,
) -> list[dict[str, Any]]:
    chosen = [each for each in OPERATIONS if each.floor == "read" and asked.only in each.name]
    pages = {each.name: each.make(found) for each in chosen}
    if asked.profile:
        inside.profile(env, pages, asked.profile)
        return []
    return inside.compare(env, floor_env, pages, floors["read"].requests)


@contextmanager
def serving_floors(address: str, data: Path) -> Iterator[dict[str, Load]]:
    """The bare pages under the same server, kept running so that each operation has its floor at its side."""
    env = environment(FLOOR, data, address)
    renda(env, "migrate", "-v0", "--run-syncdb")
    shell = [sys.executable, "-m", "renda.config.cli", "shell", "-v0", "-c", FLOOR_ROWS]
    key = subprocess.run(shell, env=env, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()[-1]
    with serving(env, "--no-worker", path="/") as server:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        yield {
            "read": Load(server.port, [request("GET", "/", headers={"Cookie": f"sessionid={key}"})]),
            "write": Load(server.port, [request("POST", "/insert", headers=headers, body=b"text=" + b"a" * 200)]),
        }


def pgbench(address: str, seconds: float) -> Figures:
    """The limit below every server: single inserts by eight clients, each committed."""
    programs = find_programs()
    program = programs / "pgbench" if programs else None
    if not program or not program.exists():
        return Figures()
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("INSERT INTO floor_barerow (text, made_at) VALUES (repeat('a', 200), now());\n")
        script.flush()
        command = [program, "-n", "-f", script.name, "-c", "8", "-j", "2", "-T", str(int(max(1, seconds))), address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"tps = ([\d.]+)", said)
    return Figures(per_second=round(float(rate[1]), 1) if rate else 0.0)


def prepare(env: dict[str, str], size: float, rows: int, county: str) -> dict[str, Any]:
    renda(env, "migrate", "-v0")
    command = [sys.executable, "-m", "bench.prepare", str(size), str(rows), county]
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def measure_operation(
    operation: Operation, port: int, found: dict[str, Any], floor: Load, seconds: float
) -> dict[str, Any]:
    """The operation between two measurements of its floor: what else the machine does weighs on both alike."""
    load = Load(port, operation.make(found), operation.is_repeated)
    if operation.is_repeated:
        measure(load, seconds=1)
    before = measure(floor, seconds=seconds / 2).per_second
    figures = measure(load, seconds=seconds)
    bare = round((before + measure(floor, seconds=seconds / 2).per_second) / 2, 1)
    share = round(figures.per_second / bare, 2)
    strange = {status: n for status, n in figures.statuses.items() if status != operation.expected}
    note = f"  unexpected answers {strange}" if strange else ""
    print(
        f"{operation.name:<24}{figures.per_second:>9}{bare:>9}{share:>7}{operation.goal:>6}"
        f"{figures.p50_ms:>9}{figures.p95_ms:>9}{figures.p99_ms:>9}{note}",
        flush=True,
    )
    met = share >= operation.goal and not strange
    return {
        "name": operation.name,
        "floor": bare,
        "share": share,
        "goal": operation.goal,
        "is_met": met,
        **asdict(figures),
    }


def compare_sizes(report: dict[str, Any]) -> None:
    """The cost of ten times the data: at most 1.3 times."""
    if len(report["runs"]) < 2:
        return
    small, large = report["runs"][0], report["runs"][-1]
    before = {row["name"]: row["share"] for row in small["rows"]}
    print("\ncost at the larger size (1.3 at most): ", end="")
    costs = {row["name"]: round(before[row["name"]] / max(row["share"], 0.001), 2) for row in large["rows"]}
    report["cost_of_size"] = costs
    print(" · ".join(f"{name} {cost}" for name, cost in costs.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
