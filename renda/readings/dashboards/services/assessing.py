"""The assessment of units (评估制): counted by the county's scheme of the day, fixed, and counted again to the same."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction

from renda.ground.county.rules import RuleBook
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid
from renda.readings.dashboards import rules
from renda.readings.dashboards.access import MAKERS
from renda.readings.dashboards.counting import read_units
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.models import Assessment
from renda.readings.dashboards.queries.scope import scope_of_congress
from renda.readings.dashboards.rules import Item, Scheme
from renda.readings.dashboards.services.bodies import body_and_congress


def scheme_on(book: RuleBook, day: date) -> Scheme:
    """The scheme in force on a day: the items with a weight, from the county's rules. Their defaults are ours, 可修改."""
    found = {kind: book.rule(kind, day) for kind in rules.SCHEME}
    items = tuple(
        Item(rules.SCHEME[kind], rule.number, str(rule.source), rule.source.is_inferred)
        for kind, rule in found.items() if rule.number
    )  # fmt: skip
    return Scheme(items, book.value(rules.LEAST_RULE, day), book.value(rules.EARLY_RULE, day))


@transaction.atomic
def make_assessment(*, actor: Actor, phase: str, year: int) -> Assessment:
    """Count each unit by the scheme of the cut-off day and keep it as it is. Raises NotAllowed, Invalid, Conflict.

    The same assessment is not made twice on one day with the same numbers: the first one is named instead.
    """
    _, congress = body_and_congress(actor, *MAKERS)
    book = rule_book(actor.county_id)
    bare = rules.assessment_span(phase, year, clock.today(), 0)
    scheme = scheme_on(book, bare.cut)
    if not scheme.items:
        raise Invalid("评估办法里每一项都是零分；请先在“期限和规则”里定分值。", field="phase")
    span = Span(bare.first, bare.last, bare.cut, scheme.early_days)
    units = count_units(actor.county_id, congress.pk, span, scheme)
    if not units:
        raise Invalid("到这一天还没有单位承办建议，没有可以评估的。", field="year")
    row = Assessment(
        county_id=actor.county_id, congress=congress, phase=phase, first_on=span.first, last_on=span.last, cut_on=span.cut,
        scheme=scheme.as_data(), units=units, made_by_id=actor.user_id, made_by_name=actor.name,
    )  # fmt: skip
    row.digest = digest_of(row, units)
    same = Assessment.objects.filter(
        county_id=row.county_id, congress=congress, phase=phase, cut_on=span.cut, digest=row.digest
    )
    if same.exists():
        raise Conflict("截至这一天、按这个办法的评估已经有了，数也一样，不用再做。")
    row.save(force_insert=True)
    return row


def recount(row: Assessment) -> list[dict[str, Any]]:
    """The units' lines counted again from the record as it stood at the cut-off, by the scheme kept with the row."""
    scheme = Scheme.from_data(row.scheme)
    span = Span(row.first_on, row.last_on, row.cut_on, scheme.early_days)
    return count_units(row.county_id, row.congress_id, span, scheme)


def count_units(county_id: int, congress_id: int, span: Span, scheme: Scheme) -> list[dict[str, Any]]:
    """Every unit that was given something, by size of its work."""
    lines = read_units(scope_of_congress(county_id, congress_id), span)
    return [{"org_id": one.org_id, "name": one.name, **rules.assess(scheme, one.rows)} for one in lines]


def digest_of(row: Assessment, units: list[dict[str, Any]]) -> str:
    """SHA-256 over the span, the scheme and the units' lines, in one fixed form."""
    whole = [row.phase, str(row.first_on), str(row.last_on), str(row.cut_on), row.scheme, units]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
