"""What learns from a county's decisions by night, and advises within two minutes."""

from renda.ground.county.models import County
from renda.ground.insight import services
from renda.ground.kernel.jobs import daily, every, job


@daily(hour=4, is_apart=True)
def learn() -> None:
    services.learn_all(_counties())


@every(minutes=2)
def look() -> None:
    """A process with models is started where there is something to say, and only there."""
    counties = _counties()
    for county_id in counties:
        services.note_decisions(county_id)
    if any(map(services.is_waited_for, counties)):
        advise.enqueue()


@job(is_apart=True)
def advise() -> None:
    for county_id in _counties():
        services.learn_where_due(county_id)
        services.advise(county_id)


def _counties() -> list[int]:
    return list(County.objects.order_by("pk").values_list("pk", flat=True))
