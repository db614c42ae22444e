"""Random walks over a call and a sign-up."""

from itertools import count

from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.observers.tests import factories as made
from renda.chamber.observers.workflow import OBSERVER, OBSERVING
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk


def fields(row, name):
    return {"choose": {"chosen_on": clock.today(), "how": "order"}}.get(name, {})


def test_walks(cast):
    actors = {name: getattr(cast, name) for name in ("office", "deputy", "clerk", "resident")}
    actors |= {"other": cast.other_office, "clock": clock_actor(cast.county.pk)}
    days, numbers = count(20), count(1)
    walk(
        OBSERVING,
        lambda: made.announced(cast, meetings.convened(cast, days=next(days))),
        actors,
        fields=fields,
        examples=2,
    )
    call = made.announced(cast)
    walk(OBSERVER, lambda: made.applied(cast, call, next(numbers)), actors, fields=fields, examples=2)
