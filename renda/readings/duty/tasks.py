"""Jobs of books: a run, last year's books closed in January, files made again when a resident's words were erased."""

from renda.ground.kernel.jobs import daily, job
from renda.readings.duty import services


@job
def take_run(run_id: int, county_id: int, turn: int) -> None:
    services.take_run(run_id, county_id, turn)


@daily(hour=3)
def close_last_year() -> None:
    services.close_last_year()


@daily(hour=4)
def renew_after_erasure() -> None:
    services.renew_after_erasure()
