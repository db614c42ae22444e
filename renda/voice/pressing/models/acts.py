"""What every act of supervision has: the congress it is done for, who carries it out, its stage, its item."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.urls import reverse

from renda.ground.workflow.models import Matter
from renda.voice.pressing.states import Stage

if TYPE_CHECKING:
    from renda.voice.suggestions.models import Suggestion

ORGANISATION = "people.Organisation"
SUGGESTION = "suggestions.Suggestion"


def body(words: str, **options: Any) -> "models.ForeignKey[Any]":
    return models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name=words, related_name="+", **options)


class Act(Matter):
    """An act of supervision. congress, office: whose it is; committee: who carries it out (跟踪督办)."""

    congress = body("所属人大")
    office = body("代表工作机构")
    committee = body("承办工委")
    stage = models.CharField("阶段", max_length=8, choices=Stage, default=Stage.DURING)

    class Meta:
        abstract = True


class ItemAct(Act):
    """An act on one item and its unit. Copies of the item's bodies stay as they were when the act began."""

    suggestion = models.ForeignKey(SUGGESTION, models.PROTECT, verbose_name="代表建议", related_name="+", null=True)
    org = body("承办单位")
    government = body("承接机关", null=True)

    class Meta:
        abstract = True

    suggestion_id: UUID | None

    @property
    def item(self) -> "Suggestion":
        assert self.suggestion is not None
        return self.suggestion

    def title_line(self) -> str:
        return self.item.title

    def number_line(self) -> str:
        return self.item.number_text

    def item_url(self) -> str:
        return reverse("pressing:suggestion", args=[self.suggestion_id])
