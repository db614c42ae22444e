"""The one table of the bare pages."""

from django.db import models


class BareRow(models.Model):
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text[:20]
