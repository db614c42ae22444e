"""A suggestion and its parts. Each part is a small matter with its own workflow and a parent."""

from renda.voice.suggestions.models.exchange import ColumnMemory, Intake, IntakeRow, NameMemory
from renda.voice.suggestions.models.following import Lookback, Point, Promise
from renda.voice.suggestions.models.parts import Consultation, Handling, Publication, Rating, Signature
from renda.voice.suggestions.models.suggestion import Origin, Part, Suggestion, Supplement
from renda.voice.suggestions.models.tracking import Tracking

__all__ = [
    "ColumnMemory",
    "Consultation",
    "Handling",
    "Intake",
    "IntakeRow",
    "Lookback",
    "NameMemory",
    "Origin",
    "Part",
    "Point",
    "Promise",
    "Publication",
    "Rating",
    "Signature",
    "Suggestion",
    "Supplement",
    "Tracking",
]
