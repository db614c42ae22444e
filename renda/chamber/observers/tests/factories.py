"""Makes calls and sign-ups by services, as the cast and citizens would."""

from datetime import timedelta
from typing import Any

from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.observers import services
from renda.chamber.observers.models import Call, SignUp
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor

PHONE = "13800136031"


def announced(cast: Any, meeting: Meeting | None = None, **facts: Any) -> Call:
    """Of a meeting in thirty days, signing up until three days before it."""
    meeting = meeting or meetings.convened(cast)
    facts = {"places": 2, "closes_on": meeting.starts_on - timedelta(days=3), **facts}
    return services.announce_observing(meeting, actor=cast.office, **facts)


def applied(cast: Any, call: Call | None = None, n: int = 1, **facts: Any) -> SignUp:
    facts = {"name": f"周满仓{n}", "phone": f"{int(PHONE) + n}", **facts}
    return services.apply_observer(actor=Actor(cast.county.pk), call=call or announced(cast), **facts)


def after(call: Call) -> Any:
    """The day after the last one to sign up."""
    return clock.at(clock.now() + (call.closes_on - clock.today()) + timedelta(days=1))


def bearer(row: SignUp) -> Actor:
    return Actor(row.county_id, bearer_of=frozenset({row.pk}))
