"""Where a page listens: another port of the same host, or where the operator says."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from renda.ground.live.web import let_listen, stream_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("host", "secure", "port", "url", "expected"),
    [
        ("localhost:8000", False, 8001, "", "http://localhost:8001/live/votes/1/"),
        ("[::1]:8000", False, 8001, "", "http://[::1]:8001/live/votes/1/"),
        ("localhost", True, 444, "", "https://localhost:444/live/votes/1/"),
        ("localhost", True, 8001, "/live/", "/live/votes/1/"),
        ("localhost", False, 0, "", ""),
    ],
)
def test_the_address_of_a_stream(settings, host, secure, port, url, expected):
    settings.SESSION_COOKIE_SECURE, settings.LIVE_PORT, settings.LIVE_URL = secure, port, url
    settings.ALLOWED_HOSTS = ["*"]
    assert stream_of(RequestFactory(headers={"Host": host}).get("/"), "votes", 1) == expected


def test_only_another_origin_needs_leave():
    assert not hasattr(let_listen(HttpResponse(), "/live/votes/1/"), "_csp_update")
    assert let_listen(HttpResponse(), "http://a:1/live/votes/1/")._csp_update == {"connect-src": ["http://a:1"]}
