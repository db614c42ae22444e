"""What the office sets up: versions of the scheme, cycles, review groups."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.readings.assessments import rules
from renda.readings.assessments.access import is_office
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.models import Candidacy, Cycle, Group, Reviewer, Scheme
from renda.readings.assessments.queries import may_be_reviewers, own_towns, towns_with_stations
from renda.readings.assessments.states import MOST_GROUPS, default_scheme
from renda.readings.assessments.workflow import CANDIDACY

GROUPS = 5


@transaction.atomic
def new_scheme(*, actor: Actor, name: str = "", base: Scheme | None = None) -> Scheme:
    """The next version: a copy of `base`, or the packaged proposal. Raises NotAllowed."""
    _check_office(actor)
    last = Scheme.objects.filter(county_id=actor.county_id).aggregate(last=Max("number"))["last"] or 0
    data = deepcopy(base.data) if base else default_scheme()
    words = name or (base.name if base else "人大代表联络站考核评定办法")
    return Scheme.objects.create(county_id=actor.county_id, number=last + 1, name=words, data=data)


@transaction.atomic
def put_item(
    scheme: Scheme, *, actor: Actor, aspect: str, key: str, name: str, points: Decimal, measure: str = "", evidence: str = "",
    params: Mapping[str, int] | None = None,
) -> Scheme:  # fmt: skip
    """Add an item to an aspect or change the one of this key. Raises NotAllowed, Blocked (in use), Invalid."""
    locked = _changeable(scheme, actor)
    if measure and measure not in MEASURES:
        raise Invalid("没有这个算法。", field="measure")
    step = Decimal(locked.data["step"])
    if points % step or points <= 0:
        raise Invalid(f"分要大于0，最小到{step}分。", field="points")
    found = next((one for one in locked.data["aspects"] if one["key"] == aspect), None)
    if found is None:
        raise Invalid("请选是哪一方面。", field="aspect")
    item = {"key": key, "name": name, "points": str(points.normalize() if points % 1 else int(points)), "measure": measure,
            "params": dict(params or {}), "evidence": evidence}  # fmt: skip
    for one in locked.data["aspects"]:
        if any(other["key"] == key for other in one["items"]) and one is not found:
            raise Invalid("别的方面已经有这个编号。", field="key")
    keys = [one["key"] for one in found["items"]]
    found["items"] = [item if one["key"] == key else one for one in found["items"]] + ([] if key in keys else [item])
    locked.save(update_fields=["data"])
    return locked


@transaction.atomic
def drop_item(scheme: Scheme, *, actor: Actor, key: str) -> Scheme:
    locked = _changeable(scheme, actor)
    for aspect in locked.data["aspects"]:
        aspect["items"] = [one for one in aspect["items"] if one["key"] != key]
    locked.save(update_fields=["data"])
    return locked


@transaction.atomic
def set_lines(scheme: Scheme, *, actor: Actor, cuts: Mapping[str, Decimal], aspects: Mapping[str, Decimal]) -> Scheme:
    """Cut lines by grade, points by aspect. Raises NotAllowed, Blocked."""
    locked = _changeable(scheme, actor)
    locked.data["cuts"] = {grade: str(value) for grade, value in cuts.items()}
    for aspect in locked.data["aspects"]:
        aspect["points"] = str(aspects.get(aspect["key"], aspect["points"]))
    locked.save(update_fields=["data"])
    return locked


def _changeable(scheme: Scheme, actor: Actor) -> Scheme:
    """Locked, so that nobody opens a cycle with it meanwhile. A scheme in use is not changed: scores were given by it."""
    _check_office(actor)
    locked = Scheme.objects.select_for_update().get(pk=scheme.pk, county_id=actor.county_id)
    if locked.cycles.exists():
        raise Blocked("这一版已经用在考评周期里，不能再改；请另存为新的一版。")
    return locked


@transaction.atomic
def open_cycle(
    *, actor: Actor, scheme: Scheme, name: str, first_on: date, last_on: date, apply_by: date, groups: int = GROUPS
) -> Cycle:
    """A cycle by a scheme that adds up, with groups over the county's towns as a proposal. Raises NotAllowed, Invalid, Blocked."""
    _check_office(actor)
    locked = Scheme.objects.select_for_update().get(pk=scheme.pk, county_id=actor.county_id)
    if faults := rules.check_scheme(locked.data):
        raise Invalid("".join(faults), field="scheme")
    if not first_on < last_on:
        raise Invalid("周期的最后一天要晚于第一天。", field="last_on")
    if not first_on <= apply_by:
        raise Invalid("申报截止日不能早于周期开始。", field="apply_by")
    if Cycle.objects.filter(county_id=actor.county_id, first_on__lte=last_on, last_on__gte=first_on).exists():
        raise Invalid("和已有的周期重了日子。", field="first_on")
    cycle = Cycle.objects.create(
        county_id=actor.county_id, scheme=locked, name=name, first_on=first_on, last_on=last_on, apply_by=apply_by
    )
    areas = rules.split_areas(towns_with_stations(actor.county_id), groups)
    Group.objects.bulk_create(
        Group(county_id=actor.county_id, cycle=cycle, number=n, towns=towns) for n, towns in enumerate(areas, 1)
    )
    return cycle


@transaction.atomic
def put_group(cycle: Cycle, *, actor: Actor, number: int, towns: Iterable[str], members: Iterable[int]) -> Group:
    """Area and members of a group; towns leave the group they were of. Each member's own towns are noted from the posts held.

    Raises NotAllowed, Invalid.
    """
    _check_office(actor)
    wanted, known = set(towns), set(towns_with_stations(cycle.county_id))
    people = list(may_be_reviewers(cycle.county_id).filter(pk__in=set(members)))
    if wanted - known or len(people) != len(set(members)):
        raise Invalid("乡镇和成员请在列出的里面选。", field="towns" if wanted - known else "members")
    if not 1 <= number <= MOST_GROUPS:
        raise Invalid(f"组号写1到{MOST_GROUPS}。", field="number")
    for other in Group.objects.filter(county_id=cycle.county_id, cycle=cycle).exclude(number=number):
        if wanted & set(other.towns):
            other.towns = [town for town in other.towns if town not in wanted]
            other.save(update_fields=["towns"])
    group, _ = Group.objects.update_or_create(
        county_id=cycle.county_id, cycle=cycle, number=number, defaults={"towns": sorted(wanted)}
    )
    group.reviewers.all().delete()
    Reviewer.objects.bulk_create(
        Reviewer(county_id=cycle.county_id, group=group, user=user, own_towns=own_towns(user)) for user in people
    )
    _regroup(cycle)
    return group


def _regroup(cycle: Cycle) -> None:
    """Stations follow their town's group, and whoever waits for a visit is told anew."""
    rows = Candidacy.objects.filter(county_id=cycle.county_id, cycle=cycle)
    rows.update(group=None)
    for group in Group.objects.filter(county_id=cycle.county_id, cycle=cycle):
        rows.filter(station__town__in=group.towns).update(group=group)
    for row in rows.filter(state="self_scored").select_related(*CANDIDACY.related):
        CANDIDACY.rewait(row)


def _check_office(actor: Actor) -> None:
    if not is_office(actor):
        raise NotAllowed("考评的办法、周期和分组由县人大代表工作机构来定。")
