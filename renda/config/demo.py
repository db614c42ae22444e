"""`renda demo`: a migrated database, the demo county, its cast; `--check` walks the main job over HTTP."""

import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from importlib import import_module

import django
from django.core.management import call_command

from renda.config.first_use import check_tables, prepare_data

START_LIMIT = 60.0  # seconds


def load(county_key: str) -> str:
    """Migrate and load; what is there already is left. Returns a complaint, empty if all went well."""
    django.setup()
    make_database()
    if complaint := prepare_data() or check_tables():
        return complaint
    load_demo = import_module("renda.demo.load").load_demo

    begun = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    print(f"数据库已备好，用时{time.monotonic() - begun:.1f}秒。", flush=True)
    load_demo(county_key, sys.stdout)
    return ""


def check(county_key: str) -> int:
    """Load, serve on a free port, walk resident → publication as the cast. 0 only if every step did what it should."""
    if complaint := load(county_key):
        print(complaint, file=sys.stderr)
        return 1
    walk = import_module("renda.demo.check").walk

    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "renda.config.cli", "serve", "--port", str(port)])
    try:
        url = f"http://127.0.0.1:{port}"
        print(f"第一页用时{first_page(port):.1f}秒：{url}", flush=True)
        return 0 if walk(url, sys.stdout) else 1
    finally:
        server.terminate()
        server.wait(40)


def first_page(port: int, path: str = "/") -> float:
    """Seconds until the page answers. Raises TimeoutError."""
    begun = time.monotonic()
    while time.monotonic() - begun < START_LIMIT:
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", path)
            if asked.getresponse().status == 200:
                return time.monotonic() - begun
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise TimeoutError(f"服务在{START_LIMIT:.0f}秒内没有应答。")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def make_database() -> None:
    """Create the named PostgreSQL database if the server has none of that name."""
    from django.db import OperationalError, connection

    if connection.vendor != "postgresql":
        return
    try:
        connection.ensure_connection()
    except OperationalError:
        name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    connection.close()
