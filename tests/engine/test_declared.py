"""What a matter has to say of itself is asked at start-up, not when a page first needs it."""

import pytest

from renda.ground.workflow.checks import faults
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import Matter


@pytest.mark.parametrize("name", ["title_line", "get_absolute_url"])
def test_a_matter_that_does_not_say_what_it_is_stops_the_start(monkeypatch, name):
    workflow = WORKFLOWS["complaint"]
    assert list(faults(workflow)) == []
    monkeypatch.setattr(workflow.model, name, getattr(Matter, name))
    assert list(faults(workflow)) == [f"Complaint does not say its {name}"]
