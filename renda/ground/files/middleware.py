"""Refuses a request that is too large before its body is read, with a sentence instead of a broken connection."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from renda.ground.files.rules import MEGABYTE, MOST_BYTES
from renda.ground.ui.refusals import refuse

SLACK = MEGABYTE // 2  # boundaries and text fields around the files
MOST_DRAINED = 100 * MEGABYTE
TOO_LARGE = "一次最多交20MB。请少选几个文件，或压缩后再交；文字都还在上一页，可以退回去拿。"


class RequestSizeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _declared(request)
        if size <= MOST_BYTES + SLACK:
            return self.get_response(request)
        _drain(request, size)
        answer = refuse(_emptied(request), 413, "交的内容太大了", TOO_LARGE)
        answer["Connection"] = "close"
        return answer


def _declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest, size: int) -> None:
    """Read and drop, so that a browser that is still sending gets to read the answer; only so much, though."""
    left = size if size <= MOST_DRAINED else 0
    while left > 0 and (chunk := request.read(min(left, 1 << 16))):
        left -= len(chunk)


def _emptied(request: HttpRequest) -> HttpRequest:
    """The same request as one without a body: nothing may try to read it again."""
    request.META["CONTENT_LENGTH"], request.META["CONTENT_TYPE"] = "0", ""
    request.content_type, request.method = "", "GET"
    return request
