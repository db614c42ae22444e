"""What a page here was asked for: whose figures, of which year, up to which day."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.readings.dashboards.access import reads_figures
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.forms import SpanForm
from renda.readings.dashboards.queries.scope import Scope, scope_of
from renda.readings.dashboards.rules import EARLY_RULE, year_span

YEARS_OFFERED = 3


@dataclass(frozen=True)
class Asked:
    scope: Scope
    span: Span

    @property
    def context(self) -> dict[str, Any]:
        """What every page's head needs."""
        this_year = clock.today().year
        return {
            "span": self.span, "scope": self.scope, "years": [this_year - back for back in range(YEARS_OFFERED)],
            "is_running": self.span.cut >= clock.today(),
        }  # fmt: skip


def read_asked(request: Request) -> Asked:
    """Raises Invalid with a sentence for an address that names no year or no day."""
    form = SpanForm(request.GET)
    if not form.is_valid():
        raise Invalid("年份写四位数字，截止日写成2026-06-30这样，再看一次。")
    year, cut, today = form.cleaned_data["year"], form.cleaned_data["cut"], clock.today()
    book = rule_book(request.county.pk, version=request.county.version)
    early = book.value(EARLY_RULE, cut or today)
    return Asked(scope_of(request.actor), year_span(year or today.year, cut, today, early))


Page = Callable[..., HttpResponseBase]


def signed_page(page: Page) -> Page:
    """A page for people with an account that changes nothing."""
    return login_required(require_safe(page))


def figures_page(page: Page) -> Page:
    """A page of figures: for those who read them at all, never changing anything."""

    @login_required
    @require_safe
    @wraps(page)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        need_reader(request)
        return page(request, *args, **kwargs)

    return guarded


def need_reader(request: Request) -> None:
    if not reads_figures(request.actor):
        raise NotAllowed("统计给人大机关、政府督查室看；承办单位看本单位的。公开的数字在首页。")
