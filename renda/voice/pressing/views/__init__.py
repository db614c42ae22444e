"""Pages of supervision, by page."""
