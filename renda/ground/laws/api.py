"""Laws as JSON, for anyone: what is loaded, contents of a version, one article."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotFound
from renda.ground.laws import shown
from renda.ground.laws.models import Article, Law, Version
from renda.ground.laws.queries import article_of, law_called, versions_of
from renda.ground.laws.rules import from_slug
from renda.ground.workflow.api import ProblemOut

router = Router(tags=["法律条文"])


class VersionOut(Schema):
    """superseded_on: the day the next version came into force. is_dated: the text itself names in_force_on."""

    adopted_on: date
    in_force_on: date
    is_dated: bool
    superseded_on: date | None
    is_in_force: bool
    digest: str


class LawOut(Schema):
    """names: everything it is called; versions: newest first."""

    title: str
    short: str
    names: list[str]
    href: str
    versions: list[VersionOut]


class ParagraphOut(Schema):
    text: str
    items: list[str]


class ArticleOut(Schema):
    """number and sub: 第五十一条之一 is 51 and 1; number 0 is a preamble. href: its page."""

    label: str
    number: int
    sub: int
    chapter: str
    section: str
    paragraphs: list[ParagraphOut]
    href: str


class WholeLaw(LawOut):
    """The version asked for, with all its articles."""

    version: VersionOut
    articles: list[ArticleOut]


class OneArticle(ArticleOut):
    citation: str
    version: VersionOut


@router.get("/", response=list[LawOut], auth=None, summary="装入的法律")
def list_laws(request: HttpRequest) -> Any:
    return [_law(law, versions_of(law)) for law in Law.objects.order_by("pk").prefetch_related("versions")]


@router.get("/{name}", response={200: WholeLaw, 404: ProblemOut}, auth=None, summary="一部法律的全文")
def read_law(request: HttpRequest, name: str, at: date | None = None) -> Any:
    """at: the version in force on that day; without it, today's."""
    law = law_called(name)
    versions = versions_of(law)
    version = _in_force(law, versions, at)
    articles = [_article(row, version, law) for row in version.articles.all()]
    return {**_law(law, versions), "version": _version(version), "articles": articles}


@router.get("/{name}/{article}", response={200: OneArticle, 404: ProblemOut}, auth=None, summary="一条法律条文")
def read_article(request: HttpRequest, name: str, article: str, at: date | None = None) -> Any:
    """article: 51, 51-1 or 第五十一条; at: in the version in force on that day."""
    law = law_called(name)
    version = _in_force(law, versions_of(law), at)
    row = article_of(version, from_slug(article))
    return {**_article(row, version, law), "citation": shown.citation(law, row.name), "version": _version(version)}


def _in_force(law: Law, versions: list[Version], at: date | None) -> Version:
    day = at or today()
    version = shown.version_on(versions, day)
    if version is None:
        raise NotFound(f"装入的文本里没有{day:%Y-%m-%d}施行的《{law.short}》。")
    return version


def _law(law: Law, versions: list[Version]) -> dict[str, Any]:
    return {
        "title": law.title, "short": law.short, "names": law.names, "href": law.get_absolute_url(),
        "versions": [_version(version) for version in versions],
    }  # fmt: skip


def _version(version: Version) -> dict[str, Any]:
    return {
        "adopted_on": version.adopted_on, "in_force_on": version.in_force_on, "is_dated": version.is_dated,
        "superseded_on": version.superseded_on, "is_in_force": shown.is_in_force(version), "digest": version.digest,
    }  # fmt: skip


def _article(row: Article, version: Version, law: Law) -> dict[str, Any]:
    return {
        "label": row.label, "number": row.number, "sub": row.sub, "chapter": row.chapter, "section": row.section,
        "paragraphs": [{"text": one.text, "items": list(one.items)} for one in row.paragraphs],
        "href": shown.address_of(row, version, law),
    }  # fmt: skip
