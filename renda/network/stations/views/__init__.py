"""Pages of stations: the public ones, and what the office keeps."""
