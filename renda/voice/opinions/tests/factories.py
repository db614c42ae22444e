"""Opinions made by the services, brought to the state a test begins with."""

from datetime import timedelta
from typing import Any

import altcha

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import at, now
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion

TEXT = "学校后门到老车站那段路，一下雨就积水，娃娃上学要绕一里多路。希望把路边暗沟清一清，修平。"
PHONE = "13800136021"


def collected(cast: Any, **words: Any) -> Opinion:
    return services.submit_opinion(actor=cast.resident, station=cast.places.station, **{"text": TEXT, **words})


def entered(cast: Any, **words: Any) -> Opinion:
    words = {"text": TEXT, "entry": "visit", "is_read_back": True, **words}
    return services.enter_opinion(actor=cast.liaison, station=cast.places.station, **words)


def screened(cast: Any, **words: Any) -> Opinion:
    return services.screen_opinion(collected(cast, **words), actor=cast.liaison, category="infrastructure")


def taken(cast: Any, **words: Any) -> Opinion:
    return services.take_up_opinion(screened(cast, **words), actor=cast.deputy)


def in_town(cast: Any, **words: Any) -> Opinion:
    return services.pass_to_town_opinion(collected(cast, **words), actor=cast.liaison)


def handled(cast: Any, **words: Any) -> Opinion:
    return services.handle_opinion(in_town(cast, **words), actor=cast.town_gov, result="暗沟已清通，路面已修平。")


def told(cast: Any, **words: Any) -> Opinion:
    return services.tell_opinion(handled(cast, **words), actor=cast.liaison, told_way="face")


def as_suggestion(cast: Any, **words: Any) -> Opinion:
    return services.become_suggestion_opinion(taken(cast, **words), actor=cast.deputy, title="关于清通暗沟的建议")


def bearer(opinion: Opinion) -> Actor:
    """Whoever holds the receipt."""
    return Actor(county_id=opinion.county_id, bearer_of=frozenset({opinion.pk}))


def solved() -> str:
    """A proof of work as a browser makes it."""
    challenge = altcha.Challenge.from_dict(services.make_challenge())
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def patient_token() -> str:
    """The token of a page that has been open for a minute."""
    with at(now() - timedelta(minutes=1)):
        return services.make_token()
