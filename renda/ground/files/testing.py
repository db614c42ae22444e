"""A store that really listens on a socket and speaks the part of S3 we use, with page breaks after two keys and checked signatures."""

import hashlib
import hmac
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import parse_qsl, unquote
from xml.sax.saxutils import escape

KEY, SECRET, BUCKET = "key1", "secret/+1", "renda"
PAGE = 2
LATELY = "Mon, 23 Nov 2026 01:00:00 GMT"


class Store:
    """`down`: answer 503 to everything."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.is_down = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> Self:
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        port = cast(tuple[str, int], self.server.server_address)[1]
        return f"http://{KEY}:secret%2F%2B1@127.0.0.1:{port}/{BUCKET}/county?region=cn-1"

    def answer(self, verb: str, target: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        path, _, query = target.partition("?")
        if self.is_down:
            return 503, b""
        if not _is_signed(verb, path, query, headers, body):
            return 403, b""
        if path == f"/{BUCKET}":
            return 200, self._list(dict(parse_qsl(query)))
        name = unquote(path)
        if verb == "PUT":
            self.objects[name] = body
        elif name not in self.objects:
            return 404, b""
        elif verb == "DELETE":
            del self.objects[name]
        return (204 if verb == "DELETE" else 200), (self.objects[name] if verb in {"GET", "HEAD"} else b"")

    def _list(self, query: dict[str, str]) -> bytes:
        prefix, start = query["prefix"], int(query.get("continuation-token", 0))
        below = sorted(k.removeprefix(f"/{BUCKET}/") for k in self.objects if k.startswith(f"/{BUCKET}/{prefix}"))
        entries = list(dict.fromkeys(prefix + _first(name.removeprefix(prefix)) for name in below))
        shown = "".join(
            f"<CommonPrefixes><Prefix>{escape(e)}</Prefix></CommonPrefixes>"
            if e.endswith("/")
            else f"<Contents><Key>{escape(e)}</Key></Contents>"
            for e in entries[start : start + PAGE]
        )
        more = start + PAGE < len(entries)
        token = f"<NextContinuationToken>{start + PAGE}</NextContinuationToken>" if more else ""
        return f'<ListBucketResult xmlns="http://s3.test/">{shown}{token}</ListBucketResult>'.encode()


def _first(rest: str) -> str:
    head, slash, _ = rest.partition("/")
    return head + slash


def _is_signed(verb: str, path: str, query: str, headers: Any, body: bytes) -> bool:
    """The signature computed anew from what arrived, after the manual's steps."""
    digest, moment = hashlib.sha256(body).hexdigest(), headers["x-amz-date"]
    names = headers["Authorization"].split("SignedHeaders=")[1].split(",")[0]
    lines = "".join(f"{name}:{headers[name]}\n" for name in names.split(";"))
    asked = "\n".join([verb, path, query, lines, names, digest])
    scope = f"{moment[:8]}/cn-1/s3/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    key = b"AWS4" + SECRET.encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return bool(headers["Authorization"].endswith(hmac.new(key, to_sign.encode(), "sha256").hexdigest()))


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, data = store.answer(self.command, self.path, self.headers, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Last-Modified", LATELY)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_PUT = do_HEAD = do_DELETE = take

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    return Handler
