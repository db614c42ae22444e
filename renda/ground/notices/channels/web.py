"""One outgoing HTTP call: ten seconds, no redirects, and its failures told apart."""

import http.client
import json
import urllib.error
import urllib.request
from email.message import Message
from typing import IO, Any

from renda.ground.notices.channels.letter import Refused, TryLater

TIMEOUT = 10.0
LONGEST_ANSWER = 65_536
# The gateway is up but its keys or address are wrong, or it is busy: someone mends that, the letter is good.
MENDABLE = {401, 403, 404, 408, 425, 429}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(NoRedirects)


def post(url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """POST and read a JSON object back ({} if it is none). Raises TryLater, Refused."""
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310  set by the operator
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            return _as_object(answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        words = f"对方回了{error.code}"
        if error.code >= 500 or error.code < 400 or error.code in MENDABLE:
            raise TryLater(words) from error
        raise Refused(words) from error
    except (OSError, http.client.HTTPException) as error:
        raise TryLater(f"连不上：{type(error).__name__}") from error


def _as_object(answer: bytes) -> dict[str, Any]:
    try:
        read = json.loads(answer or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
