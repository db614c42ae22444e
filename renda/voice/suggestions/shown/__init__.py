"""What pages and JSON show alike, read once for one actor."""
