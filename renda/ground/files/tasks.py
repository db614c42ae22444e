"""What files do in the background."""

from renda.ground.files import services
from renda.ground.kernel.jobs import daily, job


@daily(hour=4)
def clear_away() -> None:
    services.clear_away()


@job
def read_text(key: int) -> None:
    services.read_text(key)
