"""Pages of motions, by page."""
