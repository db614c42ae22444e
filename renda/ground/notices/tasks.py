"""What notices do in the background."""

from renda.ground.kernel.jobs import daily, every
from renda.ground.notices import services


@every(minutes=1)
def send_outbox() -> None:
    services.send_due()


@daily(hour=8)
def remind() -> None:
    services.remind_due()


@daily(hour=3)
def throw_away() -> None:
    services.throw_away()
