"""Tidying up: counts, codes and sessions that are over."""

from django.core.management import call_command

from renda.ground.kernel.jobs import daily
from renda.ground.people import services


@daily(hour=3)
def tidy_people() -> None:
    services.drop_old_counts()
    services.drop_old_codes()
    call_command("clearsessions")
