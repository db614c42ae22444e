"""The file for the archive: one PDF of the paper, the handling, the letters, the sealed scans and the history."""

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of
from renda.ground.files.storage import open_bytes
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.compose import compose
from renda.ground.papers.markup import parse
from renda.ground.papers.pdf import Part, write_pdf
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import join_pdf
from renda.ground.people.queries import names_of
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import StepTaken
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries.pages import KINDS
from renda.voice.suggestions.states import Grade, RatingState

FILE = "suggestions/archive_file"
PURPOSE = "archive"
PDF = "application/pdf"


def make_archive(pk: UUID, county_id: int, actor: Actor) -> None:
    """Make the file once; called again it finds it made."""
    row = Suggestion.objects.select_related("proposer", "lead_org", "congress", "office").get(
        pk=pk, county_id=county_id
    )
    if files_of(row).filter(purpose=PURPOSE).exists():
        return
    cover = write_pdf(parse(compose(FILE, archive_facts(row))))
    data = join_pdf([Part("卷内目录和办理经过", cover), *_letters(row), *_scans(row)])
    upload = ContentFile(data, name=f"{row.number_short or row.pk}整卷.pdf")
    files.keep(
        upload, county_id=county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose=PURPOSE, audience="staff"
    )


def archive_facts(row: Suggestion) -> dict[str, Any]:
    """Everything the record knows, as the archive's first pages say it."""
    handlings = list(
        row.handlings.select_related("org").prefetch_related("consultations").order_by("round", "mode", "pk")
    )
    ratings = list(row.ratings.select_related("deputy").order_by("round", "pk"))
    return {
        "suggestion": row,
        "frozen": row.frozen,
        "handlings": handlings,
        "ratings": [(r.deputy.name, r.round, _word(r.process, r.state), _word(r.result, r.state)) for r in ratings],
        "publications": list(row.publications.order_by("pk")),
        "supplements": list(row.supplements.order_by("pk")),
        "history": _history(row),
        "day": clock.today(),
    }


def _word(grade: str, state: str) -> str:
    return str(Grade(grade).label) if grade else str(RatingState(state).label)


def _history(row: Suggestion) -> list[dict[str, Any]]:
    parts = [*row.signatures.values_list("pk", flat=True), *row.handlings.values_list("pk", flat=True),
             *row.ratings.values_list("pk", flat=True), *row.publications.values_list("pk", flat=True)]  # fmt: skip
    steps = list(
        StepTaken.objects.filter(county_id=row.county_id, kind__in=KINDS, matter_id__in=[row.pk, *parts]).order_by(
            "at", "pk"
        )
    )
    names = names_of({step.user_id for step in steps})
    return [
        {"at": step.at.astimezone(clock.COUNTY_TIME), "label": WORKFLOWS[step.kind].steps[step.step].label,
         "who": names.get(step.user_id, ""), "acted_as": step.acted_as, "hash": step.hash[:8]}
        for step in steps
    ]  # fmt: skip


def _letters(row: Suggestion) -> list[Part]:
    parts = []
    for paper in papers_of(row).made():
        with paper.pdf.open("rb") as source:
            parts.append(Part(f"{paper.title} {paper.number}".strip(), source.read()))
    return parts


def _scans(row: Suggestion) -> list[Part]:
    """Scans that are PDF; pictures stay beside the file."""
    found = [Part(f.name, _bytes_of(f)) for f in files_of(row) if f.content_type == PDF and f.purpose != PURPOSE]
    return [part for part in found if _is_whole(part)]


def _bytes_of(file: StoredFile) -> bytes:
    with open_bytes(file.county_id, file.sha256) as source:
        data: bytes = source.read()
    return data


def _is_whole(part: Part) -> bool:
    """A scan that is broken as PDF stays beside the file instead of stopping the archive."""
    try:
        join_pdf([part])
    except ValueError:
        return False
    return True
