"""The hook of a work group (政务群) in WeCom or DingTalk: both take `{"msgtype": "text", …}`; DingTalk wants it signed.

`letter.address` is the hook of the county's own group, empty for the installation's. A group reads title and link only.
"""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from django.conf import settings

from renda.ground.notices.channels.letter import Letter, Refused, TryLater
from renda.ground.notices.channels.web import post

BUSY = {45009, 45033, 130101, 410100, -1}  # too many a minute, or the platform itself is busy


def send_to_chat(url: str, letter: Letter) -> None:
    words = "\n".join(part for part in (letter.title, letter.body) if part)
    body = json.dumps({"msgtype": "text", "text": {"content": words}}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(letter.key)}
    answer = post(_signed(letter.address or url), body, headers)
    code = answer.get("errcode", 0)
    if code in BUSY:
        raise TryLater(f"群接口回了{code}")
    if code != 0:
        raise Refused(f"群接口回了{str(code)[:40]}")


def _signed(url: str) -> str:
    """With `timestamp` and `sign` as DingTalk asks, if there is a key; WeCom's key stands in the address itself."""
    if not settings.CHANNEL_KEY or "access_token=" not in url:
        return url
    stamp = str(int(time.time() * 1000))
    mark = hmac.new(settings.CHANNEL_KEY.encode(), f"{stamp}\n{settings.CHANNEL_KEY}".encode(), hashlib.sha256).digest()
    return f"{url}&{urlencode({'timestamp': stamp, 'sign': base64.b64encode(mark).decode()})}"
