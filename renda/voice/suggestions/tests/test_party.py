"""Once it is published everybody sees the suggestion, but only those concerned read more than the public does."""

import pytest

from renda.ground.workflow.queries import history
from renda.voice.suggestions import access
from renda.voice.suggestions.tests.factories import assigned, published
from renda.voice.suggestions.views.page import load_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["office", "publisher", "chair", "gov", "clerk", "leader_of_unit", "deputy"])
def test_who_had_to_do_with_it_stays_a_party(cast, who):
    assert access.is_party(getattr(cast, who), published(cast))


@pytest.mark.parametrize("who", ["co_clerk", "town_gov", "village", "deputy3", "resident"])
def test_other_staff_and_deputies_read_what_the_public_reads(cast, who):
    row, actor = published(cast), getattr(cast, who)
    page = load_page(row, actor)
    assert not page.is_party and not page.reads_staff_files
    assert {step.seen_by for step in page.history} <= {"public"}
    assert not any(getattr(step, "note", "") for step in page.history)
    assert {s.seen_by for s in history(row, actor, is_party=access.is_party(actor, row))} <= {"public"}


def test_before_publication_whoever_sees_it_is_concerned(cast):
    assert access.is_party(cast.clerk, assigned(cast))
