"""Random walks over both workflows: no illegal move, history whole, somebody waited for."""

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk
from renda.voice.motions.tests.factories import cosigned, drafted, in_committee, invited, opined, with_unit
from renda.voice.motions.workflow import COSIGNING, MOTION
from renda.voice.suggestions.tests.factories import drafted as suggestion


@pytest.fixture
def actors(cast):
    names = ("deputy", "deputy2", "liaison", "office", "publisher", "committee", "gov", "clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields_of(cast):
    numbers = iter(range(1, 100_000))
    made = suggestion(cast)
    decided = {"decided_on": made.created_at.date()}

    def fields(row, name):
        number = next(numbers)
        known = {
            "submit": {"submitted_at": row.created_at},
            "receive": {"number": number, "number_text": f"第{number}号议案"},
            "put_on_agenda": {"decision": "agenda", **decided},
            "refer": {"decision": "committee", "committee_id": cast.orgs.committee, **decided},
            "convert": {"decision": "suggestion", "suggestion_id": made.pk, **decided},
            "ask_withdrawal": {"withdrawal_asked_on": row.created_at.date()},
            "refuse_withdrawal": {"withdrawal_asked_on": None},
            "hand_over": {"unit_id": cast.orgs.water},
            "publish": {"published_on": row.created_at.date()},
            "sign": {"signed_at": row.created_at},
        }
        return known.get(name, {})

    return fields


def test_walks_of_a_motion(cast, actors):
    for make in (drafted, cosigned, opined, in_committee, with_unit):
        walk(MOTION, lambda make=make: make(cast), actors, fields=fields_of(cast), examples=3)


def test_walks_of_a_cosigning(cast, actors):
    walk(COSIGNING, lambda: invited(cast), actors, fields=fields_of(cast), examples=4)
