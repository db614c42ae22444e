"""Reads of advice: what stands beside a field, and how often it was followed and right."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind

if TYPE_CHECKING:
    from renda.ground.insight.models import Advice, Duty, Learned  # noqa: F401

TABLE = Path(__file__).parent / "data" / "duties.csv"
WITH_DUTIES = (OrgKind.UNIT, OrgKind.GOV_OFFICE)
MONTHS, WRONG = 60, 20
DECIDED = ~Q(decided="")
WRONG_ONCE = DECIDED & ~Q(decided=F("first"))


class LearnedQuerySet(models.QuerySet["Learned"]):
    def without_model(self) -> Self:
        """All but what only the job that advises needs."""
        return self.defer("model")


class AdviceQuerySet(models.QuerySet["Advice"]):
    def of(self, county_id: int, kind: str, matter_id: UUID) -> Self:
        return self.filter(county_id=county_id, kind=kind, matter_id=matter_id)

    def by_month(self) -> Any:
        """Counts by question and month, the newest first: given, sure, decided, followed; settled and right at the end. sure_*: of the sure ones."""
        months = (
            self.exclude(first="")
            .annotate(month=TruncMonth("given_at", tzinfo=COUNTY_TIME))
            .values("question", "month")
        )
        sure = Q(is_sure=True)
        return months.annotate(
            given=Count("pk"), sure=Count("pk", filter=sure), asked=Count("pk", filter=DECIDED),
            followed=Count("pk", filter=Q(decided=F("first"))),
            settled_count=Count("pk", filter=~Q(settled="")), right=Count("pk", filter=Q(settled=F("first"))),
            sure_decided=Count("pk", filter=sure & DECIDED),
            sure_followed=Count("pk", filter=sure & Q(decided=F("first"))),
        ).order_by("-month", "question")[:MONTHS]  # fmt: skip

    def often_wrong(self) -> Any:
        """Advised and decided otherwise, the commonest first."""
        pairs = (
            self.filter(WRONG_ONCE).exclude(first="").values("question", "first", "decided").annotate(count=Count("pk"))
        )
        return pairs.order_by("-count", "question", "first", "decided")[:WRONG]


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


def units_of(county_id: int) -> "models.QuerySet[Organisation]":
    return Organisation.objects.in_use().filter(county_id=county_id, kind__in=WITH_DUTIES).order_by("kind", "name")


def names_of(units: "models.QuerySet[Organisation]") -> dict[str, str]:
    """Units as answers of a question: key and name."""
    return {str(pk): name for pk, name in units.values_list("pk", "name")}


def duties_of(county_id: int, units: Iterable[Organisation] | None = None) -> dict[str, str]:
    """What each unit of the county does: the county's own words, else those packaged for a unit of such a name."""
    from renda.ground.insight.models import Duty

    own = dict(Duty.objects.filter(county_id=county_id).values_list("org_id", "text"))
    found = units_of(county_id) if units is None else units
    texts = {str(unit.pk): own.get(unit.pk, packaged_duty(unit.name)) for unit in found}
    return {key: text for key, text in texts.items() if text}


def packaged_duty(name: str) -> str:
    """The words of each entry of the table that stands in the name; empty if none does.

    >>> "养老院" in packaged_duty("高县民政局"), "养老院" in packaged_duty("高县人民政府办公室")
    (True, False)
    """
    name = name.replace("人民政府", "政府")  # 民政 stands in it
    return "、".join(dict.fromkeys(text for part, text in _table() if part in name))


@cache
def _table() -> tuple[tuple[str, str], ...]:
    with TABLE.open(encoding="utf-8") as lines:
        return tuple((part, row["职责"]) for row in csv.DictReader(lines) for part in row["名称里有"].split("、"))
