"""The migrated SQLite database of the tests, made once for the same migrations and copied for each process."""

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
MOST = 9
KEPT = Path(tempfile.gettempdir()) / "renda-test-templates"


def lay_template(target: Path) -> None:
    """A migrated database in the place where the tests will look for theirs."""
    KEPT.mkdir(exist_ok=True)
    template = KEPT / f"{_digest()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _make(template)
    shutil.copyfile(template, target)


def _make(template: Path) -> None:
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-MOST]:
        old.unlink()
    with tempfile.TemporaryDirectory(dir=KEPT) as data:
        code = "import sys; from renda.config.cli import main; sys.exit(main(['migrate', '-v0']))"
        env = {**os.environ, "RENDA_DATA": data, "DATABASE_URL": ""}
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=env)
        whole = sqlite3.connect(next(Path(data).glob("*.sqlite3")))
        whole.execute("VACUUM INTO ?", [str(template.with_suffix(".new"))])
        whole.close()
    template.with_suffix(".new").replace(template)


def _digest() -> str:
    """Of the migrations and of what they import."""
    found = hashlib.sha256(django.__version__.encode())
    for file in sorted((ROOT / "renda").glob("*/*/migrations/*.py")):
        text = file.read_text()
        found.update(text.encode())
        for module in re.findall(r"^(?:from|import) (renda[\w.]*)", text, re.MULTILINE):
            source = ROOT / f"{module.replace('.', '/')}.py"
            if source.exists():
                found.update(source.read_bytes())
    return found.hexdigest()[:20]
