"""Pages of suggestions, by page."""
