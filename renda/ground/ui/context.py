"""What every page knows: the county, who looks, how large and how bright, and the rail."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import today
from renda.ground.ui.nav import shown

MODES = ("", "elder")
THEMES = ("", "light", "dark")
MODE_COOKIE = "rd_mode"
THEME_COOKIE = "rd_theme"


def page(request: HttpRequest) -> dict[str, Any]:
    county = getattr(request, "county", None)
    actor = getattr(request, "actor", None)
    path = settings.RAIL
    rail = SimpleLazyObject(lambda: shown(import_string(path), actor, request.path))
    return {
        "county": county,
        "actor": actor,
        "is_demo": bool(getattr(county, "is_demo", False)),
        "mode": _look(request, "mode", MODE_COOKIE, MODES),
        "theme": _look(request, "theme", THEME_COOKIE, THEMES),
        "nav": rail,
        "frame": frame_for(actor),
        "today": today(),
    }


def _look(request: HttpRequest, name: str, cookie: str, known: tuple[str, ...]) -> str:
    """The device's choice, else the person's, else plain."""
    chosen = request.COOKIES.get(cookie)
    if chosen is None:
        chosen = getattr(getattr(request, "user", None), name, "")
    return chosen if chosen in known else ""


def frame_for(actor: Actor | None) -> str:
    """The frame of pages that anyone may meet: desk for staff, hand for deputies, public for the rest."""
    roles = {post.role for post in actor.posts} if actor and actor.is_signed_in else set()
    if not roles:
        return "ui/public.html"
    return "ui/hand.html" if roles == {Role.DEPUTY} else "ui/desk.html"
