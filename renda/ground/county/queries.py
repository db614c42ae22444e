"""Reads of the county: by host, rules in force, holidays, terms and sessions."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from renda.ground.county.models import County, Holiday, RuleSet, Session, Term  # noqa: F401


class CountyQuerySet(models.QuerySet["County"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pk=actor.county_id)

    def at_host(self, host: str) -> Self:
        """The county of this host name first, then the default one."""
        bare = host.lower().partition(":")[0]
        return self.filter(Q(host=bare) | Q(is_default=True)).order_by("is_default", "pk")


class RuleQuerySet(models.QuerySet["RuleSet"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.applying_to(actor.county_id)

    def applying_to(self, county_id: int) -> Self:
        """The county's own rules and the packaged defaults."""
        return self.filter(Q(county_id=county_id) | Q(county__isnull=True)).order_by("kind", "valid_from", "pk")

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.applying_to(actor.county_id)

    def applying_to(self, county_id: int) -> Self:
        return self.filter(Q(county_id=county_id) | Q(county__isnull=True)).order_by("day", "pk")


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id).order_by("congress_key", "-number")

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id).select_related("term").order_by("-starts_on", "pk")

    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)
