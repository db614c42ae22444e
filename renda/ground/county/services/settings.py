"""What a county sets itself: the numbers of its rules."""

from datetime import date, timedelta

from django.db import transaction

from renda.ground.county.access import may_set
from renda.ground.county.models import RuleSet
from renda.ground.county.rules import RuleBook
from renda.ground.county.services.books import renew, rule_book, rule_of
from renda.ground.county.states import Level
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed

MOST = {
    "day": 1000,
    "workday": 500,
    "month": 60,
    "percent": 100,
    "count": 10_000,
    "point": 100,
    "second": 300,
    "switch": 1,
}
# Lengths of time change places; what is a share, a number or a weight stays one. A weight of nothing switches an item off.
FIXED_UNITS = ("percent", "count", "point", "second", "switch")
FROM_ZERO = ("point", "second", "switch")


@transaction.atomic
def set_rule(
    county_id: int,
    *,
    actor: Actor,
    kind: str,
    number: int,
    unit: str,
    source_name: str,
    valid_from: date,
    source_article: str = "",
    level: int = Level.ANY,
) -> RuleSet:
    """Set the county's own number for a kind from a day on; the one before ends the day before. Raises Invalid."""
    _need_office(actor, county_id)
    row = _own_rule(county_id, kind, number, unit, source_name, source_article, valid_from, level)
    before = RuleSet.objects.filter(county_id=county_id, kind=kind, level=level)
    before.filter(valid_from=valid_from).delete()
    later = before.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    row.valid_to = later.valid_from - timedelta(days=1) if later else None
    before.filter(valid_from__lt=valid_from).valid_on(valid_from).update(valid_to=valid_from - timedelta(days=1))
    row.save()
    renew(county_id)
    return row


def book_with_rule(
    county_id: int,
    *,
    kind: str,
    number: int,
    unit: str,
    source_name: str,
    valid_from: date,
    source_article: str = "",
    level: int = Level.ANY,
) -> RuleBook:
    """The rule book as it would be with this rule: what the preview of running matters computes with."""
    row = _own_rule(county_id, kind, number, unit, source_name, source_article, valid_from, level)
    return rule_book(county_id).with_rule(rule_of(row))


def _own_rule(
    county_id: int,
    kind: str,
    number: int,
    unit: str,
    source_name: str,
    source_article: str,
    valid_from: date,
    level: int,
) -> RuleSet:
    default = RuleSet.objects.filter(county=None, kind=kind).first()
    if default is None:
        raise Invalid("没有这一类规则。", field="kind")
    if unit != default.unit and {unit, default.unit} & set(FIXED_UNITS):
        raise Invalid("这条规则不能换单位。", field="unit")
    least = 0 if unit in FROM_ZERO else 1
    if unit not in MOST or not least <= number <= MOST[unit]:
        raise Invalid(f"数值要在{least}到{MOST.get(unit, 1000)}之间。", field="number")
    if not source_name.strip():
        raise Invalid("请写明依据哪份文件，好让人知道这个数从哪里来。", field="source_name")
    return RuleSet(
        county_id=county_id,
        kind=kind,
        label=default.label,
        number=number,
        unit=unit,
        source_name=source_name.strip(),
        source_article=source_article.strip(),
        valid_from=valid_from,
        level=level,
    )


def _need_office(actor: Actor, county_id: int) -> None:
    if not may_set(actor, county_id):
        raise NotAllowed("规则、届次由县人大代表工委或者管理员来定。")
