"""Reads of supervision: QuerySets with `visible_to`; `items.py` reads the list and one item."""

from renda.voice.pressing.queries.rows import (
    AssessmentQuerySet,
    EvaluationQuerySet,
    FindingQuerySet,
    FourLineQuerySet,
    InquiryQuerySet,
    InviteeQuerySet,
    TourQuerySet,
)

__all__ = [
    "AssessmentQuerySet",
    "EvaluationQuerySet",
    "FindingQuerySet",
    "FourLineQuerySet",
    "InquiryQuerySet",
    "InviteeQuerySet",
    "TourQuerySet",
]
