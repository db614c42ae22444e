"""What the engine does by the clock."""

from renda.ground.kernel.jobs import daily, every
from renda.ground.workflow import sealing, services


@daily(hour=1)
def seal_yesterday() -> None:
    sealing.seal_due()


@every(minutes=30)
def take_due_steps() -> None:
    services.lapse_due()
