"""Random walks over a participation."""

from renda.chamber.participations.tests import factories as made
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk


def fields(row, name):
    return {"take_up": {"taken_up": "已采纳。"}}.get(name, {})


def test_walks(cast):
    actors = {name: getattr(cast, name) for name in ("office", "deputy", "clerk", "co_clerk", "resident")}
    actors |= {"other": cast.other_office, "clock": clock_actor(cast.county.pk)}
    walk(PARTICIPATION, lambda: made.allotted(cast), actors, fields=fields, examples=2)
