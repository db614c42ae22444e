"""The rule book of a county, kept per process until the county's version changes."""

from collections.abc import Iterable

from renda.ground.county.at_hand import county_at_hand, let_go
from renda.ground.county.models import County, Holiday, HolidayYear, RuleSet, fresh_version
from renda.ground.county.rules import Rule, RuleBook, WorkCalendar, calendar_of
from renda.ground.kernel.law import Source

_books: dict[int, tuple[int, RuleBook]] = {}


def rule_book(county_id: int, *, version: int = 0) -> RuleBook:
    """The county's rules, calendar and settings. At most one query while nothing changed, three more after a change.

    Every process asks for the version, so a change made in one is seen by all with their next deadline. Within a request
    the version is that of the county as the request has read it.
    """
    version = version or county_at_hand(county_id).version
    kept = _books.get(county_id)
    if kept is None or kept[0] != version:
        kept = _books[county_id] = (version, _read_book(county_id))
    return kept[1]


def renew(county_id: int) -> None:
    """Let every process read the county's rule book anew, once the present transaction is committed."""
    County.objects.filter(pk=county_id).update(version=fresh_version())
    let_go(county_id)


def rule_of(row: RuleSet) -> Rule:
    source = Source(row.source_name, row.source_article, is_inferred=row.is_inferred)
    return Rule(
        row.kind, row.number, row.unit, source, row.valid_from, row.valid_to, row.level, row.county_id is not None,
        row.label,
    )  # fmt: skip


def _read_book(county_id: int) -> RuleBook:
    settings = County.objects.values_list("settings", flat=True).get(pk=county_id)
    rules = tuple(rule_of(row) for row in RuleSet.objects.applying_to(county_id))
    return RuleBook(rules, calendar(county_id, settings), settings)


def calendar(county_id: int, settings: dict[str, object], *, without_year: int = 0) -> WorkCalendar:
    """National days first, the county's own over them. without_year: leave that year's days out."""
    rows = Holiday.objects.applying_to(county_id).values_list("county_id", "day", "is_workday", "name")
    years = HolidayYear.objects.confirmed_for(county_id).values_list("year", flat=True)
    ordered = sorted(rows, key=lambda row: row[0] is not None)
    days = ((day, is_workday, name) for _, day, is_workday, name in ordered if day.year != without_year)
    return calendar_of(days, _unique(years), settings)


def _unique(years: Iterable[int]) -> frozenset[int]:
    return frozenset(years)
