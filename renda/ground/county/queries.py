"""Reads of the county: by host, rules in force, holidays, terms and sessions."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared

if TYPE_CHECKING:
    from renda.ground.county.models import County, Holiday, HolidayDraft, HolidayYear, RuleSet, Session, Term  # noqa: F401


class CountyQuerySet(models.QuerySet["County"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pk=actor.county_id)

    def at_host(self, host: str) -> Self:
        """The county of this host name first, then the default one."""
        return self.filter(Q(host=host) | Q(is_default=True)).order_by("is_default", "pk")


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


class HolidayYearQuerySet(models.QuerySet["HolidayYear"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(county_id=actor.county_id) | Q(county__isnull=True)).order_by("year", "pk")

    def confirmed_for(self, county_id: int) -> Self:
        return self.filter(Q(county_id=county_id) | Q(county__isnull=True), confirmed=True).order_by("year", "pk")


class HolidayDraftQuerySet(models.QuerySet["HolidayDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who may confirm it, as long as it is not confirmed."""
        if not actor.holds(Role.OFFICE, Role.ADMIN):
            return self.none()
        return self.filter(county_id=actor.county_id, confirmed_at__isnull=True).order_by("-made_at", "pk")


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


def county_for_host(host: str) -> "County | None":
    """The county that answers at this host name; the default county at any other. One query."""
    from renda.ground.county.models import County

    bare = host.lower().rsplit(":", 1)[0] if not host.endswith("]") else host.lower()
    rows = _AT_HOST.rows(host=bare)
    return County.from_db(None, _county_columns(), rows[0]) if rows else None


def _at_host(host: str) -> "models.QuerySet[County, tuple[Any, ...]]":
    from renda.ground.county.models import County

    return County.objects.at_host(host).values_list(*_county_columns())[:1]


# Every request asks this.
_AT_HOST = Prepared(_at_host)


@cache
def _county_columns() -> tuple[str, ...]:
    from renda.ground.county.models import County

    return tuple(field.attname for field in County._meta.concrete_fields)


def term_on(county_id: int, congress_key: str, day: date) -> "Term | None":
    """The term of this congress that runs on a day."""
    from renda.ground.county.models import Term

    return Term.objects.filter(county_id=county_id, congress_key=congress_key).on(day).order_by("-number").first()


def session_on(county_id: int, congress_key: str, day: date) -> "Session | None":
    """The session that sits on a day, None between sessions (闭会期间)."""
    from renda.ground.county.models import Session

    return (
        Session.objects.filter(county_id=county_id, term__congress_key=congress_key)
        .on(day)
        .select_related("term")
        .first()
    )


def void_numbers(county_id: int, series: str, year: int) -> dict[int, str]:
    """Numbers of a series that were refused, with the reason: lists of numbered papers show them as 作废."""
    from renda.ground.county.models import VoidNumber

    rows = VoidNumber.objects.filter(county_id=county_id, series=series, year=year)
    return dict(rows.order_by("number").values_list("number", "reason"))
