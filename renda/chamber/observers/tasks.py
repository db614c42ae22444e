"""Background job of observers: erasing what is kept long enough."""

from renda.chamber.observers.services import erase_outdated
from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily


@daily(hour=3)
def erase_outdated_observers() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        erase_outdated(county_id)
