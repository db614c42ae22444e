"""Background jobs of scans. The reading software is loaded here, in a process of its own, and nowhere else."""

from uuid import UUID

from renda.ground.county.models import County
from renda.ground.kernel.jobs import daily, every, job
from renda.ground.scans import services


@job(tries=3, is_apart=True)
def read_scan(scan_id: str) -> None:
    services.read_scan(UUID(scan_id))


@every(minutes=10)
def give_up_late_scans() -> None:
    services.give_up_late()


@daily(hour=3)
def tidy_scans() -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        services.tidy_scans(county_id)
