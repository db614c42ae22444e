"""Gives every request its county and its actor, both loaded on first use."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from renda.ground.county import at_hand
from renda.ground.county.queries import county_for_host
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.people import queries
from renda.ground.people.models import User
from renda.ground.people.web import owed_by
from renda.ground.ui.refusals import refuse

POST_KEY = "acting_post"
# What someone who still owes a password or a second factor may open.
OPEN = (
    "/account/",
    "/sign-out/",
    "/static/",
    "/ui/",
    "/api/",
    "/sw.js",
    "/manifest.webmanifest",
    "/healthz",
    "/readyz",
)
NO_COUNTY = ("/static/", "/ui/", "/api/", "/sw.js", "/manifest.webmanifest", "/healthz", "/readyz")

if TYPE_CHECKING:
    Base = HttpRequest
else:
    Base = object


class _Answered(Base):
    """The lazy parts of a request. A mixin and not a lazy object, so that an actor is a plain Actor."""

    @cached_property
    def county(self) -> Any:
        county = county_for_host(self.get_host())
        if county is not None:
            at_hand.keep(county)
        return county

    @cached_property
    def owed(self) -> str:
        """The page to finish first; empty if nothing is owed or nobody is signed in."""
        whole = self._person
        return owed_by(cast(User, self.user), whole) if whole.is_signed_in else ""

    @cached_property
    def actor(self) -> Actor:
        """Who asks; nobody as long as something is owed."""
        return Actor(self._person.county_id) if self.owed else self._person

    @cached_property
    def _person(self) -> Actor:
        user = self.user
        if self.county is None:
            return Actor(0)
        if user.is_authenticated and user.county_id != self.county.pk:
            user = self.user = AnonymousUser()  # an account is good in its own county only
        if not user.is_authenticated:
            return Actor(self.county.pk)
        return queries.actor_for(user, today(), self.session.get(POST_KEY))


@cache
def _answered(kind: Any) -> type[HttpRequest]:
    return type(kind.__name__, (_Answered, kind), {})


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with at_hand.keeping():
            return self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        request.__class__ = _answered(cast(Any, request.__class__))
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(OPEN):
            owed = request.owed  # type: ignore[attr-defined]
            if owed:
                return HttpResponseRedirect(owed)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """A platform without a county has nothing to show yet."""
        if request.path.startswith(NO_COUNTY) or request.county is not None:  # type: ignore[attr-defined]
            return None
        return refuse(
            request, 503, "还没有县", "平台里还没有一个县的资料。请管理员先装载：renda demo，或 renda import。"
        )
