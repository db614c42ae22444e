"""The quarterly check sheet (每季度督办), for page, Excel, print and JSON. Source: DOMAIN H10

Pairs by kind and town as numerator and denominator; the pairs without contact and the deputies with too few residents are lists
of gaps by name: nothing is counted, added up or put in order by person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.network.contacts import rules
from renda.network.contacts.models import Pair
from renda.network.contacts.queries import COUNTY, contacted, county_deputies, main_stations, towns_of, words_of
from renda.network.contacts.states import LEAST_RULE, PairSort, Words

Town = tuple[int, str]
NOWHERE = "没有编入家站"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Gap:
    """A pair without contact in the quarter."""

    key: UUID
    words: str


@dataclass(slots=True)
class Line:
    """One town of one kind. met: pairs with a contact, of `whole`; for deputies: those with enough residents."""

    label: str
    whole: int = 0
    met: int = 0
    gaps: list[Gap] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return self.whole - self.met

    @property
    def percent(self) -> int | None:
        return rules.share(self.met, self.whole)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three kinds."""

    sort: int
    words: Words
    lines: list[Line]

    @property
    def total(self) -> Line:
        return sum_of(self.lines)

    @property
    def has_few(self) -> bool:
        """Whether a share is left out somewhere."""
        return any(line.percent is None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Sheet:
    """as_of: the quarter's last day, or today while it runs. few: deputies with fewer residents than `least`, by town."""

    year: int
    quarter: int
    as_of: date
    parts: list[Part]
    least: int
    least_source: str
    few: list[Line]

    @property
    def title(self) -> str:
        return f"{self.year}年{rules.QUARTERS[self.quarter - 1]}联系情况督办表"

    @property
    def few_total(self) -> Line:
        return sum_of(self.few)


def sum_of(lines: Iterable[Line]) -> Line:
    lines = list(lines)
    return Line("合计", sum(one.whole for one in lines), sum(one.met for one in lines))


def sheet(actor: Actor, year: int, quarter: int) -> Sheet:
    """A quarter's sheet for the county, or for the towns this actor works for. Eight queries. Raises Invalid."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= quarter <= 4):
        raise Invalid("请选哪一年、第几季度。", field="quarter")
    first, last = clock.quarter_span(year, quarter)
    if first > clock.today():
        raise Invalid("这个季度还没有到。", field="quarter")
    as_of = min(last, clock.today())
    rows = list(Pair.objects.visible_to(actor).on_the_books(as_of).for_sheet())
    stations, towns = main_stations(actor.county_id, as_of), towns_of(actor.county_id)
    placed = [(row, _town_of(row, stations, towns)) for row in rows]
    placed = [(row, town) for row, town in placed if is_ours(actor, town)]
    met, words = contacted((row.pk for row, _ in placed), actor.county_id, first, as_of), words_of(actor.county_id)
    parts = [
        Part(int(sort), words[sort], _lines([one for one in placed if one[0].sort == sort], met)) for sort in PairSort
    ]
    rule = rule_book(actor.county_id).rule(LEAST_RULE, as_of)
    held = defaultdict[int, int](int)
    for row, _ in placed:
        if row.is_with_resident and row.deputy_id:
            held[row.deputy_id] += 1
    few = _few(actor, stations, held, rule.number)
    return Sheet(year, quarter, as_of, parts, rule.number, str(rule.source), few)


def is_ours(actor: Actor, town: Town) -> bool:
    """The county's side sees all towns, a town's presidium its own."""
    return actor.holds(*COUNTY) or town[0] in actor.orgs(Role.TOWNSHIP)


def _town_of(row: Pair, stations: dict[int, Town], towns: dict[int, str]) -> Town:
    if row.town_org_id is not None:
        return row.town_org_id, towns.get(row.town_org_id) or (row.town_org.label if row.town_org else "")
    return stations.get(row.deputy_id or 0, (0, ""))


def _lines(placed: list[tuple[Pair, Town]], met: set[UUID]) -> list[Line]:
    found: dict[Town, Line] = {}
    for row, town in placed:
        line = found.setdefault(town, Line(town[1] or NOWHERE))
        line.whole += 1
        line.met += row.pk in met
        if row.pk not in met:
            line.gaps.append(Gap(row.pk, row.title_line()))
    return _in_order(found)


def _few(actor: Actor, stations: dict[int, Town], held: dict[int, int], least: int) -> list[Line]:
    found: dict[Town, Line] = {}
    for pk, name in county_deputies(actor.county_id).values_list("pk", "name"):
        town = stations.get(pk, (0, ""))
        if not is_ours(actor, town):
            continue
        line = found.setdefault(town, Line(town[1] or NOWHERE))
        line.whole += 1
        line.met += held.get(pk, 0) >= least
        if held.get(pk, 0) < least:
            line.names.append(name)
    return _in_order(found)


def _in_order(found: dict[Town, Line]) -> list[Line]:
    """Towns by name, those without one last."""
    return [line for (_, town), line in sorted(found.items(), key=lambda one: (not one[0][1], one[0][1], one[0][0]))]
