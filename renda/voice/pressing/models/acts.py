"""What every act of supervision has: the congress it is done for, who carries it out, its stage, its item."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.workflow.models import Matter
from renda.voice.pressing.states import Stage

if TYPE_CHECKING:
    from renda.voice.motions.models import Motion
    from renda.voice.suggestions.models import Suggestion

ORGANISATION = "people.Organisation"
SUGGESTION, MOTION = "suggestions.Suggestion", "motions.Motion"


def body(words: str, **options: Any) -> "models.ForeignKey[Any]":
    return models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name=words, related_name="+", **options)


def of_one_item(name: str) -> models.CheckConstraint:
    """An act is of a suggestion or of a motion, never of both or none."""
    one = Q(suggestion__isnull=False, motion__isnull=True) | Q(suggestion__isnull=True, motion__isnull=False)
    return models.CheckConstraint(name=f"{name}_of_one_item", condition=one)


class Act(Matter):
    """An act of supervision. congress, office: whose it is; committee: who carries it out (跟踪督办)."""

    congress = body("所属人大")
    office = body("代表工作机构")
    committee = body("承办工委")
    stage = models.CharField("阶段", max_length=8, choices=Stage, default=Stage.DURING)

    class Meta:
        abstract = True


class ItemAct(Act):
    """An act on one item, a suggestion or a motion, and its unit. Copies of the item's bodies stay as they were then."""

    suggestion = models.ForeignKey(SUGGESTION, models.PROTECT, verbose_name="代表建议", related_name="+", null=True)
    motion = models.ForeignKey(MOTION, models.PROTECT, verbose_name="议案", related_name="+", null=True)
    org = body("承办单位")
    government = body("承接机关", null=True)

    class Meta:
        abstract = True

    suggestion_id: UUID | None
    motion_id: UUID | None

    @property
    def item(self) -> "Suggestion | Motion":
        item = self.motion or self.suggestion
        assert item is not None
        return item

    @property
    def item_id(self) -> UUID:
        key = self.motion_id or self.suggestion_id
        assert key is not None
        return key

    @property
    def proposer_user_id(self) -> int:
        """The account of the deputy whose item it is; 0 if there is none."""
        deputy = self.motion.mover if self.motion else self.suggestion.proposer if self.suggestion else None
        return (deputy.user_id if deputy else 0) or 0

    def title_line(self) -> str:
        return self.item.title

    def number_line(self) -> str:
        return self.item.number_text

    def item_url(self) -> str:
        return reverse("pressing:motion" if self.motion_id else "pressing:suggestion", args=[self.item_id])
