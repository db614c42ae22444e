"""SMS by a gateway of the county's own: a JSON call signed with RENDA_CHANNEL_KEY.

Body `{"id": …, "phone": …, "text": …}`. `X-Renda-Signature` is the hex HMAC-SHA256 of `<timestamp>.<body>` under the
key; `Idempotency-Key` is the id. The answer is 2xx, with `{"code": 0}` or without a code.
"""

import hashlib
import hmac
import json
import time

from django.conf import settings

from renda.ground.notices.channels.letter import Letter, Refused
from renda.ground.notices.channels.web import post


def send_by_gateway(url: str, letter: Letter) -> None:
    body = json.dumps(
        {"id": str(letter.key), "phone": letter.address, "text": letter.body}, ensure_ascii=False
    ).encode()
    stamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": str(letter.key),
        "X-Renda-Timestamp": stamp,
        "X-Renda-Signature": signature(stamp, body),
    }
    answer = post(url, body, headers)
    if str(answer.get("code", 0)) not in {"0", "OK"}:
        raise Refused(f"短信平台回了{str(answer['code'])[:40]}")


def signature(stamp: str, body: bytes) -> str:
    return hmac.new(settings.CHANNEL_KEY.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
