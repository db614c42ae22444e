"""The bodies and persons around a suggestion: who assigns, who receives, who signed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from renda.ground.county.models import Session
from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.voice.suggestions.states import SIGNED_STATES

if TYPE_CHECKING:
    from renda.network.deputies.models import Deputy
    from renda.voice.suggestions.models import Suggestion

TAKEN_BEFORE = timedelta(days=60)
UNIT_KINDS = (OrgKind.UNIT, OrgKind.GOV_OFFICE, OrgKind.TOWN_GOV, OrgKind.VILLAGE)


def units_of(county_id: int) -> "models.QuerySet[Organisation]":
    """The bodies that may be given a suggestion to handle."""
    return Organisation.objects.filter(county_id=county_id, kind__in=UNIT_KINDS).in_use().order_by("kind", "name")


def office_of(congress: Organisation) -> Organisation:
    """The body that registers and assigns for a congress: its office, or the presidium of a town."""
    bodies = Organisation.objects.filter(
        county_id=congress.county_id, congress_id=congress.pk, kind__in=[OrgKind.OFFICE, OrgKind.PRESIDIUM]
    )
    return bodies.in_use().order_by("pk").first() or congress


def government_of(congress: Organisation) -> Organisation | None:
    """Who receives assignments for the government side: the town's government, or the county government's office."""
    bodies = Organisation.objects.filter(county_id=congress.county_id).in_use().order_by("pk")
    town = bodies.filter(kind=OrgKind.TOWN_GOV, congress_id=congress.pk).first()
    return town or bodies.filter(kind=OrgKind.GOV_OFFICE).first()


def session_open_at(congress: Organisation, moment: datetime) -> Session | None:
    """The session of this congress at which suggestions are still taken: from 60 days before it to its deadline."""
    sessions = Session.objects.filter(
        county_id=congress.county_id, term__congress_key=congress.code, deadline_at__gte=moment,
        starts_on__lte=clock.day_of(moment) + TAKEN_BEFORE,
    )  # fmt: skip
    return sessions.select_related("term").order_by("starts_on").first()


def session_held_at(congress: Organisation, moment: datetime) -> Session | None:
    """The session of this congress that is going on or was the last: where a motion was moved, whenever it is decided on."""
    sessions = Session.objects.filter(
        county_id=congress.county_id, term__congress_key=congress.code, starts_on__lte=clock.day_of(moment)
    )
    return sessions.select_related("term").order_by("-starts_on").first()


def signatories(row: "Suggestion") -> "list[Deputy]":
    """Who gets a letter and rates the reply: proposer, co-signers, and those of papers merged into it, each once."""
    from renda.network.deputies.models import Deputy

    papers = [row.pk, *row.merged_from.values_list("pk", flat=True)]
    given = Q(signature_of__parent__in=papers, signature_of__state__in=SIGNED_STATES)
    found = Deputy.objects.filter(given | Q(suggestions__in=papers), county_id=row.county_id).distinct()
    return sorted(found, key=lambda d: (d.pk != row.proposer_id, d.pk))
