"""A newcomer finds a word that stands only inside a PDF."""

import pytest

from renda.chamber.meetings.tests import factories as meetings
from renda.demo.hall import give_materials
from renda.ground.search import services
from renda.ground.search.finding import Ask, search

pytestmark = pytest.mark.django_db


def test_a_word_inside_a_material_is_found(cast):
    services._seen.clear()
    give_materials(meetings.convened(cast), cast.office)
    services.bring_up_to_date()
    (hit,) = search(cast.deputy, Ask("倒排工期")).hits
    assert hit.kind == "material" and not search(cast.resident, Ask("倒排工期")).hits
