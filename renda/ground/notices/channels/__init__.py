"""The ways out: one interface, chosen by the scheme of the address an installation sets.

| RENDA_SMS_URL, RENDA_CHAT_URL, RENDA_EMAIL_URL | sends by |
|---|---|
| empty | nothing: no message is queued for this channel |
| `console:` | the log of the worker |
| `file:<path>` | a line of JSON in a file, for trials |
| `https://…` (sms) | a signed call to a gateway (`gateway.py`) |
| `aliyun://KEYID@host/?sign=…&template=…` | Alibaba's SMS service, signed by ACS3 (`aliyun.py`) |
| `https://…` (chat) | the hook of a WeCom or DingTalk group (`chat.py`) |
| `smtp://`, `smtp+tls://`, `smtps://user:password@host:port?from=…` | a mail server (`mail.py`) |
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

from renda.ground.notices.channels.aliyun import send_by_aliyun
from renda.ground.notices.channels.chat import send_to_chat
from renda.ground.notices.channels.gateway import send_by_gateway
from renda.ground.notices.channels.letter import Letter, Refused, TryLater
from renda.ground.notices.channels.local import send_to_console, send_to_file
from renda.ground.notices.channels.mail import send_by_mail
from renda.ground.notices.states import Channel

__all__ = ["Letter", "Refused", "TryLater", "address_of", "send"]

Sender = Callable[[str, Letter], None]
LOCAL: dict[str, Sender] = {"console": send_to_console, "file": send_to_file}
SENDERS: dict[str, dict[str, Sender]] = {
    Channel.SMS: {"http": send_by_gateway, "https": send_by_gateway, "aliyun": send_by_aliyun, **LOCAL},
    Channel.EMAIL: {"smtp": send_by_mail, "smtp+tls": send_by_mail, "smtps": send_by_mail, **LOCAL},
    Channel.CHAT: {"http": send_to_chat, "https": send_to_chat, **LOCAL},
}


def address_of(channel: str) -> str:
    """The address this installation sends a channel by; empty if it doesn't."""
    return str(settings.CHANNELS.get(channel, ""))


def send(channel: str, letter: Letter) -> None:
    """Hand a letter over. Raises TryLater (no answer, overload) or Refused (it will never be taken)."""
    url = address_of(channel)
    if not url:
        raise Refused("没有配置这个渠道")
    sender = SENDERS[channel].get(urlsplit(url).scheme)
    if sender is None:
        raise Refused("渠道的地址写得不对")
    sender(url, letter)
