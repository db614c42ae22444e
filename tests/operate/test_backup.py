"""A backup taken from a running installation comes back whole, and never with the wrong keys."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from renda.ground.kernel.sealed import make_ring, write_ring
from tests.copies import maintain


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("backup")


@pytest.fixture(scope="module")
def installation(place, django_db_blocker):
    """An installation of its own with a county and a stored file; `run(*words, data=…)` runs `renda` on it."""
    made = []

    def run(*words, data="one"):
        env = {**os.environ, "RENDA_DATA": str(place / data)}
        if connection.vendor == "postgresql":
            name = f"backup_{data}_{os.getpid()}".lower().replace("-", "_")
            if name not in made:
                with django_db_blocker.unblock():
                    maintain(f'DROP DATABASE IF EXISTS "{name}"')
                    maintain(f'CREATE DATABASE "{name}"')
                made.append(name)
            env["DATABASE_URL"] = settings_url(name)
        command = [sys.executable, "-m", "renda.config.cli", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)

    assert run("migrate", "-v0").returncode == 0
    (place / "one" / "files" / "a.txt").write_text("路灯坏了")
    assert run("shell", "-v0", "-c", WRITE).returncode == 0
    yield run
    with django_db_blocker.unblock():
        for name in made:
            maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def settings_url(name):
    d = settings.DATABASES["default"]
    tail = f"?host={d['HOST']}" if str(d["HOST"]).startswith("/") else ""
    where = "" if tail else f"{d['HOST']}:{d['PORT']}"
    return f"postgresql://{d['USER']}:{d['PASSWORD']}@{where}/{name}{tail}" + (f"&port={d['PORT']}" if tail else "")


@pytest.fixture(scope="module")
def archive(installation, place):
    backed = installation("backup", str(place / "kept"), "--keys", str(place / "safe" / "ring.json"))
    assert backed.returncode == 0, backed.stderr
    return next((place / "kept").glob("*.tar.gz"))


def test_other_keys_are_refused(installation, archive, place):
    write_ring(make_ring(), place / "other.json")
    refused = installation("restore", str(archive), "--keys", str(place / "other.json"), data="two")
    assert refused.returncode == 1
    assert "钥匙不对" in refused.stderr


def test_a_backup_comes_back_whole(installation, archive, place):
    came = installation("restore", str(archive), "--keys", str(place / "safe" / "ring.json"), data="two")
    assert came.returncode == 0, came.stderr
    assert (place / "two" / "files" / "a.txt").read_text() == "路灯坏了"
    assert NOTE in installation("shell", "-v0", "-c", READ, data="two").stdout


def test_a_full_place_is_never_overwritten(installation, archive):
    refused = installation("restore", str(archive))
    assert refused.returncode == 1
    assert "已经有数据" in refused.stderr


def test_a_database_without_its_keys_gets_no_new_ones(installation, place):
    ring = place / "one" / "keys" / "ring.json"
    kept = ring.read_text()
    ring.unlink()
    refused = installation("check")
    assert refused.returncode == 1
    assert "没有钥匙文件" in refused.stderr
    assert not ring.exists()
    ring.write_text(kept)


NOTE = str(uuid4())
WRITE = f"""
from renda.ground.county.models import County
County.objects.create(code="511525", name="高县{NOTE}", short="高")
"""
READ = """
from renda.ground.county.models import County
print(County.objects.get().name)
"""


def test_tables_of_a_preview_are_refused_with_a_sentence(installation):
    old = "from django.db import connection; from django.db.migrations.recorder import MigrationRecorder as R; "
    assert (
        installation(
            "shell", "-v0", "-c", f'{old}R(connection).record_applied("county", "0001_first_tables")'
        ).returncode
        == 0
    )
    refused = installation("migrate")
    assert refused.returncode == 1
    assert "预览版" in refused.stderr
