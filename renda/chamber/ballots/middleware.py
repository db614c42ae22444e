"""What everybody may ask and what nobody's slip comes by: such a request loses all that could tell whose it is, before anything reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NAMELESS = ("/ballots/now/", "/ballots/keys/", "/ballots/package/", "/api/v1/ballots/slips", "/api/v1/ballots/now/")
TELLING = (
    "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_USER_AGENT",
    "HTTP_REFERER", "HTTP_IDEMPOTENCY_KEY", "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "QUERY_STRING",
)  # fmt: skip


class NamelessMiddleware:
    """The first of all: no session is looked up, no cookie set, no line written to the log. A proxy in front: docs/operate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(NAMELESS):
            return self.get_response(request)
        for name in TELLING:
            request.META.pop(name, None)
        request.META["REMOTE_ADDR"] = ""
        answer = self.get_response(request)
        answer.cookies.clear()
        answer["Cache-Control"] = "no-store"
        answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would write a line for 409 and the like
        return answer
