"""Background jobs of opinions: erasing what is kept long enough."""

from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily
from renda.voice.opinions.services import erase_outdated


@daily(hour=3)
def erase_outdated_opinions() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        erase_outdated(county_id)
