"""What the worker loads of a large demo county while it is being looked at."""

from renda.demo.load import load_campaign
from renda.ground.kernel.jobs import job


@job
def load_items(key: str) -> None:
    load_campaign(key)
