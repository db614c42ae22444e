"""Jobs of campaigns: tables loaded, steps on many rows, figures, what is alike."""

from uuid import UUID

from renda.ground.kernel.jobs import every, job
from renda.voice.campaigns import services


@job
def load_sheet(sheet_id: int, county_id: int) -> None:
    services.load_sheet(sheet_id, county_id)


@job
def take_run(run_id: int, county_id: int) -> None:
    services.take_run(run_id, county_id)


@job
def count_one(campaign_id: str, county_id: int) -> None:
    services.count_campaign(UUID(campaign_id), county_id)


@job
def compare_one(campaign_id: str, county_id: int) -> None:
    services.compare_items(UUID(campaign_id), county_id)


@every(minutes=10)
def count_running() -> None:
    services.count_running()


@every(minutes=10)
def compare_running() -> None:
    services.compare_running()
