"""Proofs that have been spent."""

from django.db import models

from renda.ground.kernel.clock import now


class UsedProof(models.Model):
    """A proof of work or form token that has been spent; the unique row refuses its second use."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "digest"], name="intake_proof_once")]
        indexes = [models.Index(fields=["used_at"], name="intake_proof_age")]

    def __str__(self) -> str:
        return self.digest
