"""Background jobs of contacts: erasing what is kept long enough, waits whose holder has changed."""

from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily
from renda.network.contacts.services.ending import erase_outdated, renew_waits


@daily(hour=3)
def erase_outdated_residents() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        erase_outdated(county_id)


@daily(hour=4)
def renew_contact_waits() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        renew_waits(county_id)
