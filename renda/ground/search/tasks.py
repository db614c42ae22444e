"""What keeps the index up to date."""

from renda.ground.kernel.steady import steadily
from renda.ground.search import services


@steadily(seconds=2)
def follow() -> None:
    services.bring_up_to_date()
