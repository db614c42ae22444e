"""Turns what was refused into an answer. The only place where pages learn of a DomainError."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse

from renda.ground.kernel.errors import DomainError, TooMany
from renda.ground.ui.refusals import refuse

TOO_BIG = "一次交的内容太大了。请减少照片或文件，分几次交；文字都还在上一页，可以退回去拿。"


class DomainErrorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Other exceptions go on to Django's handlers (views.py)."""
        if isinstance(error, DomainError):
            answer = refuse(request, error.status, error.title, error.text, details=error.details)
            if isinstance(error, TooMany):
                answer["Retry-After"] = str(error.retry_after)
            return answer
        if isinstance(error, RequestDataTooBig | TooManyFilesSent):
            return refuse(request, 413, "交的内容太大了", TOO_BIG)
        return None


class PlainAddressMiddleware:
    """An address with a NUL character is nobody's typing, and PostgreSQL takes none: in a search it is dropped, else 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)
