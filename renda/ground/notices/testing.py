"""Other sides that really listen on a socket: a gateway and a mail server that note what comes in, and fail when told.

with Gateway() as gateway:
    gateway.fail(3)             # the next three calls get 503
    settings.CHANNELS = {"sms": gateway.url, …}
    assert gateway.calls[0].body["phone"] == …
"""

import json
import socketserver
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Call:
    path: str
    raw_query: str
    query: dict[str, str]
    headers: dict[str, str]
    raw: bytes
    body: dict[str, Any] = field(default_factory=dict)


class _Listening:
    """A server on a port of 127.0.0.1 in a thread of its own."""

    server: socketserver.BaseServer
    scheme = ""

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    @property
    def port(self) -> int:
        return int(cast(tuple[str, int], self.server.server_address)[1])

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"


class Gateway(_Listening):
    """An HTTP gateway or hook. `answer` is what it says when all is well; `delivered` the ids it took, each once."""

    scheme = "http"

    def __init__(self, answer: dict[str, Any] | None = None) -> None:
        self.answer = {} if answer is None else answer
        self.calls: list[Call] = []
        self.failures: list[int] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    def fail(self, times: int, status: int = 503) -> None:
        """Answer the next calls with this status; 0 hangs up without an answer."""
        self.failures += [status] * times

    @property
    def delivered(self) -> list[str]:
        return list(dict.fromkeys(call.headers.get("idempotency-key", "") for call in self.calls))

    def take(self, call: Call) -> tuple[int, dict[str, Any]]:
        if self.failures:
            return self.failures.pop(0), {}
        self.calls.append(call)
        return 200, self.answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status, answer = gateway.take(_read(self))
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        return Handler


def _read(handler: BaseHTTPRequestHandler) -> Call:
    raw = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
    parts = urlsplit(handler.path)
    headers = {name.lower(): value for name, value in handler.headers.items()}
    is_json = "json" in headers.get("content-type", "")
    return Call(parts.path, parts.query, dict(parse_qsl(parts.query)), headers, raw, json.loads(raw) if is_json else {})


class MailServer(_Listening):
    """A mail server that speaks just enough SMTP. `refused`: addresses it answers with 550; `busy`: mails to answer 451."""

    scheme = "smtp"

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.refused: set[str] = set()
        self.busy = 0
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                server.converse(self)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)

    def converse(self, side: socketserver.StreamRequestHandler) -> None:
        def say(line: str) -> None:
            side.wfile.write(f"{line}\r\n".encode())

        say("220 trial")
        while line := side.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and any(address in line for address in self.refused):
                say("550 no such user")
            elif verb == "MAIL" and self.busy:
                self.busy -= 1
                say("451 try later")
            elif verb == "DATA":
                say("354 go on")
                self.mails.append(_read_mail(side))
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")


def _read_mail(side: socketserver.StreamRequestHandler) -> str:
    lines = []
    while (line := side.rfile.readline().decode().rstrip("\r\n")) != ".":
        lines.append(line)
    return "\n".join(lines)
