"""The demo county's year of keeping in touch."""

from renda.demo.contacts import ContactYear
from renda.demo.year import People
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.sealing import verify_history
from renda.network.contacts.models import ContactLog, Pair, Resident


def test_the_year_has_towns_and_residents_and_is_lived_once(cast):
    for _ in range(2):
        ContactYear(cast.county, People(cast.county), cast.office).load()
    assert sorted(Pair.objects.values_list("sort", flat=True)) == [1, *[3] * 15]
    assert Resident.objects.count() == 15
    assert ContactLog.objects.exists()
    assert Waiting.objects.filter(kind="pair").count() == 16
    assert verify_history(cast.county.pk) is None
