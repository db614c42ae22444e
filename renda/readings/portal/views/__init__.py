"""The public pages: the front page and what is published, and the complaints with their answers."""
