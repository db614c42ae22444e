"""Tidying up: counts, codes and sessions that are over."""

from django.core.management import call_command

from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily
from renda.ground.people import services


@daily(hour=3)
def tidy_people() -> None:
    services.drop_old_counts()
    services.drop_old_codes()
    call_command("clearsessions")


@daily(hour=0)
def find_vacancies() -> None:
    """Posts also end and begin by their day."""
    for county_id in County.objects.values_list("pk", flat=True):
        services.refresh_vacancies(county_id)
