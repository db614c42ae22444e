"""Reads of laws. They are public and the same for every county."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound

if TYPE_CHECKING:
    from renda.ground.laws.models import Article, Law, Version
    from renda.ground.laws.rules import Number


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all()

    def in_force_on(self, day: date) -> Self:
        ends = Q(version__superseded_on__isnull=True) | Q(version__superseded_on__gt=day)
        return self.filter(ends, version__in_force_on__lte=day)


def law_called(name: str) -> "Law":
    """The law by its short name, another of its names or its full title. Raises NotFound."""
    from renda.ground.laws.models import Law

    law = Law.objects.filter(short=name).first() or next((one for one in Law.objects.all() if name in one.names), None)
    if law is None:
        raise NotFound("没有装入这部法律。装入的都列在“法律条文”里。")
    return law


def versions_of(law: "Law") -> "list[Version]":
    """All of them, the newest first."""
    return sorted(law.versions.all(), key=lambda version: version.adopted_on, reverse=True)


def version_at(law: "Law", versions: "list[Version]", adopted_on: date) -> "Version":
    """The version adopted on a day. Raises NotFound."""
    found = next((one for one in versions if one.adopted_on == adopted_on), None)
    if found is None:
        raise NotFound(f"没有装入{adopted_on:%Y-%m-%d}通过的《{law.short}》。")
    return found


def article_of(version: "Version", number: "Number | None") -> "Article":
    """The article of this number, None for an address that names none. Raises NotFound."""
    found = version.articles.filter(number=number.number, sub=number.sub).first() if number else None
    if found is None:
        words = f"没有{number}" if number else "没有这一条，地址里要写第几条的数字，例如51"
        raise NotFound(f"{version}{words}。")
    found.version = version
    return found
