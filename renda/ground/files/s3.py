"""Attachments in an S3-compatible store, over plain HTTP calls signed by AWS Signature Version 4.

`RENDA_FILES_URL=https://KEY:SECRET@host[:port]/bucket[/folder]?region=…`; `http://` for a store without TLS on the same machine.
An object appears whole or not at all, so nothing more is needed for killed writers.
"""

import hashlib
import hmac
import http.client
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

TIMEOUT = 30.0
SIGNED = "host;x-amz-content-sha256;x-amz-date"


class StoreTrouble(OSError):
    """The store did not answer, or refused."""


@deconstructible
class S3Storage(Storage):
    """The few calls that Django's storage interface needs. Takes the address as its one option."""

    def __init__(self, location: str) -> None:
        parts = urlsplit(location)
        self.is_plain = parts.scheme == "http"
        self.host = parts.netloc.rpartition("@")[2]
        self.key, self.secret = unquote(parts.username or ""), unquote(parts.password or "")
        self.base = parts.path.rstrip("/")
        self.region = dict(parse_qsl(parts.query)).get("region", "us-east-1")

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        content.seek(0)
        self._call("PUT", name, body=content.read())
        return name

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]
        return File(io.BytesIO(self._call("GET", name)[1]), name)

    def exists(self, name: str) -> bool:
        return self._head(name) is not None

    def size(self, name: str) -> int:
        return int(self._found(name).get("Content-Length", 0))

    def get_modified_time(self, name: str) -> datetime:
        return parsedate_to_datetime(self._found(name)["Last-Modified"])

    def delete(self, name: str) -> None:
        self._call("DELETE", name, missing_ok=True)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files directly below a path, however many pages the store's list has."""
        bucket, _, folder = self.base.lstrip("/").partition("/")
        prefix = "/".join(part for part in (folder, path.strip("/")) if part) + "/"
        folders: list[str] = []
        files: list[str] = []
        for page in self._pages(bucket, prefix):
            folders += [_last(each, "Prefix") for each in page.iterfind("{*}CommonPrefixes")]
            files += [_last(each, "Key") for each in page.iterfind("{*}Contents")]
        return folders, [name for name in files if name]

    def _pages(self, bucket: str, prefix: str) -> Iterator[ET.Element]:
        token = ""
        while True:
            query = {
                "delimiter": "/",
                "list-type": "2",
                "prefix": prefix,
                **({"continuation-token": token} if token else {}),
            }
            page = ET.fromstring(self._send("GET", f"/{bucket}", query)[1])  # noqa: S314  our own store's list
            yield page
            token = page.findtext("{*}NextContinuationToken") or ""
            if not token:
                return

    def _head(self, name: str) -> http.client.HTTPMessage | None:
        headers, _ = self._call("HEAD", name, missing_ok=True)
        return headers

    def _found(self, name: str) -> http.client.HTTPMessage:
        headers = self._head(name)
        if headers is None:
            raise FileNotFoundError(name)
        return headers

    def _call(
        self, verb: str, name: str, *, body: bytes = b"", missing_ok: bool = False
    ) -> tuple[http.client.HTTPMessage | None, bytes]:
        try:
            return self._send(verb, f"{self.base}/{name}", {}, body)
        except FileNotFoundError:
            if missing_ok:
                return None, b""
            raise

    def _send(
        self, verb: str, path: str, query: dict[str, str], body: bytes = b""
    ) -> tuple[http.client.HTTPMessage, bytes]:
        path = quote(path, safe="/~")
        asked = "&".join(f"{quote(k, safe='~')}={quote(v, safe='~')}" for k, v in sorted(query.items()))
        kind = http.client.HTTPConnection if self.is_plain else http.client.HTTPSConnection
        line = kind(self.host, timeout=TIMEOUT)
        try:
            line.request(verb, f"{path}?{asked}" if asked else path, body, self._headers(verb, path, asked, body))
            answer = line.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise StoreTrouble(f"{verb} {path}: {error}") from error
        finally:
            line.close()
        if answer.status == 404:
            raise FileNotFoundError(path)
        if answer.status >= 300:
            raise StoreTrouble(f"{verb} {path}: {answer.status}")
        return answer.headers, data

    def _headers(self, verb: str, path: str, query: str, body: bytes) -> dict[str, str]:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        digest = hashlib.sha256(body).hexdigest()
        lines = f"host:{self.host}\nx-amz-content-sha256:{digest}\nx-amz-date:{moment}\n"
        asked = "\n".join([verb, path, query, lines, SIGNED, digest])
        scope = f"{moment[:8]}/{self.region}/s3/aws4_request"
        to_sign = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
        key = f"AWS4{self.secret}".encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        mark = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
        words = f"AWS4-HMAC-SHA256 Credential={self.key}/{scope},SignedHeaders={SIGNED},Signature={mark}"
        return {"Host": self.host, "x-amz-content-sha256": digest, "x-amz-date": moment, "Authorization": words}


def _last(element: ET.Element, tag: str) -> str:
    return (element.findtext(f"{{*}}{tag}") or "").rstrip("/").rpartition("/")[2]
