"""What every view may rely on: a request with its county and actor (types only; the middleware of `people` sets them)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`county` is the county the host names, `actor` who asks: loaded on first use, user_id 0 if nobody signed in."""

    county: Any
    actor: Actor
    htmx: "HtmxDetails"
