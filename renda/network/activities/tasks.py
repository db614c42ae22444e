"""Background jobs of activities."""

from renda.ground.kernel.jobs import daily
from renda.network.activities import services


@daily(hour=8)
def remind_duties() -> None:
    services.remind_all()
