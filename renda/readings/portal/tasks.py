"""The job that counts the figures of the public pages."""

from renda.ground.kernel.jobs import every
from renda.readings.portal import services


@every(minutes=15)
def refresh_figures() -> None:
    services.refresh_all()
