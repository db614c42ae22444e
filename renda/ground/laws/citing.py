"""Which cited articles are loaded, for every page at once: kept per process until the version of the request's county changes.

Loading a law gives every county a new version, as a changed rule does (`county.services.rule_book`): so a page asks nothing while nothing
changed. Outside a request nothing is linked: what is drawn there (papers, mails) is read elsewhere.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.urls import reverse

from renda.ground.county import at_hand
from renda.ground.kernel.clock import today
from renda.ground.laws.models import Article
from renda.ground.laws.rules import Number, citation_pattern, cited_pieces, number_in


@dataclass(frozen=True, slots=True)
class Held:
    """One loaded version of a law."""

    short: str
    adopted_on: date
    in_force_on: date
    superseded_on: date | None
    numbers: frozenset[Number]

    def holds_on(self, day: date) -> bool:
        return self.in_force_on <= day and (self.superseded_on is None or day < self.superseded_on)


@dataclass(frozen=True)
class Known:
    """The loaded laws by every name. stamp: another one for other laws, 0 for none; what was drawn with it is good as long as it is."""

    laws: dict[str, list[Held]] = field(default_factory=dict)
    stamp: int = 0
    pattern: re.Pattern[str] | None = None

    def address(self, name: str, article: Number | str, year: int = 0) -> str:
        """Where the article stands, in the version of that year or, without a year, in the one in force; empty if it is not loaded."""
        number = number_in(article) if isinstance(article, str) else article
        held = self._version(name, year) if number else None
        if number is None or held is None or number not in held.numbers:
            return ""
        if held.holds_on(today()):
            return reverse("laws:article", args=[held.short, number.slug])
        return reverse("laws:article-at", args=[held.short, held.adopted_on.isoformat(), number.slug])

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces, each with the address of the article it names, empty for none."""
        if self.pattern is None or "第" not in text:
            return [(text, "")]
        return list(cited_pieces(text, self.pattern, self.address))

    def _version(self, name: str, year: int) -> Held | None:
        held = self.laws.get(name, [])
        day = today()
        return next((one for one in held if (one.adopted_on.year == year if year else one.holds_on(day))), None)


NOTHING = Known()
_kept = NOTHING
_versions: dict[int, int] = {}


def known() -> Known:
    """The loaded laws as the county of this request has last heard of them. One query after a change, none otherwise."""
    global _kept
    county = at_hand.county_of_request()
    if county is None:
        return NOTHING
    if _versions.get(county.pk) != county.version:
        _kept = _read()
        _versions[county.pk] = county.version
    return _kept


def _read() -> Known:
    fields = (
        "version_id", "version__law__names", "version__adopted_on", "version__in_force_on", "version__superseded_on",
        "number", "sub",
    )  # fmt: skip
    rows = tuple((*row[:1], tuple(row[1]), *row[2:]) for row in Article.objects.order_by().values_list(*fields))
    return _built(frozenset(rows))


@lru_cache(maxsize=4)
def _built(rows: frozenset[tuple[int, tuple[str, ...], date, date, date | None, int, int]]) -> Known:
    if not rows:
        return NOTHING
    numbers: dict[tuple[int, tuple[str, ...], date, date, date | None], set[Number]] = {}
    for *version, number, sub in rows:
        numbers.setdefault(tuple(version), set()).add(Number(number, sub))  # type: ignore[arg-type]
    laws: dict[str, list[Held]] = {}
    for (_, names, *days), found in numbers.items():
        held = Held(names[0], days[0], days[1], days[2], frozenset(found))  # type: ignore[arg-type]
        for name in names:
            laws.setdefault(name, []).append(held)
    return Known(laws, hash(rows) or 1, citation_pattern(laws))
