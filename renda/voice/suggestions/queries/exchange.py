"""Reads of imported lists: those of the office's own congress."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.voice.suggestions.states import Fate

if TYPE_CHECKING:
    from renda.voice.suggestions.models import Intake, IntakeRow  # noqa: F401


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office (a town's presidium) sees what was uploaded for its congress, newest first."""
        posts = actor.orgs(Role.OFFICE, Role.TOWNSHIP)
        bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=posts)
        ours = self.filter(county_id=actor.county_id, congress_id__in=bodies.values("congress_id"))
        return ours.order_by("-made_at", "-pk")


class IntakeRowQuerySet(models.QuerySet["IntakeRow"]):
    def visible_to(self, actor: Actor) -> Self:
        from renda.voice.suggestions.models import Intake

        intakes = Intake.objects.visible_to(actor).order_by()
        return self.filter(county_id=actor.county_id, intake__in=intakes.values("pk")).order_by("number")


def counts_of_intake(intake: "Intake") -> dict[str, int]:
    """How many rows there are in all, and of each fate."""
    found = dict(intake.rows.order_by().values_list("fate").annotate(Count("pk")))
    return {"all": sum(found.values()), **{str(fate): found.get(str(fate), 0) for fate in Fate}}
