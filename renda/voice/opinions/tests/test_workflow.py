import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.checks import faults
from renda.ground.workflow.testing import walk
from renda.voice.opinions import services
from renda.voice.opinions.shown import trail
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import TEXT, bearer
from renda.voice.opinions.workflow import OPINION

pytestmark = pytest.mark.django_db


def test_the_declaration_has_no_fault():
    assert list(faults(OPINION)) == []


def test_every_step_and_state_has_its_words_for_the_resident():
    staff_only = {"unmask"}
    assert set(OPINION.steps) - set(trail.RESIDENT_WORDS) == staff_only
    assert set(trail.REACHED) == set(S)


def test_any_steps_by_anyone_keep_the_history_whole(cast):
    anyone = {
        name: getattr(cast, name)
        for name in (
            "liaison",
            "deputy",
            "deputy2",
            "office",
            "township",
            "village",
            "town_gov",
            "clerk",
            "other_office",
            "resident",
        )
    }
    anyone["clock"] = clock_actor(cast.county.pk)
    made = {}

    def make():
        made["row"] = services.submit_opinion(actor=cast.resident, station=cast.places.station, text=TEXT)
        anyone["bearer"] = bearer(made["row"])
        return made["row"]

    anyone["bearer"] = bearer(make())
    walk(OPINION, make, anyone, fields=lambda row, name: needed(cast, row, name), examples=10, steps=16)


def needed(cast, row, name):
    """What a step must set so that the row keeps the promises of its constraints."""
    orgs = {"pass_to_village": cast.orgs.village, "pass_to_town": cast.orgs.town_gov, "pass_to_county": cast.orgs.water}
    if name in orgs:
        return {"target_org_id": orgs[name]}
    return {
        "take_up": {"deputy_id": cast.seats.deputy.pk},
        "guide_away": {"guidance": "lawsuit"},
        "answer_on_spot": {"told_on": today()},
        "tell": {"told_on": today()},
        "answer": {"told_on": today()},
        "reopen": {"reopened": row.reopened + 1, "deputy_id": None},
    }.get(name, {})
