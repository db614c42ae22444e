"""`renda backup` and `renda restore`: one archive with the database and the files; the keys in a file of their own.

The database is copied while it serves (SQLite's online backup, pg_dump), before the files, so that every row of the
copy finds its file. The archive names the keys it needs by fingerprint; restoring with other keys is refused.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from renda import __version__
from renda.config.first_use import holds_data
from renda.ground.kernel import clock
from renda.ground.kernel.sealed import Ring, load_ring, write_ring

PARTS = {"sqlite3": "database.sqlite3", "postgresql": "database.dump"}
CHUNK = 1 << 20


def back_up(folder: Path, keys: Path | None) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"renda-{clock.now():%Y%m%d-%H%M%S}.tar.gz"
    draft = archive.with_suffix(".part")
    ring = load_ring(Path(settings.KEY_FILE))
    with tempfile.TemporaryDirectory(dir=folder) as work, tarfile.open(draft, "w:gz", compresslevel=3) as tar:
        database = _dump(Path(work))
        digests = {database.name: _digest(database)}
        tar.add(database, database.name)
        for file in _stored_files():
            name = f"files/{file.relative_to(settings.FILES_ROOT)}"
            digests[name] = _digest(file)
            tar.add(file, name)
        _add_manifest(tar, {"version": __version__, "keys": fingerprints(ring), "sha256": digests})
    draft.replace(archive)
    print(f"已备份：{archive}（{archive.stat().st_size / 1e6:.1f} MB，{len(digests) - 1}个文件）")
    if keys:
        write_ring(ring, keys)
        print(f"钥匙另存在：{keys}。请和备份分开保管。")
    else:
        print(f"备份里没有钥匙。请把 {settings.KEY_FILE} 另外存好；丢了它，姓名、电话和住址就再也读不出来。")
    return 0


def restore(archive: Path, keys: Path | None) -> int:
    if holds_data() or any(_stored_files()):
        return _refuse("这里已经有数据。请换一个空的数据文件夹（RENDA_DATA）和空的数据库，再恢复。")
    ring_file = Path(settings.KEY_FILE)
    source = keys or ring_file
    if not source.exists():
        return _refuse("没有钥匙。请用 --keys 指出当时另存的钥匙文件。")
    ring_file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA) as work, tarfile.open(archive) as tar:
        tar.extractall(work, filter="data")
        manifest = json.loads((Path(work) / "manifest.json").read_text())
        if complaint := _complaint(Path(work), manifest, load_ring(source)):
            return _refuse(complaint)
        _load(Path(work))
        if (Path(work) / "files").exists():
            shutil.copytree(Path(work) / "files", settings.FILES_ROOT, dirs_exist_ok=True)
    if keys:
        write_ring(load_ring(keys), ring_file)
    print(f"已恢复：{len(manifest['sha256']) - 1}个文件和数据库。接着请跑 renda migrate 和 renda verify-history。")
    return 0


def fingerprints(ring: Ring) -> dict[str, str]:
    """What tells two keys apart without giving either away."""
    named = {**ring["keys"], "index": ring["index"]}
    return {name: hashlib.sha256(key.encode()).hexdigest()[:16] for name, key in named.items()}


def _complaint(work: Path, manifest: dict[str, Any], ring: Ring) -> str:
    held = fingerprints(ring)
    if missing := [name for name, mark in manifest["keys"].items() if held.get(name) != mark]:
        return f"钥匙不对：备份用的是另一把（{'、'.join(missing)}）。"
    if broken := [name for name, digest in manifest["sha256"].items() if _digest(work / name) != digest]:
        return f"备份已损坏：{'、'.join(broken[:3])}。"
    if not (work / _part()).exists():
        return "备份来自另一种数据库，请用同一种数据库恢复。"
    return ""


def _dump(work: Path) -> Path:
    target = work / _part()
    if target.suffix == ".dump":
        command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        subprocess.run(command, env=_postgres_env(), check=True)
        return target
    source, copy = sqlite3.connect(str(settings.DATABASES["default"]["NAME"])), sqlite3.connect(target)
    with copy:
        source.backup(copy)
    source.close()
    copy.close()
    return target


def _load(work: Path) -> None:
    source = work / _part()
    if source.suffix == ".dump":
        name = _postgres_env()["PGDATABASE"]
        command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}"]
        subprocess.run([*command, str(source)], env=_postgres_env(), check=True)
    else:
        shutil.copyfile(source, str(settings.DATABASES["default"]["NAME"]))


def _part() -> str:
    return PARTS[str(settings.DATABASES["default"]["ENGINE"]).rsplit(".", 1)[-1]]


def _postgres_env() -> dict[str, str]:
    """The connection by environment, so that no password stands in a process list."""
    database = settings.DATABASES["default"]
    wanted = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{name: str(database[key]) for name, key in wanted.items() if database.get(key)}}


def _program(name: str) -> str:
    """The newest client program of that name; Debian keeps one folder for each version."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise SystemExit(f"没有 {name}。请先装 PostgreSQL 的客户端程序。")
    return program


def _stored_files() -> list[Path]:
    return sorted(p for p in Path(settings.FILES_ROOT).rglob("*") if p.is_file())


def _add_manifest(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size = len(text)
    tar.addfile(entry, io.BytesIO(text))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
