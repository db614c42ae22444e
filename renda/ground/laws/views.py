"""Pages of laws: for everybody, in the version in force unless another one is named. Nothing is typed here."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid, NotFound
from renda.ground.kernel.web import Request
from renda.ground.laws import shown
from renda.ground.laws.models import Article, Law, Version
from renda.ground.laws.queries import article_of, law_called, version_at, versions_of
from renda.ground.laws.rules import from_slug


@require_safe
def index(request: Request) -> HttpResponse:
    """Every law that is loaded, with its versions."""
    laws = [(law, [(version, shown.standing(version), shown.address_of_version(version, law)) for version in versions_of(law)])
            for law in Law.objects.order_by("pk").prefetch_related("versions")]  # fmt: skip
    return render(request, "laws/list.html", {"laws": laws})


@require_safe
def law(request: Request, name: str, day: date | None = None) -> HttpResponse:
    """Contents and text of one version."""
    row = law_called(name)
    if row.short != name:
        return redirect(row)
    versions = versions_of(row)
    version = _version(request, row, versions, day)
    parts = shown.parts_of(version.articles.all())
    lines = [(one, shown.standing(one), shown.address_of_version(one, row)) for one in versions]
    context = {"law": row, "version": version, "standing": shown.standing(version), "versions": lines, "parts": parts}
    return render(request, "laws/law.html", context)


@require_safe
def article(request: Request, name: str, slug: str, day: date | None = None) -> HttpResponse:
    """One article, how to cite it, and what it was in other versions."""
    row = law_called(name)
    versions = versions_of(row)
    version = _version(request, row, versions, day)
    found = article_of(version, from_slug(slug))
    if row.short != name or found.slug != slug:
        return redirect(shown.address_of(found, version, row))
    before, after = _neighbours(version, found)
    context = {
        "law": row, "version": version, "article": found, "citation": shown.citation(row, found.name),
        "standing": shown.standing(version), "current": shown.version_on(versions, today()),
        "before": before, "after": after, "others": shown.others_of(found, row, versions),
        "href": shown.address_of(found, version, row), "law_href": shown.address_of_version(version, row),
    }  # fmt: skip
    return render(request, "laws/article.html", context)


@require_safe
def changes(request: Request, name: str, day: date, slug: str) -> HttpResponse:
    """What an article says beside what it said in an older version (`?since=`, else the one before)."""
    row = law_called(name)
    versions = versions_of(row)
    version = version_at(row, versions, day)
    found = article_of(version, from_slug(slug))
    older = _older(request, row, versions, version)
    context = {
        "law": row, "version": version, "article": found, "changes": shown.changes_of(found, older),
        "href": shown.address_of(found, version, row),
    }  # fmt: skip
    return render(request, "laws/changes.html", context)


def _version(request: Request, row: Law, versions: list[Version], day: date | None) -> Version:
    """The version of the address, else of `?at=`, else of today."""
    if day:
        return version_at(row, versions, day)
    asked = day_in(request.GET.get("at", "")) or today()
    version = shown.version_on(versions, asked)
    if version is None:
        earliest = versions[-1].in_force_on
        raise NotFound(
            f"装入的文本里没有{asked.isoformat()}施行的《{row.short}》，最早的一版从{earliest:%Y-%m-%d}起施行。"
        )
    return version


def _older(request: Request, row: Law, versions: list[Version], version: Version) -> Version:
    since = day_in(request.GET.get("since", ""))
    if since:
        return version_at(row, versions, since)
    older = next((one for one in versions if one.adopted_on < version.adopted_on), None)
    if older is None:
        raise NotFound(f"只装入了这一版《{row.short}》，没有更早的可以对照。")
    return older


def day_in(words: str) -> date | None:
    """None for nothing. Raises Invalid."""
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Invalid("日期要写成2018-01-01这样，请改一改地址再看。") from error


def _neighbours(version: Version, found: Article) -> tuple[Article | None, Article | None]:
    """The articles before and behind, with their numbers only."""
    rows = list(version.articles.only("number", "sub", "version_id"))
    at = next(n for n, row in enumerate(rows) if row.pk == found.pk)
    return (rows[at - 1] if at else None), (rows[at + 1] if at + 1 < len(rows) else None)
