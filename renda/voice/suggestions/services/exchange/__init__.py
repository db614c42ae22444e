"""Suggestions from and to other systems: one dictionary of columns for both ways."""

from renda.voice.suggestions.services.exchange.columns import CHOICES, FIELDS, TITLES
from renda.voice.suggestions.services.exchange.exporting import export_rows
from renda.voice.suggestions.services.exchange.importing import (
    draft_intake,
    drop_intake,
    map_columns,
    match_names,
    missing_columns,
    rest_rows,
    rest_titles,
)
from renda.voice.suggestions.services.exchange.loading import load_intake, start_intake

__all__ = [
    "CHOICES", "FIELDS", "TITLES", "draft_intake", "drop_intake", "export_rows", "load_intake", "map_columns", "match_names",
    "missing_columns", "rest_rows", "rest_titles", "start_intake",
]  # fmt: skip
