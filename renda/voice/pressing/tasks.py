"""Jobs of supervision: once a day the platform proposes letters and asks for ratings; it decides nothing."""

from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily
from renda.voice.pressing import services


@daily(hour=6)
def look_around() -> None:
    for county_id in County.objects.order_by("pk").values_list("pk", flat=True):
        services.propose_due(county_id)
        services.open_ratings(county_id)
