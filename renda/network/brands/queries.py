"""Reads of brands, methods and cases. Named brands and published cases are everybody's; drafts are their town's or station's."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from renda.ground.kernel.actor import Actor, Role
from renda.network.activities.queries import COUNTY, STATION, side
from renda.network.brands.states import COUNTED, DEFAULT_THEMES, BrandSort, BrandState, CaseState
from renda.network.stations.models import Station

if TYPE_CHECKING:
    from renda.network.brands.models import Brand, Method, MethodCase, MethodVersion, Part, Theme, Tick  # noqa: F401


class BrandQuerySet(models.QuerySet["Brand"]):
    def visible_to(self, actor: Actor) -> Self:
        """What is named everybody; a town and a station theirs; the county what it was applied to with."""
        return self.filter(self._mine(actor) | Q(state=BrandState.NAMED), county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """What one keeps or decides on."""
        return self.filter(self._mine(actor), county_id=actor.county_id)

    def named(self) -> Self:
        return self.filter(state=BrandState.NAMED)

    def narrowed(self, *, state: str = "", sort: str = "", theme: str = "", town: str = "") -> Self:
        """What a list is narrowed to; empty or unknown values narrow nothing."""
        rows = self.filter(state=state) if state in BrandState.values else self
        rows = rows.filter(sort=sort) if sort in BrandSort.values else rows
        rows = rows.filter(theme=theme[:20]) if theme else rows
        return rows.filter(town=town[:40]) if town else rows

    def listed(self) -> Self:
        return self.select_related("station").order_by("town", "-sort", "pk")

    def after(self, place: "Brand") -> Self:
        """The rows behind one, in the order of `listed`."""
        same = Q(town=place.town, sort=place.sort, pk__gt=place.pk)
        return self.filter(Q(town__gt=place.town) | Q(town=place.town, sort__lt=place.sort) | same)

    @staticmethod
    def _mine(actor: Actor) -> Q:
        mine: Q = side(actor)
        return mine & Q(applied_on__isnull=False) if actor.holds(*COUNTY) else mine


class MethodQuerySet(models.QuerySet["Method"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's methods all who work here; a town's own its town and its stations; the county all."""
        seen = Q(town_org__isnull=True)
        if actor.holds(*COUNTY):
            seen = Q()
        elif towns := _towns_of(actor):
            seen |= Q(town_org_id__in=towns)
        return self.filter(seen, county_id=actor.county_id)

    def fit_for(self, town_org_id: int | None) -> Self:
        """What a station of that town may work by."""
        return self.filter(Q(town_org__isnull=True) | Q(town_org_id=town_org_id), is_used=True)

    def listed(self) -> Self:
        return self.select_related("town_org").order_by("-is_used", "town_org__name", "name", "pk")


def _towns_of(actor: Actor) -> set[int]:
    """The towns whose presidium or whose station's people one is of."""
    found = set(actor.orgs(Role.TOWNSHIP))
    if places := actor.orgs(*STATION):
        rows = Station.objects.filter(county_id=actor.county_id, org_id__in=places, town_org__isnull=False)
        found |= {pk for pk in rows.values_list("town_org_id", flat=True) if pk}
    return found


class MethodVersionQuerySet(models.QuerySet["MethodVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        from renda.network.brands.models import Method

        return self.filter(county_id=actor.county_id, method__in=Method.objects.visible_to(actor))


class MethodCaseQuerySet(models.QuerySet["MethodCase"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own side, deputies what they take part in, everybody what is published."""
        return self.filter(self._mine(actor) | Q(state=CaseState.PUBLISHED), county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        return self.filter(self._mine(actor), county_id=actor.county_id)

    def published(self) -> Self:
        return self.filter(state=CaseState.PUBLISHED).order_by("-published_on", "-pk")

    def narrowed(self, *, state: str = "", method: str = "", town: str = "", station: str = "") -> Self:
        """What a list is narrowed to; empty or unknown values narrow nothing."""
        rows = self.filter(state=state) if state in CaseState.values else self
        rows = rows.filter(method_version__method_id=int(method)) if method.isdecimal() and len(method) < 10 else rows
        rows = rows.filter(station__town=town[:40]) if town else rows
        return rows.filter(station__code=station[:24]) if station else rows

    def for_list(self) -> Self:
        return (
            self.select_related("station", "method_version__method").defer("text", "result", "summary").order_by("-pk")
        )

    @staticmethod
    def _mine(actor: Actor) -> Q:
        mine: Q = side(actor)
        return mine | Q(Exists(_parts_of(actor))) if actor.holds(Role.DEPUTY) else mine


def _parts_of(actor: Actor) -> "models.QuerySet[Part]":
    from renda.network.brands.models import Part

    rows = Part.objects.filter(county_id=OuterRef("county_id"), case_id=OuterRef("pk"))
    return rows.filter(deputy__user_id=actor.user_id)


class TickQuerySet(models.QuerySet["Tick"]):
    def of_version(self, version: "MethodVersion", actor: Actor) -> Self:
        """The ticks of the cases that count and that stand in one's own lists."""
        from renda.network.brands.models import MethodCase

        cases = MethodCase.objects.concerning(actor).filter(method_version=version, state__in=COUNTED)
        return self.filter(county_id=actor.county_id, case__in=cases)


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)


def themes_of(county_id: int) -> list[str]:
    """The county's themes in its order; the packaged ones where it has set none (可修改)."""
    from renda.network.brands.models import Theme

    rows = Theme.objects.filter(county_id=county_id).order_by("place", "pk")
    return list(rows.values_list("name", flat=True)) or list(DEFAULT_THEMES)


def cases_of(brands: "Iterable[Brand]") -> "dict[UUID, list[MethodCase]]":
    """The published cases of these brands, the latest first. One query."""
    from renda.network.brands.models import MethodCase

    found: dict[UUID, list[MethodCase]] = {}
    keys = {brand.pk: brand.county_id for brand in brands}
    rows = MethodCase.objects.published().filter(county_id__in=set(keys.values()), brand_id__in=keys)
    for row in rows.only("pk", "title", "brand_id", "published_on"):
        if row.brand_id:
            found.setdefault(row.brand_id, []).append(row)
    return found


def brands_for(case: "MethodCase") -> BrandQuerySet:
    """The named brands a case may stand under: its town's and its station's."""
    from renda.network.brands.models import Brand

    of = Q(sort=BrandSort.TOWN, town_org_id=case.town_org_id) | Q(sort=BrandSort.STATION, org_id=case.org_id)
    rows: BrandQuerySet = Brand.objects.filter(of, county_id=case.county_id).named()
    return rows.order_by("-sort", "title", "pk")


def passed_by_town(version: "MethodVersion", actor: Actor) -> tuple[dict[str, int], dict[str, dict[int, int]]]:
    """Cases by town, and town → place of a step → cases that have passed it. Two grouped queries; no person is counted."""
    from renda.network.brands.models import MethodCase, Tick

    cases = MethodCase.objects.concerning(actor).filter(method_version=version, state__in=COUNTED)
    counted = cases.order_by().values_list("station__town").annotate(count=Count("pk"))
    passed: dict[str, dict[int, int]] = {}
    rows: Any = Tick.objects.of_version(version, actor).order_by().values_list("case__station__town", "place")
    for town, place, count in rows.annotate(count=Count("pk")):
        passed.setdefault(town, {})[place] = count
    return dict(counted.order_by("station__town")), passed
