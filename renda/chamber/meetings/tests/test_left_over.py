"""What was to be done before a meeting and was not is waited for no more when the meeting is over, or does not take place."""

import pytest

from renda.chamber.meetings import services
from renda.chamber.meetings.tests import factories
from renda.ground.workflow.queries import waiting_for

pytestmark = pytest.mark.django_db


def waiting(row):
    return {one.days for one in row.preparations.filter(state="waiting") if waiting_for(one).exists()}


def test_after_a_meeting_only_what_comes_after_it_is_waited_for(cast):
    row = factories.opened(cast)
    assert min(waiting(row)) < 0 <= max(waiting(row))
    services.close_meeting(row, actor=cast.office)
    assert waiting(row) and max(waiting(row)) < 0
    assert row.preparations.filter(days__gte=0, state="dropped").exists()


def test_of_a_meeting_that_does_not_take_place_nothing_is_waited_for(cast):
    row = factories.convened(cast)
    services.cancel_meeting(row, actor=cast.office, note="改开专题会")
    assert waiting(row) == set()
