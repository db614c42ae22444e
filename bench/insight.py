"""`bin/bench insight --data FOLDER`: quality and speed of the advice on real letters, with how much data, sizes and seeds.

The quality is the same to the digit each time; the seconds are of this machine. The folder is laid out like ../shared/data.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from bench.servers import PRODUCT, ROOT, environment, renda
from renda.ground.search.advice import evaluate
from renda.ground.search.advice.printing import as_text

LETTERS = "qunzhong-liuyan"
MAILBOX = "shizhang-xinxiang"
VERDICTS = ROOT / "bench" / "data" / "merge_verdicts.csv"
REPLY_VERDICTS = ROOT / "bench" / "data" / "reply_verdicts.csv"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("bin/bench insight")
    parser.add_argument("--data", type=Path, required=True, help="folder with qunzhong-liuyan and shizhang-xinxiang")
    parser.add_argument("--only", default="", help="part of a part's name")
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args(words)
    report: dict[str, Any] = {"begun": time.strftime("%F %T"), "seed": int(asked.seed), "parts": {}}
    for name, typed in parts(asked).items():
        if asked.only in name:
            report["parts"][name] = measure(name, [*typed, "--seed", asked.seed])
    if asked.only in "near":
        report["parts"]["near"] = measure_near(str(asked.data / LETTERS / "messages_hot_dev.csv"))
    target = ROOT / "bench" / "results" / f"{time.strftime('%Y%m%d-%H%M%S')}-insight.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1))
    print(f"\nwritten: {target.relative_to(ROOT)}")
    return 0


def parts(asked: Namespace) -> dict[str, list[str]]:
    letters, mailbox = asked.data / LETTERS, asked.data / MAILBOX
    hot, replied = str(letters / "messages_hot_dev.csv"), str(letters / "messages_replied_dev.csv")
    return {
        "routing": ["routing", "--train", str(letters / "labelled_segmented_dev.csv"), "--judge", str(letters / "labelled_raw_dev.csv")],
        "units": ["routing", "--units", "--train", str(mailbox / "letters_dev.csv"), "--label", "回复机构", "--title", "标题",
                  "--text", "来信内容", "--skip", "政府信息办公室"],
        "alike": ["alike", "--test", hot, "--verdicts", str(VERDICTS)],
        "hot": ["hot", "--test", hot],
        "reply": ["reply", "--test", replied, "--verdicts", str(REPLY_VERDICTS)],
    }  # fmt: skip


def measure_near(letters: str) -> dict[str, Any]:
    """The same letters through the index of a database instead of the one in memory."""
    with tempfile.TemporaryDirectory() as data:
        env = environment(PRODUCT, Path(data), "")
        renda(env, "migrate", "-v0")
        command = [sys.executable, "-m", "bench.letters", letters, str(VERDICTS)]
        said = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    print(f"\n== near: through the database\n{as_text(found)}", flush=True)
    return found


def measure(name: str, words: list[str]) -> dict[str, Any]:
    begun, used = time.monotonic(), time.process_time()
    found = evaluate.report_of(words)
    seconds, processor = time.monotonic() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n== {name}: {seconds:.0f} s, processor {processor:.0f} s, most memory so far {memory} MB\n{as_text(found)}",
        flush=True,
    )
    return {**found, "seconds": round(seconds, 1), "processor_s": round(processor, 1), "memory_mb": memory}
