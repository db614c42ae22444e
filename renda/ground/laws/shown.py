"""Laws as pages and the API show them: addresses, contents, the article beside its other versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.laws.models import Article, Law, Version
from renda.ground.laws.rules import Number, Piece, counterpart, difference


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter or section of the contents; level 1 or 2."""

    name: str
    level: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """The same article in another version: number and address there, None if it has none like it."""

    version: Version
    number: Number | None
    href: str
    changes_href: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """An article beside the one before it. before is empty if the older version has none like it."""

    older: Version
    number: Number | None
    before: list[Piece]
    after: list[Piece]

    @property
    def is_same(self) -> bool:
        return not any(piece.is_changed for piece in (*self.before, *self.after))


def is_in_force(version: Version) -> bool:
    day = today()
    return version.in_force_on <= day and (version.superseded_on is None or day < version.superseded_on)


def standing(version: Version) -> str:
    """Whether it is the law today, in one word."""
    if is_in_force(version):
        return "现行"
    return "还没有施行" if version.in_force_on > today() else "已被新的文本替代"


def address_of(article: Article, version: Version, law: Law) -> str:
    """The lasting address: without a day for what is in force, with it for another version."""
    if is_in_force(version):
        return reverse("laws:article", args=[law.short, article.slug])
    return reverse("laws:article-at", args=[law.short, version.adopted_on.isoformat(), article.slug])


def address_of_version(version: Version, law: Law) -> str:
    if is_in_force(version):
        return law.get_absolute_url()
    return reverse("laws:version", args=[law.short, version.adopted_on.isoformat()])


def citation(law: Law, number: Number) -> str:
    """As papers cite it: 《…法》第四十四条."""
    return f"《{law.title}》{number}"


def parts_of(articles: Iterable[Article]) -> list[Part]:
    """The contents in order; a chapter that has sections stands above them without articles of its own."""
    found: list[Part] = []
    last = ""
    for (chapter, section), rows in groupby(articles, key=lambda row: (row.chapter, row.section)):
        if section and chapter != last:
            found.append(Part(chapter, 1, ()))
        found.append(Part(section or chapter, 2 if section else 1, tuple(rows)))
        last = chapter
    return found


def others_of(article: Article, law: Law, versions: list[Version]) -> list[Other]:
    """The article in every other version, newest first; found by its words, as numbers move. One query."""
    rows = Article.objects.filter(version__in=[v for v in versions if v.pk != article.version_id])
    texts: dict[int, dict[Number, str]] = {}
    for row in rows:
        texts.setdefault(row.version_id, {})[row.name] = row.text
    return [_other(article, law, version, texts[version.pk]) for version in versions if version.pk in texts]


def _other(article: Article, law: Law, version: Version, texts: dict[Number, str]) -> Other:
    number = counterpart(article.text, texts.items())
    is_same = number is not None and texts[number] == article.text
    there = Article(number=number.number, sub=number.sub) if number else None
    older, newer = (
        (version, article.version) if version.adopted_on < article.version.adopted_on else (article.version, version)
    )
    seen = article if newer.pk == article.version_id else there
    changes = _changes_address(law, newer, older, seen.slug) if seen else ""
    return Other(version, number, address_of(there, version, law) if there else "", changes, is_same)


def _changes_address(law: Law, newer: Version, older: Version, slug: str) -> str:
    base = reverse("laws:changes", args=[law.short, newer.adopted_on.isoformat(), slug])
    return f"{base}?since={older.adopted_on.isoformat()}"


def changes_of(article: Article, older: Version) -> Changes:
    """What the article says now beside what it said in an older version. One query."""
    texts = {row.name: row.text for row in older.articles.all()}
    number = counterpart(article.text, texts.items())
    before, after = difference(texts[number] if number else "", article.text)
    return Changes(older, number, before, after)


def version_on(versions: list[Version], day: date) -> Version | None:
    """Of the versions of a law the one in force on a day."""
    return next(
        (v for v in versions if v.in_force_on <= day and (v.superseded_on is None or day < v.superseded_on)), None
    )
