"""Reads of topics: only what the reader's own opinions tell, so that no count reveals a hidden one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import CharField, Count, Exists, F, Max, Min, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, NullIf, TruncMonth

from renda.ground.kernel.actor import Actor
from renda.voice.opinions.models import Opinion

if TYPE_CHECKING:
    from renda.readings.topics.models import Topic, TopicOpinion

RECENT = timedelta(days=30)
HEAD = Coalesce("topic__elder", "topic")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which opinions count: those received from `first` on, of a town, of a category (empty: all)."""

    first: date
    town: str = ""
    category: str = ""


class TopicOpinionQuerySet(models.QuerySet["TopicOpinion"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the opinions the actor may see; an erased one belongs nowhere. `head`: the topic, or the elder it was put under."""
        seen = Opinion.objects.visible_to(actor).filter(erased_at=None)
        rows = self.filter(county_id=actor.county_id, opinion__in=seen)
        return rows.annotate(head=HEAD)

    def asked(self, asked: Asked) -> Self:
        rows = self.filter(opinion__received_on__gte=asked.first)
        if asked.town:
            rows = rows.filter(opinion__station__town=asked.town)
        return rows.filter(opinion__category=asked.category) if asked.category else rows

    def of(self, keys: Iterable[UUID]) -> Self:
        heads = list(keys)
        return self.filter(Q(topic__elder=None, topic__in=heads) | Q(topic__elder__in=heads))

    def hottest(self, least: int, today: date) -> "models.QuerySet[TopicOpinion, dict[str, Any]]":
        """By topic with `least` opinions and more: size, people, days, the last 30 days and the 30 before, the most people first."""
        day, recent = F("opinion__received_on"), today - RECENT
        return (
            self.values("head")  # type: ignore[misc]  # annotated by `visible_to`
            .annotate(
                size=Count("pk"), people=Count(_person(), distinct=True), first_on=Min(day), last_on=Max(day),
                towns=Count("opinion__station__town", distinct=True),
                recent=Count("pk", filter=Q(opinion__received_on__gt=recent)),
                before=Count("pk", filter=Q(opinion__received_on__gt=recent - RECENT, opinion__received_on__lte=recent)),
            )
            .filter(size__gte=least)
            .order_by("-people", "-recent", "-last_on", "head")
        )  # fmt: skip

    def by_month(self) -> dict[date, int]:
        months = (
            self.annotate(month=TruncMonth("opinion__received_on"))
            .values("month")
            .annotate(n=Count("pk"))
            .order_by("month")
        )
        return {row["month"]: row["n"] for row in months}


def _person() -> Any:
    """Whoever left the same number counts once; an opinion without a number is one person."""
    number = NullIf(F("opinion__contact__phone_index"), Value(""))
    return Coalesce(number, Cast("opinion_id", CharField()), output_field=CharField())


def standing_for(rows: TopicOpinionQuerySet) -> dict[UUID, UUID]:
    """By topic the opinion among these rows that has most in common with the others."""
    order = rows.order_by("share", "-at", "-pk").values_list(HEAD, "opinion_id")
    return dict(order)


def towns_of(rows: TopicOpinionQuerySet) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    pairs = rows.order_by("opinion__station__town").values_list(HEAD, "opinion__station__town")
    for head, town in pairs.distinct():
        found.setdefault(head, []).append(town or "县城")
    return found


def unplaced(county_id: int) -> "models.QuerySet[Opinion]":
    """Opinions no topic has yet, in their order of time."""
    from renda.readings.topics.models import TopicOpinion

    known = TopicOpinion.objects.filter(opinion_id=OuterRef("pk"))
    rows = Opinion.objects.filter(~Exists(known), county_id=county_id, erased_at=None)
    return rows.select_related("contact").order_by("created_at", "pk")


def beginnings(county_id: int, since: datetime) -> dict[UUID, datetime]:
    """By topic with an opinion of this time or later: when its first one came, those before this time included."""
    from renda.readings.topics.models import TopicOpinion

    rows = TopicOpinion.objects.filter(county_id=county_id).annotate(head=HEAD)
    firsts = rows.values("head").annotate(first=Min("at"), last=Max("at")).filter(last__gte=since)
    return {row["head"]: row["first"] for row in firsts}


def parts_of(key: UUID) -> "models.QuerySet[Topic]":
    """The topics that were put under this one, the last first."""
    from renda.readings.topics.models import Topic

    return Topic.objects.filter(elder_id=key).order_by("-merged_at", "pk")
