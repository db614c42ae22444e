"""E-mail by a mail server: `smtp://user:password@host:25?from=…`, `smtp+tls://` (587), `smtps://` (465)."""

import smtplib
import ssl
from contextlib import closing
from email.message import EmailMessage
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils import timezone
from django.utils.http import http_date

from renda.ground.notices.channels.letter import Letter, Refused, TryLater

TIMEOUT = 15.0
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def send_by_mail(url: str, letter: Letter) -> None:
    parts = urlsplit(url)
    sender = dict(parse_qsl(parts.query)).get("from") or unquote(parts.username or "")
    try:
        message = _message(letter, sender)
        with closing(_open(url)) as server:
            server.send_message(message, sender, [letter.address])
    except ValueError as error:
        raise Refused("收件地址写得不对") from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise (Refused if codes and min(codes) >= 500 else TryLater)("收件地址不被接受") from error
    except smtplib.SMTPException as error:
        raise TryLater(f"邮件服务器没有收下：{type(error).__name__}") from error
    except OSError as error:
        raise TryLater(f"连不上邮件服务器：{type(error).__name__}") from error


def _open(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    if parts.scheme == "smtp+tls":
        server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _message(letter: Letter, sender: str) -> EmailMessage:
    """The same Message-ID at each try, so that a second copy is seen as one."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = letter.title, sender, letter.address
    message["Date"] = http_date(timezone.now().timestamp())
    message["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body or letter.title, cte="base64")
    return message
