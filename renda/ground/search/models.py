"""The index: one row for each text and its readers, and how far it follows the record.

The index proper belongs to the database: FTS5 on SQLite, GIN on PostgreSQL (migrations/0002_index.py), both over `words`.
"""

from typing import ClassVar

from django.db import models

from renda.ground.kernel import clock
from renda.ground.search.queries import DocumentQuerySet
from renda.ground.search.states import Rebuild


class Document(models.Model):
    """A text that can be found. id: its second and some bits of its name (`times.spread`), so that the newest have the largest.

    part: which of the texts of its row it is; of what hangs on the row it has a colon. words: everything it is found by, with a blank
    between; digest: of all that was declared, to leave alone what did not change.
    """

    id = models.BigIntegerField(primary_key=True)
    county = models.ForeignKey("county.County", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    part = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=80, blank=True, default="")
    text = models.TextField(blank=True, default="")
    words = models.TextField()
    href = models.CharField(max_length=200)
    open_href = models.CharField(max_length=200, blank=True, default="")
    day = models.DateField(null=True)
    org = models.CharField(max_length=80, blank=True, default="")
    town = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=40, blank=True, default="")
    digest = models.CharField(max_length=32)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "可搜索的文字"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "kind", "key", "part"], name="document_of_row"),
        ]

    def __str__(self) -> str:
        return self.title


class Following(models.Model):
    """How far the index follows the record. One row for the installation; whoever holds the lease writes the index.

    step_id: all steps up to it are in; fresh_at: everything recorded up to then is in; place, slow_place: where the sweeps go on;
    stage, done: where a rebuild that was stopped goes on, and how many texts it has read; texts: how many there were when words were counted.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    step_id = models.BigIntegerField(default=0)
    fresh_at = models.DateTimeField(default=clock.now)
    place = models.CharField(max_length=100, blank=True, default="")
    slow_place = models.CharField(max_length=100, blank=True, default="")
    holder = models.CharField(max_length=120, blank=True, default="")
    held_until = models.DateTimeField(null=True)
    rebuild = models.CharField(max_length=10, choices=Rebuild, default=Rebuild.NONE)
    stage = models.CharField(max_length=100, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "索引进度"

    def __str__(self) -> str:
        return f"{self.step_id} {self.fresh_at}"


class WordCount(models.Model):
    """In how many texts a word stands, reckoned from the newest ones; a word that is not here is rare. Not what anybody wrote: words alone."""

    word = models.CharField(max_length=40, primary_key=True)
    texts = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "词的多少"

    def __str__(self) -> str:
        return f"{self.word} {self.texts}"
