"""Random walks over each of the five workflows: no illegal move, history whole, somebody waited for."""

import pytest
from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Lookback, Promise, Publication, Rating, Signature
from renda.voice.suggestions.tests.factories import assigned, drafted, lead_of, registered, replied
from renda.voice.suggestions.workflow import HANDLING, LOOKBACK, PROMISE, PUBLICATION, RATING, SIGNATURE, SUGGESTION


@pytest.fixture
def actors(cast):
    names = ("deputy", "deputy2", "liaison", "office", "publisher", "gov", "clerk", "leader_of_unit", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields_of(cast):
    numbers = iter(range(1, 100_000))

    def fields(row, name):
        number = next(numbers)
        known = {
            "register": {"number": number, "number_year": 2026, "number_text": f"试{number}号"},
            "assign": {"assigned_on": row.created_at.date(), "lead_org_id": cast.orgs.water},
            "name_key": {
                "is_key": True,
                "key_paper": "试",
                "key_on": row.created_at.date(),
                "leader_id": cast.chair.user_id,
                "committee_id": cast.orgs.committee,
            },
            "unname_key": {"is_key": False, "key_paper": "", "key_on": None},
            "second_handling": {"handling_round": 2, "second_asked_on": row.created_at.date()},
            "publish": {"disclosure": "full", "published_on": row.created_at.date()},
            "sign": {"signed_at": row.created_at},
            "rate": {"process": "basic", "result": "basic"} if row.kind == "rating" else {},
            "reply": {"paper_number": "试函"} if row.kind == "handling" else {},
        }
        return known.get(name, {})

    return fields


def test_walks_of_the_suggestion(cast, actors):
    walk(SUGGESTION, lambda: drafted(cast), actors, fields=fields_of(cast))
    walk(SUGGESTION, lambda: registered(cast), actors, fields=fields_of(cast))
    walk(SUGGESTION, lambda: replied(cast), actors, fields=fields_of(cast), examples=6)


def test_walks_of_a_handling(cast, actors):
    walk(HANDLING, lambda: lead_of(assigned(cast)), actors, fields=fields_of(cast))


def test_walks_of_a_rating(cast, actors):
    walk(RATING, lambda: Rating.objects.filter(parent=replied(cast)).get(), actors, fields=fields_of(cast))


def test_walks_of_a_signature(cast, actors):
    def invited():
        row = services.invite_signature(drafted(cast), actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
        return Signature.objects.get(parent=row)

    walk(SIGNATURE, invited, actors, fields=fields_of(cast))


def test_walks_of_a_publication(cast, actors):
    def proposed():
        with transaction.atomic():
            made = services.propose_publication(replied(cast), actor=cast.office, extent="full")
        return Publication.objects.get(pk=made.pk)

    walk(PUBLICATION, proposed, actors, fields=fields_of(cast))


def test_walks_of_a_promise(cast, actors):
    def fields(row, name):
        return {"answered_on": row.promised_on} if name in ("answer", "verify", "confirm") else {}

    walk(PROMISE, lambda: promised_one(cast), actors, fields=fields)


def promised_one(cast):
    return Promise.objects.get(parent=replied(cast))


def test_walks_of_a_lookback(cast, actors):
    def asked():
        row = replied(cast)
        services.ask_lookbacks(cast.county.pk, actor=clock_actor(cast.county.pk), year=clock.today().year)
        return Lookback.objects.filter(parent=row).order_by("point")[0]

    walk(LOOKBACK, asked, actors, fields=lambda row, name: {"claim": "done"} if name == "answer" else {})
