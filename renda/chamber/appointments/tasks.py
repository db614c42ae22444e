"""Background job of exams: whose time has run out is collected, whatever became of the browser."""

from renda.chamber.appointments.models import Exam
from renda.chamber.appointments.services import time_out_exam
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.errors import DomainError
from renda.ground.kernel.jobs import every


@every(minutes=1)
def collect_papers() -> None:
    """One by one: a paper that is handed in at this moment is left alone."""
    for exam in Exam.objects.overdue().select_related("parent", "parent__parent"):
        try:
            time_out_exam(exam, actor=clock_actor(exam.county_id))
        except DomainError:
            continue
