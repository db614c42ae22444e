"""What keeps the topics up to date."""

from renda.ground.county.models import County
from renda.ground.kernel.jobs import every
from renda.readings.topics import services


@every(minutes=30)
def place_new_opinions() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        while services.place_new(county_id):
            pass
