"""Fills a database for measuring and says what the measurements need: sessions, addresses, keys. Run with the product's settings.

`python -m bench.prepare SIZE COUNT` prints one JSON object as its last line. SIZE: part of a large county (1, 0.1); COUNT: how
many fresh rows the writing operations may use up.
"""

import json
import sys
import time
from io import StringIO
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench import grow  # noqa: E402
from renda.demo.load import load_demo  # noqa: E402
from renda.ground.kernel import clock  # noqa: E402
from renda.ground.kernel.actor import Actor  # noqa: E402
from renda.ground.people.models import User  # noqa: E402
from renda.network.stations.models import Station  # noqa: E402
from renda.voice.opinions import services  # noqa: E402
from renda.voice.suggestions.models import Suggestion  # noqa: E402


def main(part: float, count: int, county: str) -> None:
    begun = time.monotonic()

    def say(text: str) -> None:
        print(f"  {text} ({time.monotonic() - begun:.0f} s)", file=sys.stderr, flush=True)

    call_command("migrate", verbosity=0)
    cast = load_demo(county, StringIO())
    say("demo county")
    grow.grow(grow.Size().times(part), say)
    station = Station.objects.get(pk=cast.places.station.pk)
    opinion = services.submit_opinion(
        actor=Actor(cast.county.pk), station=station, text="村口的路灯坏了三盏，晚上老人不好走，希望修一修。"
    )
    collected = grow.multiply(str(opinion.pk), count)
    say(f"{count} collected opinions")
    found = {
        "sessions": {name: sign_in(getattr(cast, name).user_id) for name in ("office", "liaison", "deputy", "clerk")},
        "suggestions": some_suggestions(cast.county.pk),
        "collected": collected,
        "station_code": station.code,
        "tokens": tokens(count),
    }
    print(json.dumps(found))


def sign_in(user_id: int) -> str:
    user = User.objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "renda.ground.people.auth.CountyBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def some_suggestions(county_id: int) -> list[str]:
    keys: Any = Suggestion.objects.filter(county_id=county_id, number__isnull=False).values_list("pk", flat=True)
    return [str(key) for key in keys[:200]]


def tokens(count: int) -> list[str]:
    """Timed tokens of forms opened some seconds ago, as a resident without script brings them."""
    from datetime import timedelta

    with clock.at(clock.now() - timedelta(seconds=30)):
        return [services.make_token() for _ in range(count)]


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
