"""Background job: forgetting used-up proofs that have expired by themselves."""

from renda.ground.intake.services import forget_old_proofs
from renda.ground.kernel.jobs import daily


@daily(hour=3)
def forget_proofs() -> None:
    forget_old_proofs()
