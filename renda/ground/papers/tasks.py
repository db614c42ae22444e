"""The job that makes papers. The PDF engine is loaded here, in the worker, and nowhere else."""

from uuid import UUID

from renda.ground.kernel.jobs import LAST, job
from renda.ground.papers import services


@job(priority=LAST)
def make_paper(paper_id: str) -> None:
    services.make_paper(UUID(paper_id))
