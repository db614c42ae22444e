"""`bin/bench ballots`: a full hall votes in secret, and hears of it. Goals: DESIGN 6.

3,000 streams see the vote open within 3 s; 3,000 slips are cast and counted within 10 s, no call over 1 s, none lost or double although
phones send again; the same with the server killed and started again in the middle. Papers are issued before and timed apart; waits are 0.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from bench.servers import PRODUCT, ROOT, Server, below, environment, renda, serving
from renda.config.demo import free_port
from tests.postgres import private_postgres

WITHIN, SOON, SLOWEST = 10.0, 3.0, 1000  # seconds, seconds, milliseconds
MID_VOTE = 0.4  # part of the slips that are in when the server is killed


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("bin/bench ballots")
    parser.add_argument("--count", type=int, default=3000, help="members who vote")
    parser.add_argument("--streams", type=int, default=3000, help="phones and screens that wait for the vote to open")
    parser.add_argument("--at-once", type=int, default=32, help="phones that send at the same moment")
    asked = parser.parse_args(words)
    report: dict[str, Any] = {
        "machine": platform.platform(), "cores": os.cpu_count(), "begun": time.strftime("%F %T"), "load_before": os.getloadavg(),
    }  # fmt: skip
    with private_postgres(is_durable=True) as address, tempfile.TemporaryDirectory() as data:
        env = environment(PRODUCT, Path(data) / "product", address)
        renda(env, "migrate", "-v0")
        slips = str(Path(data) / "slips")
        hall = report["issuing"] = ask(env, "bench.hall", "prepare", str(asked.count), slips)
        print(f"issuing: {hall['papers']} papers in {hall['issuing_s']} s, {hall['ms_a_paper']} ms each", flush=True)
        first, second = hall["ballots"]
        port = free_port()
        with serving(env, "--no-worker", port=port) as server:
            report["opening"] = open_before_streams(env, server, hall["meeting"], first, asked.streams)
            report["casting"] = vote(env, server, slips, first, asked.at_once)
        report["killed"] = vote_through_a_kill(env, port, slips, second, asked)
    report["load_after"] = os.getloadavg()
    return tell(report, asked.count)


def ask(env: dict[str, str], module: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *words]
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def open_before_streams(env: dict[str, str], server: Server, meeting: str, ballot: str, count: int) -> dict[str, Any]:
    """So many streams are open when the chair opens the vote; how long until the last has heard, from the commit."""
    words = [
        sys.executable,
        "-m",
        "bench.crowd",
        "watch",
        str(server.port + 1),
        f"/live/ballots/{meeting}/",
        str(count),
    ]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True, cwd=ROOT) as crowd:
        assert crowd.stdout
        ready = crowd.stdout.readline().split()
        time.sleep(2)
        opened = ask(env, "bench.hall", "open", ballot)
        found: dict[str, Any] = json.loads(crowd.stdout.read().splitlines()[-1])
    return {
        "streams": found["streams"], "refused": found["refused"], "saw": found["saw"], "connected_s": float(ready[-1]),
        "first_s": round(found["first"] - opened["at"], 2), "last_s": round(found["last"] - opened["at"], 2),
    }  # fmt: skip


def vote(env: dict[str, str], server: Server, slips: str, ballot: str, at_once: int) -> dict[str, Any]:
    cast = ask(env, "bench.crowd", "cast", str(server.port), slips, ballot, str(at_once))
    return {"cast": cast, "closed": ask(env, "bench.hall", "close", ballot)}


def vote_through_a_kill(
    env: dict[str, str], port: int, slips: str, ballot: str, asked: argparse.Namespace
) -> dict[str, Any]:
    """All processes of the server are killed at once in mid-vote; another one starts on the same port."""
    ask(env, "bench.hall", "open", ballot)
    found: dict[str, Any] = {}
    words = ("bench.crowd", "cast", str(port), slips, ballot, str(asked.at_once))
    crowd = threading.Thread(target=lambda: found.update(ask(env, *words)))
    with serving(env, "--no-worker", port=port) as server:
        begun = time.monotonic()
        crowd.start()
        while slips_in(env, ballot) < MID_VOTE * asked.count and crowd.is_alive():
            time.sleep(0.1)
        killed_at = round(time.monotonic() - begun, 2)
        for pid in (server.pid, *below(server.pid)):
            os.kill(pid, signal.SIGKILL)
    with serving(env, "--no-worker", port=port) as server:
        crowd.join()
        return {"killed_at_s": killed_at, "start_s": round(server.first_page_s, 2), "cast": found,
                "closed": ask(env, "bench.hall", "close", ballot)}  # fmt: skip


def slips_in(env: dict[str, str], ballot: str) -> int:
    import psycopg

    with psycopg.connect(env["DATABASE_URL"]) as line:
        row = line.execute("SELECT count(*) FROM ballots_slip WHERE ballot_id = %s", [ballot]).fetchone()
    return int(row[0]) if row else 0


def tell(report: dict[str, Any], count: int) -> int:
    """The table, the file, and whether all goals are met."""
    opening, casting, killed = report["opening"], report["casting"], report["killed"]
    whole = round(casting["cast"]["seconds"] + casting["closed"]["seconds"], 2)
    rows = [
        (f"{opening['streams']} streams see the vote open", f"{opening['last_s']} s, {opening['saw']} saw", f"{SOON} s",
         opening["last_s"] <= SOON and opening["saw"] == opening["streams"]),
        (f"{count} slips cast and counted", f"{whole} s", f"{WITHIN} s", whole <= WITHIN),
        ("slowest call", f"{casting['cast']['max_ms']} ms", f"{SLOWEST} ms", casting["cast"]["max_ms"] <= SLOWEST),
        ("none lost, none double", *exact(casting, count)),
        ("the same through a kill", *exact(killed, count)),
    ]  # fmt: skip
    print(f"{'operation':<34}{'measured':>34}{'goal':>10}")
    for name, figure, goal, is_met in rows:
        print(f"{name:<34}{figure:>34}{goal:>10}  {'' if is_met else 'missed'}", flush=True)
    print(
        f"load before {report['load_before'][0]:.1f}, after {report['load_after'][0]:.1f}; {json.dumps(killed['cast'])}"
    )
    report["rows"] = [dict(zip(("name", "measured", "goal", "is_met"), row, strict=True)) for row in rows]
    target = ROOT / "bench" / "results" / f"{time.strftime('%Y%m%d-%H%M%S')}-ballots.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1))
    print(f"\nwritten: {target.relative_to(ROOT)}")
    return 0 if all(row[-1] for row in rows) else 1


def exact(run: dict[str, Any], count: int) -> tuple[str, str, bool]:
    closed, statuses = run["closed"], run["cast"]["statuses"]
    acknowledged = statuses.get("200", 0)
    is_met = closed["counted"] == closed["rows"] == closed["recounted"] == count and acknowledged == count + len(
        range(0, count, 10)
    )
    return f"{closed['counted']} counted of {closed['rows']} rows", str(count), is_met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
