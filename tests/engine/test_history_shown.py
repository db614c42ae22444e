"""Pages show the history as programs get it: who only sees what is published reads the public steps, and no notes."""

from renda.chamber.meetings import services
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.meetings.workflow import MEETING
from renda.ground.workflow.shown import steps_of


def test_a_visitor_reads_the_public_steps_alone(cast):
    row = meetings.with_agenda(cast)
    services.convene_meeting(row, actor=cast.office, note="会前请交议题材料")
    inside, outside = steps_of(MEETING, row, cast.office), steps_of(MEETING, row, cast.resident)
    assert {"plan", "convene"} <= {one.step for one in inside}
    assert {one.step for one in outside} == {"add_item", "convene"}
    assert any(one.note for one in inside) and not any(one.note for one in outside)


def test_a_page_that_has_asked_already_says_so(cast):
    row = meetings.convened(cast)
    assert steps_of(MEETING, row, cast.office, is_party=False) == steps_of(MEETING, row, cast.resident)
