"""Orders papers, makes them in the worker, joins and erases them."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from renda.ground.county.services import take_number
from renda.ground.kernel import clock, jobs, keys
from renda.ground.kernel.actor import Actor
from renda.ground.papers import compose, markup, pdf
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import HasPapers, PaperQuerySet, papers_of
from renda.ground.papers.rules import paper_number
from renda.ground.papers.states import Audience, PaperState
from renda.ground.search.services import forget

PART = "paper:"  # which texts of a row the search has from its papers
MAKING = "renda.ground.papers.tasks.make_paper"
NOT_MADE = "生成文件时出了问题，系统会自己再试；一小时后还没有，请告诉管理员。"


@transaction.atomic
def order_paper(
    row: HasPapers,
    template: str,
    context: Mapping[str, Any],
    *,
    actor: Actor,
    purpose: str = "",
    number: str = "",
    series: str = "",
    audience: str = Audience.STAFF,
) -> Paper:
    """Put a paper in the queue; the worker makes .docx and PDF of it within moments.

    template: `suggestions/reply_letter` for `papers/suggestions/reply_letter.gw`; `context` also gets `number`.
    series: 机关代字 such as `高人办函`; the next number of the year is taken and never given back. Use `number` where
    the body that issues the paper numbers it itself. What is written is settled now: changes need `renew_paper`.
    """
    if series and not number:
        year = clock.today().year
        number = paper_number(series, year, take_number(county_id=row.county_id, series=series, year=year))
    source = compose.compose(template, {**context, "number": number})
    sheet = markup.parse(source)
    paper = Paper.objects.create(
        county_id=row.county_id, kind=row.kind, matter_id=row.pk, purpose=purpose, template=template, source=source,
        number=(number or sheet.number)[:80], title=sheet.title_line[:300], audience=audience, ordered_by=actor.user_id,
    )  # fmt: skip
    _queue(paper)
    return paper


@transaction.atomic
def renew_paper(paper: Paper, context: Mapping[str, Any] | None = None, *, actor: Actor) -> Paper:
    """Make the paper again, with new facts if given. Key and number stay, and the old files until the new are there."""
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    if context is not None:
        locked.source = compose.compose(locked.template, {**context, "number": locked.number})
        locked.title = markup.parse(locked.source).title_line[:300]
    locked.state, locked.reason, locked.ordered_by = PaperState.QUEUED, "", actor.user_id
    locked.save(update_fields=["state", "reason", "source", "title", "ordered_by"])
    _queue(locked)
    return locked


def make_paper(paper_id: UUID) -> Paper | None:
    """Write both files of a paper that is not made yet; both are swapped in together. None if it was erased."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None or paper.state == PaperState.MADE:
        return paper
    from renda.ground.papers.docx import write_docx

    try:
        sheet = markup.parse(paper.source)
        files = {"docx": write_docx(sheet), "pdf": pdf.write_pdf(sheet)}
    except Exception:
        Paper.objects.filter(pk=paper_id).update(state=PaperState.FAILED, reason=NOT_MADE)
        raise
    return _put_in(paper, files)


def _put_in(paper: Paper, files: Mapping[str, bytes]) -> Paper:
    """Store the files and name them on the row, unless it was ordered anew while they were written."""
    names = {ending: paper.pdf.storage.save(_path(paper, ending), ContentFile(data)) for ending, data in files.items()}
    digests = {f"{ending}_sha256": hashlib.sha256(data).hexdigest() for ending, data in files.items()}
    made = {"state": PaperState.MADE, "reason": "", "made_at": clock.now(), "pages": pdf.count_pages(files["pdf"])}
    with transaction.atomic():
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        is_current = locked.source == paper.source
        old = [locked.docx.name, locked.pdf.name] if is_current else list(names.values())
        if is_current:
            Paper.objects.filter(pk=paper.pk).update(**names, **digests, **made)
        transaction.on_commit(lambda: _discard(paper, old))
    paper.refresh_from_db()
    return paper


def keep_pdf(
    row: HasPapers, data: bytes, *, actor: Actor, title: str, purpose: str = "", audience: str = Audience.STAFF
) -> Paper:
    """Keep a PDF made elsewhere, such as a joined file for the archive; one of the same purpose takes the older's place."""
    paper = Paper(county_id=row.county_id, kind=row.kind, matter_id=row.pk, purpose=purpose, title=title[:300])
    paper.audience, paper.ordered_by = audience, actor.user_id
    paper.state, paper.made_at, paper.pages = PaperState.MADE, clock.now(), pdf.count_pages(data)
    paper.pdf_sha256 = hashlib.sha256(data).hexdigest()
    paper.pdf.name = paper.pdf.storage.save(_path(paper, "pdf"), ContentFile(data))
    with transaction.atomic():
        older = papers_of(row).filter(purpose=purpose, template="") if purpose else Paper.objects.none()
        _delete(older)
        paper.save(force_insert=True)
    return paper


def open_to_public(paper: Paper, *, actor: Actor) -> None:
    """Mark the paper as one that everybody may open. `actor` is the one who publishes."""
    Paper.objects.filter(pk=paper.pk, county_id=actor.county_id).update(audience=Audience.PUBLIC)


def join_pdf(parts: Iterable[pdf.Part]) -> bytes:
    """One PDF of the parts in order, each with a bookmark: the file that goes to the archive."""
    return pdf.join_pdf(list(parts))


@transaction.atomic
def erase_papers(row: HasPapers) -> int:
    """Delete the papers of a matter whose personal data is erased: rows, sources, files, what is found of them. Returns how many."""
    forget(row.county_id, row.kind, row.pk, part=PART)
    return _delete(papers_of(row))


def _delete(papers: PaperQuerySet) -> int:
    found = list(papers)
    Paper.objects.filter(pk__in=[paper.pk for paper in found]).delete()
    for paper in found:
        transaction.on_commit(partial(_discard, paper, [paper.docx.name, paper.pdf.name]))
    return len(found)


def _queue(paper: Paper) -> None:
    jobs.enqueue(MAKING, str(paper.pk))


def _path(paper: Paper, ending: str) -> str:
    """By county and month, under a name that tells nothing and is new each time."""
    return f"papers/{paper.county_id}/{paper.ordered_at:%Y%m}/{keys.random_code()}.{ending}"


def _discard(paper: Paper, names: Iterable[str | None]) -> None:
    for name in names:
        if name:
            paper.pdf.storage.delete(name)
