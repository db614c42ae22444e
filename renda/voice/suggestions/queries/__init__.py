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

__all__ = [
    "ConsultationQuerySet",
    "HandlingQuerySet",
    "PublicationQuerySet",
    "RatingQuerySet",
    "SignatureQuerySet",
    "SuggestionQuerySet",
    "government_of",
    "is_concerned",
    "office_of",
    "session_open_at",
    "signatories",
    "units_of",
]
