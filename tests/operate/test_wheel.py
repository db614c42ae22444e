"""The wheel carries everything: it is installed without this tree and serves its pages with their styles."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from http.client import HTTPConnection
from pathlib import Path

import pytest

from renda.config.demo import first_page, free_port
from tests.architecture.code import ROOT

pytestmark = pytest.mark.once
UV = Path(sys.executable).parent / "uv"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([UV, "build", "-q", "--wheel", "--out-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """`renda` of the wheel in an environment of its own; what it depends on is lent by this one."""
    home = tmp_path_factory.mktemp("installed")
    lent = sysconfig.get_paths()["purelib"]
    env = {**os.environ, "PYTHONPATH": lent, "RENDA_DATA": str(home / "data"), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "env"], check=True)
    target = ["--python", home / "env" / "bin" / "python"]
    subprocess.run([UV, "pip", "install", "-q", "--no-deps", *target, wheel], check=True)

    def run(*words):
        return [home / "env" / "bin" / "renda", *words], {"env": env, "cwd": home}

    return run


def test_assets_templates_and_data_are_inside(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for end in ("ui/dist/renda.css", "ui/dist/renda.js", "ui/public.html", "/gaoxian.json", "0001_tables.py"):
        assert any(name.endswith(end) for name in names), end
    assert all(name.startswith(("renda/", "renda-")) for name in names)


def test_no_font_and_no_foreign_source_is_inside(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [n for n in names if n.endswith((".ttf", ".otf", ".woff2")) or "node_modules" in n] == []


def test_an_installed_wheel_serves_its_pages(installed):
    command, how = installed("migrate", "-v0")
    subprocess.run(command, check=True, **how)
    port = free_port()
    command, how = installed("serve", f"--port={port}", "--no-worker")
    server = subprocess.Popen(command, **how)
    try:
        first_page(port, "/healthz")
        assert status(port, "/static/ui/dist/renda.css") == 200
        assert status(port, "/sign-in/") in {200, 503}
    finally:
        server.terminate()
        server.wait(40)


def status(port, path):
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path)
    return line.getresponse().status
