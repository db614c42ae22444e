"""One command serves and works off jobs; whichever process is killed comes back, and all of them end together."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from renda.config.demo import free_port

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    subprocess.run([sys.executable, "-m", "renda.config.cli", "migrate", "-v0"], env=env(folder), check=True)
    return folder


@pytest.fixture
def server(data):
    port = free_port()
    command = [sys.executable, "-m", "renda.config.cli", "serve", f"--port={port}"]
    process = subprocess.Popen(command, env=env(data), stderr=subprocess.DEVNULL)
    process.port = port
    assert until(lambda: ask(port, "/readyz") == 200, limit=60)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(40)


def test_it_serves_and_its_worker_works(server):
    assert ask(server.port, "/healthz") == 200
    assert ask(server.port, "/readyz") == 200


def test_a_killed_web_server_comes_back(server):
    web, _ = children(server.pid)
    os.kill(web, signal.SIGKILL)
    assert until(lambda: web not in children(server.pid) and ask(server.port, "/healthz") == 200)


def test_a_killed_worker_comes_back(server):
    _, worker = children(server.pid)
    os.kill(worker, signal.SIGKILL)
    assert until(lambda: worker not in children(server.pid) and len(children(server.pid)) == 2)


def test_sigterm_ends_everything(server):
    family = below(server.pid)
    server.terminate()
    assert server.wait(35) == 0
    assert until(lambda: not any(alive(pid) for pid in family))


def test_nothing_outlives_a_killed_parent(server):
    family = below(server.pid)
    server.kill()
    server.wait(5)
    assert until(lambda: not any(alive(pid) for pid in family), limit=40)


def env(folder):
    return {**os.environ, "RENDA_DATA": str(folder), "DATABASE_URL": ""}


def ask(port, path):
    try:
        line = HTTPConnection("127.0.0.1", port, timeout=5)
        line.request("GET", path)
        return line.getresponse().status
    except OSError:
        return 0


def until(holds, limit=20.0):
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        if holds():
            return True
        time.sleep(0.1)
    return False


def children(pid):
    """In the order of birth: the web server, the worker."""
    return sorted(int(n) for task in Path(f"/proc/{pid}/task").glob("*/children") for n in task.read_text().split())


def below(pid):
    return [each for child in children(pid) for each in (child, *below(child))]


def alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
