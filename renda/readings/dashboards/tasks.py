"""The job that counts and writes a report."""

from uuid import UUID

from renda.ground.kernel.jobs import job
from renda.readings.dashboards import services


@job
def write_report(report_id: str) -> None:
    services.write_report(UUID(report_id))
