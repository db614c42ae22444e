"""Reads of observers: a call is public as its meeting is; a sign-up is the office's and its bearer's."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.queries import KEEPERS
from renda.chamber.observers.states import SignUpState
from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from renda.chamber.observers.models import Call, SignUp  # noqa: F401

PHONE_PURPOSE = "observer-contact"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor) -> Self:
        meetings = Meeting.objects.visible_to(actor).values("pk")
        return self.filter(county_id=actor.county_id, meeting__in=meetings)

    def listed(self) -> Self:
        return self.select_related("meeting__body", "office").order_by("-meeting__starts_on", "-pk")


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = Q(office_id__in=actor.orgs(*KEEPERS)) | Q(pk__in=actor.bearer_of)
        if actor.is_clock:
            ours |= Q(pk__isnull=False)
        return self.filter(ours, county_id=actor.county_id)

    def for_page(self) -> Self:
        return self.select_related("call__meeting__body", "office", "contact")

    def outdated(self, before: date) -> Self:
        """Of meetings whose last day lies before."""
        return self.exclude(state=SignUpState.ERASED).filter(call__meeting__ends_on__lt=before)
