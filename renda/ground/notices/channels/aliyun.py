"""SMS by Alibaba Cloud's service (SendSms 2017-05-25), signed by ACS3-HMAC-SHA256 as its API manual describes.

`aliyun://KEYID@dysmsapi.aliyuncs.com/?sign=高县人大&template=SMS_123456`; the secret is RENDA_CHANNEL_KEY. The template
has one variable `${text}`. `scheme=http` in the query is for a test double.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings

from renda.ground.notices.channels.letter import Letter, Refused, TryLater
from renda.ground.notices.channels.web import post

SIGNED = ("host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version")
BUSY = ("Throttling", "ServiceUnavailable", "InternalError", "isv.BUSINESS_LIMIT_CONTROL", "SignatureDoesNotMatch")


def send_by_aliyun(url: str, letter: Letter) -> None:
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query))
    query = _query(given, letter)
    host = parts.netloc.rpartition("@")[2]
    headers = _signed(host, query, parts.username or "", str(letter.key))
    answer = post(f"{given.get('scheme', 'https')}://{host}/?{query}", b"", headers)
    code = str(answer.get("Code", ""))
    if code.startswith(BUSY):
        raise TryLater(f"短信平台回了{code[:60]}")
    if code != "OK":
        raise Refused(f"短信平台回了{code[:60]}")


def _query(given: dict[str, str], letter: Letter) -> str:
    fields = {
        "OutId": str(letter.key),
        "PhoneNumbers": letter.address,
        "SignName": given.get("sign", ""),
        "TemplateCode": given.get("template", ""),
        "TemplateParam": json.dumps({"text": letter.body}, ensure_ascii=False),
    }
    return urlencode(sorted(fields.items()), quote_via=quote, safe="~")


def _signed(host: str, query: str, key_id: str, nonce: str) -> dict[str, str]:
    headers = {
        "host": host,
        "x-acs-action": "SendSms",
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        "x-acs-date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": "2017-05-25",
    }
    lines = "".join(f"{name}:{headers[name]}\n" for name in SIGNED)
    asked = "\n".join(["POST", "/", query, lines, ";".join(SIGNED), headers["x-acs-content-sha256"]])
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(asked.encode()).hexdigest()}"
    mark = hmac.new(settings.CHANNEL_KEY.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    words = f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={';'.join(SIGNED)},Signature={mark}"
    return {**headers, "Authorization": words, "Content-Type": "application/x-www-form-urlencoded"}
