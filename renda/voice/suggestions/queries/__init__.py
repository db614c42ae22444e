"""Reads of suggestions: QuerySets with `visible_to`, bodies and persons, whole pages."""

from renda.voice.suggestions.queries.bodies import (
    government_of,
    office_of,
    session_open_at,
    signatories,
    units_of,
)
from renda.voice.suggestions.queries.rows import (
    ConsultationQuerySet,
    HandlingQuerySet,
    PublicationQuerySet,
    RatingQuerySet,
    SignatureQuerySet,
    SuggestionQuerySet,
    is_concerned,
)
from renda.voice.suggestions.queries.supervision import (
    TrackingQuerySet,
    committees_of,
    congress_of,
    leaders_of,
)

__all__ = [
    "ConsultationQuerySet",
    "HandlingQuerySet",
    "PublicationQuerySet",
    "RatingQuerySet",
    "SignatureQuerySet",
    "SuggestionQuerySet",
    "TrackingQuerySet",
    "committees_of",
    "congress_of",
    "government_of",
    "is_concerned",
    "leaders_of",
    "office_of",
    "session_open_at",
    "signatories",
    "units_of",
]
