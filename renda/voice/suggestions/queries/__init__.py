"""Reads of suggestions: QuerySets with `visible_to`, bodies and persons, whole pages."""

from renda.voice.suggestions.queries.bodies import (
    government_of,
    office_of,
    session_held_at,
    session_open_at,
    signatories,
    units_of,
)
from renda.voice.suggestions.queries.exchange import IntakeQuerySet, IntakeRowQuerySet, counts_of_intake
from renda.voice.suggestions.queries.following import (
    LookbackQuerySet,
    PromiseFilters,
    PromiseQuerySet,
    carried_out,
    lookback_figures,
    own_units,
    promise_figures,
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
    "IntakeQuerySet",
    "IntakeRowQuerySet",
    "LookbackQuerySet",
    "PromiseFilters",
    "PromiseQuerySet",
    "PublicationQuerySet",
    "RatingQuerySet",
    "SignatureQuerySet",
    "SuggestionQuerySet",
    "TrackingQuerySet",
    "carried_out",
    "committees_of",
    "congress_of",
    "counts_of_intake",
    "government_of",
    "is_concerned",
    "leaders_of",
    "lookback_figures",
    "office_of",
    "own_units",
    "promise_figures",
    "session_held_at",
    "session_open_at",
    "signatories",
    "units_of",
]
