"""Loading laws: one file is one version of one law, in one transaction."""

from enum import Enum
from hashlib import sha256

from django.db import transaction

from renda.ground.county.models import County
from renda.ground.county.services.books import renew
from renda.ground.kernel.errors import Invalid
from renda.ground.laws.models import Article, Law, Version
from renda.ground.laws.reading import ReadLaw, read_law
from renda.ground.laws.rules import Number, names_of


class Fate(Enum):
    ADDED = "已装入"
    REPLACED = "已换成新的文本"
    SAME = "已经装过，没有变化"
    DIFFERS = "和已装的同一版文本不一样"


@transaction.atomic
def load_law(raw: bytes, *, file_name: str, replace: bool = False) -> tuple[Fate, Version, list[Number]]:
    """Load one file. A version that is there already stays as it is, unless `replace`.

    Returns what became of it, the version, and the articles that differ from the text loaded before.
    Raises Invalid with the line that cannot be read, or if another law has its short name.
    """
    read, digest = read_law(raw), sha256(raw).hexdigest()
    names = names_of(read.title)
    if other := Law.objects.filter(short=names[0]).exclude(title=read.title).first():
        raise Invalid(f"：简称“{other.short}”已经是另一部法律（{other.title}）的。")
    law, _ = Law.objects.get_or_create(title=read.title, defaults={"short": names[0], "names": names})
    facts = {
        "in_force_on": read.in_force_on, "is_dated": read.is_dated, "history": list(read.history),
        "file_name": file_name[:200], "digest": digest,
    }  # fmt: skip
    version, is_new = Version.objects.get_or_create(law=law, adopted_on=read.adopted_on, defaults=facts)
    differs = _differing(version, read) if not is_new and version.digest != digest else []
    if not is_new and not differs and version.in_force_on == read.in_force_on:
        return Fate.SAME, version, []
    if not is_new and not replace:
        return Fate.DIFFERS, version, differs
    Version.objects.filter(pk=version.pk).update(**facts)
    _write(version, read)
    _set_ends(law)
    for county_id in County.objects.values_list("pk", flat=True):
        renew(county_id)
    return (Fate.ADDED if is_new else Fate.REPLACED), version, differs


def _differing(version: Version, read: ReadLaw) -> list[Number]:
    there = {article.name: _said(article) for article in version.articles.all()}
    new = {article.number: (article.chapter, article.section, article.text) for article in read.articles}
    return sorted(number for number in there.keys() | new.keys() if there.get(number) != new.get(number))


def _said(article: Article) -> tuple[str, str, str]:
    return article.chapter, article.section, article.text


def _write(version: Version, read: ReadLaw) -> None:
    """In place by number, so that an article keeps its key."""
    there = {article.name: article for article in version.articles.all()}
    fresh = []
    for one in read.articles:
        row = there.pop(one.number, None) or Article(version=version, number=one.number.number, sub=one.number.sub)
        row.chapter, row.section, row.text = one.chapter, one.section, one.text
        fresh.append(row)
    Article.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    Article.objects.bulk_create([row for row in fresh if row.pk is None])
    Article.objects.bulk_update([row for row in fresh if row.pk], ["chapter", "section", "text"])


def _set_ends(law: Law) -> None:
    """Each version ends on the day the next one comes into force."""
    rows = list(law.versions.order_by("in_force_on", "adopted_on"))
    ends = [row.in_force_on for row in rows[1:]] + [None]
    for row, end in zip(rows, ends, strict=True):
        row.superseded_on = end
    Version.objects.bulk_update(rows, ["superseded_on"])
