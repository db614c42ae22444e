"""A server of its own that is killed and started again, and clients that write to it meanwhile and note every answer."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from uuid import uuid4

from renda.config.demo import free_port
from renda.ground.kernel.keys import uuid7

READY_LIMIT = 90.0
COMMAND = [sys.executable, "-m", "renda.config.cli"]


class Server:
    """`renda serve` in a process group of its own; each `start` is timed to the first page."""

    def __init__(self, env):
        self.env, self.port, self.starts, self.process = env, free_port(), [], None

    def start(self):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, "serve", f"--port={self.port}"],
            env=self.env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=self.output(),
        )  # fmt: skip
        while ask(self.port, "GET", "/healthz")[0] != 200:
            assert time.monotonic() - begun < READY_LIMIT, "the server does not come back"
            assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.05)
        self.starts.append(time.monotonic() - begun)

    def output(self):
        """Where its log goes."""
        return subprocess.DEVNULL

    def kill(self):
        """SIGKILL for everything at once: parent, web server, its workers, job worker."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@dataclass
class Written:
    """What a server has acknowledged: keys of opinions, and `once` keys of steps with their matter."""

    opinions: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    unanswered: int = 0


class Client(threading.Thread):
    """Leaves opinions and takes steps; whatever gets no answer is sent again with the same key until it gets one."""

    def __init__(self, number, port, stage, stop):
        super().__init__(daemon=True)
        self.number, self.port, self.stage, self.stop_at = number, port, stage, stop
        self.dice, self.written, self.open = random.Random(number), Written(), []

    def run(self):
        while not self.stop_at.is_set():
            if self.open and self.dice.random() < 0.6:
                self.step()
            elif self.dice.random() < 0.5 and self.stage["proofs"]:
                self.leave()
            else:
                self.enter()

    def leave(self):
        """As a resident, without an account."""
        key = str(uuid7())
        body = {"s": self.stage["station"], "text": f"{key}，桥头路灯坏了。", "phone": "13800136021", "key": key,
                "token": self.stage["proofs"].pop()}  # fmt: skip
        if self.send("/api/v1/opinions/intake", body, resident=True) is not None:
            self.take_note(key)

    def enter(self):
        """As the liaison officer, for somebody who came by."""
        key = str(uuid7())
        item = {"key": key, "station_id": self.stage["station_id"], "text": f"{key}，护栏坏了。", "entry": "visit",
                "is_read_back": True, "name": "来访群众"}  # fmt: skip
        done = self.send("/api/v1/opinions/entries", {"items": [item]})
        if done is None:
            return
        if done[0]["status"] == 200:
            self.take_note(key)
        else:
            self.written.odd.append(str(done))

    def take_note(self, key):
        self.written.opinions.append(key)
        self.open.append((key, 1))

    def step(self):
        """The next step of one of its own: 请代表接, then 当场答复."""
        key, version = self.open.pop(self.dice.randrange(len(self.open)))
        once = str(uuid4())
        name = "screen" if version == 1 else "answer_on_spot"
        more = {"note": "请近的代表接"} if version == 1 else {"result": "已修好", "told_way": "face"}
        if self.send(f"/api/v1/opinion/{key}/steps/{name}", {"seen": version, "once": once, **more}) is None:
            return
        self.written.steps.append((key, once))
        if version == 1:
            self.open.append((key, 2))

    def send(self, path, body, *, resident=False):
        """The answer, after as many tries as it takes; None once the run is over or the server said no."""
        headers = {
            "Content-Type": "application/json",
            "X-Forwarded-For": f"10.{self.number}.{self.dice.randrange(250)}.1",
        }
        if not resident:
            headers["Authorization"] = f"Bearer {self.stage['token']}"
        while not self.stop_at.is_set():
            status, text = ask(self.port, "POST", path, json.dumps(body), headers)
            if status in (200, 201):
                return json.loads(text)
            if status:
                self.written.odd.append(f"{status} {path} {text[:200]}")
                return None
            self.written.unanswered += 1
            time.sleep(0.05)
        return None


def ask(port, method, path, body=None, headers=None):
    """Status and text; 0 if no whole answer came."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException, UnicodeDecodeError):
        return 0, ""
    finally:
        line.close()
