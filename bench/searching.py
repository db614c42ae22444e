"""`bin/bench search`: build time, size of the index, and how long a search takes with so many texts, in the server.

A search writes nothing, so PostgreSQL runs here without waiting for the disk; the time to build is without it, too. It has 1 GB of shared
buffers, as docs/operate/install.md advises for so many texts.

bin/bench search                              a tenth (22,000 texts), 20 requests a second, open loop
bin/bench search --sizes 0.1 1 --data FOLDER  also all of a large county (220,000); sentences of a folder of messages mixed in

Processor time stands beside the wall's: of server and database together, for each search, so that a figure of a busy machine can be judged.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.client import Load, measure, read_answer, request
from bench.operations import cookie
from bench.servers import PRODUCT, ROOT, below, environment, renda, serving
from tests.postgres import private_postgres

GOALS = {"date": 30.0, "fit": 50.0, "alike": 50.0}
RATE = 20
Page = tuple[str, dict[str, str], str]
QUESTIONS = (
    "路灯", "污水", "学校", "医保", "道路", "低保", "垃圾", "停车", "噪音", "公交", "村民", "老人", "河道 污水", "路灯 老人", "小区 物业",
    "学校 接送", "农村 饮水", "养老 服务", "校车", "护栏", "“路灯坏了”", "第023号", "023", "石林", "zs", "gaoxian", "垃圾 清运 村", "灌溉 水渠",
    "公交车 末班", "医院 挂号", "施工 夜间 扰民", "房产证 办理", "拆迁 补偿", "网络 信号", "幼儿园 收费", "危房 改造", "消防 通道", "红绿灯",
    "斑马线", "井盖",
)  # fmt: skip
CALLERS = ("office", "liaison", "deputy", "clerk", "")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("bin/bench search")
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="", help="folder with messages as .csv")
    asked = parser.parse_args(words)
    rows = [measure_size(size, asked) for size in asked.sizes]
    _compare(rows)
    target = ROOT / "bench" / "results" / f"search-{time.strftime('%Y%m%d-%H%M%S')}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"seed": asked.seed, "sizes": rows}, ensure_ascii=False, indent=1))
    print(f"\nwritten: {target.relative_to(ROOT)}")
    return 0 if all(row["is_met"] for row in rows) else 1


def measure_size(size: float, asked: argparse.Namespace) -> dict[str, Any]:
    with private_postgres(buffers="1GB") as address, tempfile.TemporaryDirectory() as data:
        env = {**environment(PRODUCT, Path(data) / "product", address), "RENDA_PROXIES": "1"}
        found = _fill(env, size, asked)
        begun = time.monotonic()
        renda(env, "search", "rebuild", "--fresh")
        built = time.monotonic() - begun
        row: dict[str, Any] = {"size": size, "build_s": round(built, 1), **_weigh(address)}
        each = 1000 * built / max(1, row["texts"])
        print(
            f"\n{row['texts']:,} texts · built in {row['build_s']} s ({each:.2f} ms each) ·"
            f" index {row['index_mb']} MB, texts {row['texts_mb']} MB"
        )
        print(
            f"{'':<10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'goal':>7}   load average {os.getloadavg()[0]:.1f}"
        )
        with serving(env, "--no-worker") as server:
            for order, goal in GOALS.items():
                pages = _written(found, address, asked.seed) if order == "alike" else _pages(found, order, asked.seed)
                open_loop(server.port, pages, 5.0)
                spent = _processor_ms(server.pid, address)
                took = open_loop(server.port, pages, asked.seconds)
                spent = round((_processor_ms(server.pid, address) - spent) / len(took), 1)
                row[order] = {
                    "p50_ms": _at(took, 0.5),
                    "p95_ms": _at(took, 0.95),
                    "p99_ms": _at(took, 0.99),
                    "cpu_ms": spent,
                }
                print(
                    f"{order:<10}" + "".join(f"{value:>9}" for value in row[order].values()) + f"{goal:>7.0f}",
                    flush=True,
                )
            sent = [request("GET", path, headers=headers) for path, headers, _ in _pages(found, "fit", asked.seed)]
            row["closed_16"] = measure(Load(server.port, sent), threads=16, seconds=10).per_second
            print(f"16 clients, closed loop: {row['closed_16']} searches/s")
        row["load_average"] = os.getloadavg()
        row["is_met"] = all(row[order]["p95_ms"] <= goal for order, goal in GOALS.items())
        return row


def _compare(rows: list[dict[str, Any]]) -> None:
    """What so many times the data cost."""
    for less, more in itertools.pairwise(rows):
        said = [f"{order} {more[order]['p95_ms'] / less[order]['p95_ms']:.2f}" for order in GOALS]
        print(f"\n{more['texts'] / less['texts']:.1f} times the texts: p95 times {', '.join(said)} (goal 1.5)")


def _processor_ms(server: int, address: str) -> float:
    """Processor time so far of the server's processes and the database's."""
    with psycopg.connect(address) as line:
        backends = [pid for (pid,) in line.execute("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")]
    ticks = 0
    for pid in (server, *below(server), *backends):
        with contextlib.suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def _fill(env: dict[str, str], size: float, asked: argparse.Namespace) -> dict[str, Any]:
    renda(env, "migrate", "-v0")  # makes the keys, too
    command = [sys.executable, "-m", "bench.search_texts", str(size), str(asked.seed), asked.data]
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _weigh(address: str) -> dict[str, Any]:
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")  # as the database does by itself within minutes
        (texts,) = line.execute("SELECT count(*) FROM search_document").fetchone() or (0,)
        (index,) = line.execute("SELECT pg_relation_size('search_document_words')").fetchone() or (0,)
        (table,) = line.execute("SELECT pg_table_size('search_document')").fetchone() or (0,)
    return {"texts": texts, "index_mb": round(index / 2**20), "texts_mb": round(table / 2**20)}


def _pages(found: dict[str, Any], order: str, seed: int) -> list[Page]:
    """Every question by every ordinary caller, in an order drawn by the seed."""
    pages = [
        (f"/search/?{urlencode({'q': question, 'order': order})}", cookie(found, who) if who else {}, "")
        for question in QUESTIONS
        for who in CALLERS
    ]
    random.Random(seed).shuffle(pages)
    return pages


def _written(found: dict[str, Any], address: str, seed: int) -> list[Page]:
    """What is asked while somebody writes: texts of the index typed again, by every ordinary caller, each visitor from an address of his own."""
    with psycopg.connect(address) as line:
        texts = line.execute(
            "SELECT text FROM search_document WHERE kind = 'opinion' ORDER BY id DESC LIMIT 700"
        ).fetchall()
    random.Random(seed).shuffle(texts)
    token = "a" * 32
    pages = []
    for n, (text,) in enumerate(texts):
        who = CALLERS[n % len(CALLERS)]
        cookies = "; ".join([*cookie(found, who).values(), f"csrftoken={token}"] if who else [f"csrftoken={token}"])
        headers = {"Cookie": cookies, "X-CSRFToken": token, "HX-Request": "true", "X-Forwarded-For": f"10.0.{n // 250}.{n % 250}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        pages.append(("/search/alike/", headers, urlencode({"text": text})))
    return pages


def open_loop(port: int, pages: list[Page], seconds: float) -> list[float]:
    """Twenty requests a second whether answers come or not; a request's time runs from when it was due, in seconds."""
    raw = [
        request("POST" if body else "GET", path, headers=headers, body=body.encode()) for path, headers, body in pages
    ]
    idle: LifoQueue[socket.socket] = LifoQueue()

    def ask(n: int, due: float) -> float:
        line = idle.get_nowait() if idle.qsize() else socket.create_connection(("127.0.0.1", port))
        line.sendall(raw[n % len(raw)])
        status = read_answer(line)
        idle.put(line)
        if status != "200":
            raise SystemExit(f"{pages[n % len(pages)][0]}: {status}")
        return time.perf_counter() - due

    begun, asked = time.perf_counter() + 0.2, []
    with ThreadPoolExecutor(64) as crew:
        for n in range(int(seconds * RATE)):
            due = begun + n / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            asked.append(crew.submit(ask, n, due))
    while idle.qsize():
        idle.get().close()
    return [one.result() for one in asked]


def _at(took: list[float], part: float) -> float:
    ordered = sorted(took)
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)
