"""Background job: no key of voting papers outlives its issuing."""

from renda.chamber.ballots.services import sweep_keys
from renda.ground.kernel.jobs import every


@every(minutes=5)
def forget_keys() -> None:
    sweep_keys()
