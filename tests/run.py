"""What `bin/test` runs: static checks, every test on SQLite and PostgreSQL, then the count and what was left out."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import find_programs, private_postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROCESSES = "2"
STATIC = {
    "ruff: faults": ["ruff", "check", "."],
    "ruff: format": ["ruff", "format", "--check", "."],
    "mypy: types": ["mypy"],
    "import-linter: floors and rooms": ["lint-imports"],
    "django: settings and workflows": ["renda", "check", "--fail-level", "WARNING"],
    "django: migrations": ["renda", "makemigrations", "--check", "--dry-run"],
    "drawings of the workflows": ["renda", "draw-workflows", "--check"],
}


@dataclass
class Outcome:
    failed_runs: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def main(words: list[str]) -> int:
    outcome = Outcome()
    is_static, is_long = "--static" in words, "--long" in words
    rest = [word for word in words if word not in {"--static", "--long"}]
    if rest:
        outcome.left_out.append("static checks (a selection was asked for)")
    else:
        check_static(outcome)
    if not is_static:
        run_tests(rest, is_long, outcome)
    return conclude(outcome)


def check_static(outcome: Outcome) -> None:
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "RENDA_DATA": data, "DJANGO_SETTINGS_MODULE": "renda.config.settings", "DATABASE_URL": ""}
        for name, command in STATIC.items():
            begun = time.monotonic()
            done = subprocess.run(
                [str(BIN / command[0]), *command[1:]], cwd=ROOT, env=env, capture_output=True, text=True
            )
            print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - begun:.1f} s)", flush=True)
            if done.returncode:
                outcome.failed_runs.append(name)
                print(done.stdout[-8000:], done.stderr[-4000:], flush=True)


def run_tests(rest: list[str], is_long: bool, outcome: Outcome) -> None:
    """Every test on both databases, but those of one (`once`, `strict`); lines of renda/ run are counted on SQLite."""
    if not Path("/usr/bin/chromium").exists() and not os.environ.get("RENDA_CHROMIUM"):
        outcome.left_out.append("browser journeys (no Chromium)")
    chosen = "-m" in rest
    ordinary = [] if is_long else ["not long"]
    counting = (
        []
        if any("::" in w or w.startswith("-k") or w.endswith(".py") for w in rest)
        else ["--cov=renda", "--cov-report=term:skip-covered"]
    )
    has_second = bool(find_programs())
    here = [*ordinary, "not strict"] if has_second else ordinary
    run_pytest("SQLite", "", [*counting, *marked(here, chosen), *rest], outcome)
    if not has_second:
        outcome.left_out.append("all tests on PostgreSQL (no server found)")
        return
    with private_postgres() as address:
        run_pytest("PostgreSQL", address, [*marked([*ordinary, "not once"], chosen), *rest], outcome)


def marked(wanted: list[str], is_chosen: bool) -> list[str]:
    """pytest's words for the wanted marks, unless the caller has chosen some."""
    return ["-m", " and ".join(wanted)] if wanted and not is_chosen else []


def run_pytest(name: str, address: str, words: list[str], outcome: Outcome) -> None:
    print(f"\n== {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        parallel = (
            [] if any(word.startswith(("-n", "--pdb")) for word in words) else ["-n", PROCESSES, "--dist", "loadscope"]
        )
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *parallel, *words]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address})
        # 5: nothing was collected, which only a selection may cause.
        if done.returncode not in ({0, 5} if words else {0}):
            outcome.failed_runs.append(f"tests on {name}")
        if report.exists():
            read_report(report, name, outcome)


def read_report(report: Path, name: str, outcome: Outcome) -> None:
    for case in ElementTree.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        elif skip is not None:
            outcome.skipped += 1
            outcome.left_out.append(f"{name}: {case.get('classname')}.{case.get('name')}: {skip.get('message')}")
        else:
            outcome.passed += 1


def conclude(outcome: Outcome) -> int:
    print()
    for line in dict.fromkeys(outcome.left_out):
        print(f"left out: {line}")
    for line in outcome.failed_runs:
        print(f"FAILED: {line}")
    is_strict = os.environ.get("CI", "").lower() == "true"
    failed = outcome.failed or len(outcome.failed_runs)
    print(f"{outcome.passed} passed, {failed} failed, {outcome.skipped} skipped")
    return 1 if failed or (is_strict and outcome.left_out) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
