"""Where a page listens, and the leave to do so: its address in the page, its origin in the policy of that one answer."""

from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer", bound=HttpResponse)


def stream_of(request: HttpRequest, topic: str, key: object) -> str:
    """The address of a topic's stream as the browser reaches it; empty if no process of streams belongs to this server."""
    if settings.LIVE_URL:
        return f"{settings.LIVE_URL.rstrip('/')}/{topic}/{key}/"
    if not settings.LIVE_PORT:
        return ""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{host}:{settings.LIVE_PORT}/live/{topic}/{key}/"


def let_listen(answer: Answer, stream: str) -> Answer:
    """The answer whose page may open this stream, although it comes from another port or host."""
    parts = urlsplit(stream)
    if parts.netloc:
        # What django-csp's own decorator sets, which takes no address of the request.
        answer._csp_update = {"connect-src": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return answer
