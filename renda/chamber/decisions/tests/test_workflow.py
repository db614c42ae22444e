"""Random walks over a decision."""

from datetime import timedelta

from renda.chamber.decisions.tests import factories as made
from renda.chamber.decisions.workflow import DECISION
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk

NAMES = ("office", "committee", "clerk", "co_clerk", "deputy", "liaison", "resident")


def test_walks_of_a_decision(cast):
    actors = {name: getattr(cast, name) for name in NAMES}
    actors |= {"other": cast.other_office, "clock": clock_actor(cast.county.pk)}
    body = made.meetings.body(cast)

    def fields(row, name):
        day = clock.today() + timedelta(days=30)
        return {
            "hand": {"committee_id": cast.orgs.committee},
            "send_opinions": {"organ_id": cast.orgs.water},
            "announce": {"number": "试〔2026〕1号", "published_on": clock.today(), "voted_version": 1, "report_due_on": day,
                         "organ_id": cast.orgs.water},
        }.get(name, {})  # fmt: skip

    walk(DECISION, lambda: made.proposed(cast, body=body), actors, fields=fields, examples=3)
    meeting = made.meetings.opened(cast)
    walk(
        DECISION, lambda: made.deliberated(cast, body=body, sort="may", meeting=meeting), actors, fields=fields, examples=2
    )  # fmt: skip
