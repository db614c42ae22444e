"""What keeps the index up to date, and clean of what was erased."""

from renda.ground.kernel.jobs import daily
from renda.ground.kernel.steady import steadily
from renda.ground.search import services


@steadily(seconds=2)
def follow() -> None:
    services.bring_up_to_date()


@daily(hour=3)
def tidy() -> None:
    services.tidy()


@daily(hour=4)
def count_words() -> None:
    services.count_words()
