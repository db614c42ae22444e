"""Tags of every template (built in). README.md lists them with their parameters."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import escape, format_html, linebreaks
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from renda.ground.kernel.clock import COUNTY_TIME, day_of, today
from renda.ground.ui import show
from renda.ground.ui.citing import laws, linked
from renda.ground.ui.drawn import drawn

register = template.Library()
SPRITE = "ui/dist/sprite.svg"


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A Lucide icon, always beside a word."""
    return _use("rd-i", f"i-{name}", extra)


@register.simple_tag
def shape(name: str, extra: str = "") -> SafeString:
    """One of our own shapes: mark, lights, tick."""
    return _use("", f"s-{name}", extra)


@lru_cache(maxsize=512)
def _use(base: str, name: str, extra: str) -> SafeString:
    classes = f"{base} {extra}".strip()
    kind = format_html(' class="{}"', classes) if classes else ""
    return format_html('<svg{} aria-hidden="true"><use href="{}#{}"/></svg>', kind, static(SPRITE), name)


register.simple_tag(drawn, name="drawn")


class _KnownAddress(template.Node):
    """An address without parameters: found once, since it never changes."""

    def __init__(self, node: URLNode) -> None:
        self.node = node
        self.found: dict[str, str] = {}

    def render(self, context: template.Context) -> str:
        prefix = get_script_prefix()
        if prefix not in self.found:
            shown = self.node.render(context)
            self.found[prefix] = context[self.node.asvar] if self.node.asvar else shown
        if self.node.asvar:
            context[self.node.asvar] = self.found[prefix]
            return ""
        return self.found[prefix]


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Django's own tag; one that names a fixed address without parameters is worked out once."""
    node = parse_url(parser, token)
    is_fixed = isinstance(node.view_name.var, str) and not (node.args or node.kwargs)
    return _KnownAddress(node) if is_fixed else node


@register.simple_tag(takes_context=True)
def light(context: template.Context, waiting: Any, **how: Any) -> SafeString:
    """The light of a wait, or of a shape named by a string with `words`."""
    if isinstance(waiting, str) and waiting:
        found = show.Light(waiting, "")
    else:
        on = context.get("today") or today()
        found = show.light_of(waiting, on, _calendar(context), how.get("unit") or "个工作日")
    words = how.get("words") or found.words
    return drawn("ui/components/light.html", shape=found.shape, words=words, is_tag=bool(how.get("tag")))


def _calendar(context: template.Context) -> show.Calendar | None:
    path, county = getattr(settings, "RULE_BOOK", ""), context.get("county")
    return CountyDays(path, county) if path and county else None


class CountyDays:
    """The county's working days, from the rule book that settings.RULE_BOOK names (ui knows no county).

    Asked only when a light needs it; the version read with the page's county saves a query for each light.
    """

    def __init__(self, path: str, county: Any) -> None:
        self.path, self.county = path, county

    def workdays_between(self, start: date, end: date) -> int:
        book = import_string(self.path)(self.county.pk, version=getattr(self.county, "version", 0))
        return int(book.calendar.workdays_between(start, end))


@register.simple_tag
def day(value: date | str | None) -> SafeString:
    """A day in words; a text as `2026-08-20` (from a JSON field) too."""
    if not value:
        return SafeString("")
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return _day(day_of(value) if isinstance(value, datetime) else value, today().year)


@lru_cache(maxsize=4096)
def _day(value: date, this_year: int) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), show.day_words(value, this_year))


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    return _moment(value, with_day=True)


@register.simple_tag
def clock(value: datetime | None) -> SafeString:
    return _moment(value, with_day=False)


def _moment(value: datetime | None, *, with_day: bool) -> SafeString:
    if value is None:
        return SafeString("")
    local = value.astimezone(COUNTY_TIME)
    words = f"{local:%H:%M}"
    if with_day:
        words = f"{show.day_words(local.date(), today().year)} {words}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.simple_tag
def why(due: Any, **how: Any) -> SafeString:
    source = getattr(due, "source", None)
    basis = f"依据：{source}"  # stands below, with its article
    lines = tuple(show.line_of(line) for line in getattr(due, "lines", ()) if line != basis) if due else ()
    title = how.get("title") or (f"为什么是{show.day_words(due.day, today().year)}" if due else "")
    is_open = bool(how.get("open"))
    return drawn("ui/components/why.html", due=bool(due), lines=lines, title=title, open=is_open, source=source)


@register.filter
def post_line(post: Any) -> str:
    """A post as it stands below a name: the body, then the post."""
    org = getattr(post, "org_name", "")
    rest = str(post.label).removeprefix(org)
    return f"{org} · {rest}" if org and rest else str(post.label)


@register.simple_tag
def stages(items: Iterable[Any]) -> SafeString:
    return drawn("ui/components/stages.html", stages=_stages(items))


@register.simple_tag
def trail(items: Iterable[Any]) -> SafeString:
    return drawn("ui/components/trail.html", stages=_stages(items))


def _stages(items: Iterable[Any]) -> tuple[show.Stage, ...]:
    return tuple(show.Stage(**item) if isinstance(item, Mapping) else item for item in items or ())


@register.inclusion_tag("ui/components/hist.html")
def hist(rows: Iterable[Any]) -> dict[str, Any]:
    """A step taken never changes: each row is drawn once."""
    return {"rows": [drawn("ui/components/_hist_row.html", row=show.taken_of(row)) for row in rows or ()]}


@register.simple_tag
def reply_class(letter: str, words: str | None = None) -> SafeString:
    words = show.CLASS_WORDS.get(letter, "") if words is None else words
    return drawn("ui/components/class.html", letter=letter, words=words)


@register.simple_tag
def rate(value: str | None, words: str | None = None) -> SafeString:
    strokes, known = show.RATINGS.get(value or "", show.RATINGS[""])
    return drawn("ui/components/rate.html", bars=show.bars(strokes), words=known if words is None else words)


@register.simple_tag
def meter(part: float, whole: float, then: float = 0, kind: str = "a") -> SafeString:
    """Widths are attributes of the drawing, so no inline style is needed."""
    return drawn("ui/components/meter.html", whole=whole or 1, part=part or 0, then=then or 0, kind=kind)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address shown now with some parameters changed; None takes one out. Any change goes back to the first page."""
    request = context.get("request")
    values: dict[str, Any] = dict(request.GET.lists()) if request else {}
    if "after" not in changes:
        values.pop("after", None)
    for name, value in changes.items():
        values.pop(name, None)
        if value not in (None, ""):
            values[name] = str(value)
    return f"?{urlencode(values, doseq=True)}"


@register.simple_tag
def lit(pieces: Iterable[Any]) -> SafeString:
    """Plain text in pieces (`text`, `is_hit`), those that were hit marked."""
    return mark_safe("".join(f"<mark>{escape(one.text)}</mark>" if one.is_hit else escape(one.text) for one in pieces))  # noqa: S308


register.filter("cited", linked)


@register.simple_tag
def cite(*parts: Any) -> str:
    """A source named by its parts or in the template itself, its articles linked."""
    return linked("".join(str.__str__(part) for part in parts if part))


@register.filter
def article_href(source: Any) -> str:
    """Where the article of a source stands; empty if it is not loaded."""
    return laws().address(source.name, source.article, source.year)


@register.filter
def prose(text: str | None) -> SafeString:
    """What a person typed, escaped, as paragraphs."""
    return mark_safe(linebreaks(text or "", autoescape=True))  # noqa: S308  escaped by linebreaks


@register.filter
def grouped(number: Any) -> str:
    """1286 → 1,286."""
    return f"{number:,}" if isinstance(number, int | float | Decimal) else str(number if number is not None else "")


@register.filter
def entry(values: Any, key: str) -> Any:
    """The entry of a dict, or of its pairs, under a key that is a variable."""
    values = dict(values) if isinstance(values, tuple) else values
    return values.get(key, "") if hasattr(values, "get") else ""


@register.filter
def pairs(values: Any) -> tuple[tuple[str, Any], ...]:
    """A dict as a fact that never changes, for `drawn`."""
    return tuple(sorted(values.items())) if values else ()


@register.filter
def tail(text: str | None, count: int = 4) -> str:
    """The last characters, as of a hash."""
    return (text or "")[-count:]


@register.filter
def plain(number: Any) -> str:
    """A number as drawings need it: a point, no grouping, whatever the language."""
    return f"{float(number):g}"


@register.filter
def say_kind(tags: str | None) -> str:
    """The colour of a Django message: its level in our words."""
    kinds = {"error": "red", "warning": "amber", "success": "green"}
    return next((kind for name, kind in kinds.items() if name in (tags or "")), "")
