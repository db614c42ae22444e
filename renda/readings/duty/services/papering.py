"""Blank paper forms: printed with a signed code, brought back as a photo, each to its draft, each once."""

import hmac
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from renda.ground.files import services as files
from renda.ground.files import storage
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, Conflict, Invalid
from renda.ground.kernel.keys import CODE_LETTERS, random_code, tidy_code
from renda.ground.kernel.sealed import blind_index
from renda.ground.workflow.engine import service
from renda.network.activities.services import plan_activity
from renda.network.stations.models import Station
from renda.readings.duty import access
from renda.readings.duty.models import PaperForm
from renda.readings.duty.queries import books_of
from renda.readings.duty.states import BookPlan, PaperFormState
from renda.readings.duty.workflow import PAPER_FORM
from renda.voice.opinions.models import Opinion

CODE_BITS, SIGN_LETTERS = 64, 4
SIGNING = "paper-form"
MOST_AT_ONCE = 20
PHOTO = "paper_photo"
# A book fed by one of these brings a photo back as that kind of draft; of several, the first of the book's sources.
FEEDS = {
    "reception": "reception", "visit": "visit", "study": "study", "tour": "tour", "service": "service", "meeting": "meeting",
    "report": "report", "opinion": "opinion",
}  # fmt: skip


def feeds_of(plan: BookPlan) -> str:
    """What a form of this book becomes; empty for a volume, which nobody fills in."""
    return next((FEEDS[name] for name in plan.sources if name in FEEDS), "")


def signed_code() -> str:
    """A random code and its check letters: one made up is refused before the table is asked."""
    code = random_code(CODE_BITS)
    return f"{code}-{_sign(code)}"


def _sign(code: str) -> str:
    number = int(blind_index(code, purpose=SIGNING)[:12], 16)
    letters = ""
    for _ in range(SIGN_LETTERS):
        number, place = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[place]
    return letters


def is_ours(typed: str) -> bool:
    code, _, sign = tidy_code(typed).rpartition("-")
    return bool(code) and hmac.compare_digest(sign, _sign(code))


@transaction.atomic
def print_forms(station: Station, *, actor: Actor, year: int, book: str, count: int = 1) -> list[PaperForm]:
    """So many blank forms of a book, numbered on. Raises NotAllowed, Invalid (no such book, too many)."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid(f"一次印1到{MOST_AT_ONCE}张。", field="count")
    return [print_paper_form(station, actor=actor, year=year, book=book) for _ in range(count)]


@service
def print_paper_form(
    station: Station, *, actor: Actor, year: int, book: str, once: UUID | None = None, note: str = ""
) -> PaperForm:
    plan = next((one for one in books_of(station.county_id, year) if one.key == book and feeds_of(one)), None)
    if plan is None:
        raise Invalid("这一本没有空白单：名册和档案册由平台自己生成。", field="book")
    if year != clock.today().year:
        raise Invalid("只印今年的空白单。", field="year")
    printed = PaperForm.objects.filter(county_id=station.county_id, station=station, year=year, book=book)
    last = printed.aggregate(last=Max("number"))["last"] or 0
    row = PaperForm(
        county_id=station.county_id, code=signed_code(), station=station, org_id=station.org_id, town_org_id=station.town_org_id,
        year=year, book=book, book_title=plan.title, feeds=feeds_of(plan), number=last + 1,
    )  # fmt: skip
    PAPER_FORM.start(row, "print", actor=actor, once=once, note=note)
    return row


def take_paper(
    row: PaperForm, *, actor: Actor, photo: Any, seen: int | None = None, once: UUID | None = None
) -> PaperForm:
    """The photo of a filled-in form: to a draft of its activity, or to wait here for the opinion. A code is used once."""
    if row.state != PaperFormState.PRINTED:
        raise Conflict(f"这张单的照片已经交过，现在是“{row.get_state_display()}”；没有再存一份。")
    take = hold_paper_form if row.feeds == "opinion" else place_paper_form
    return take(row, actor=actor, photo=photo, seen=seen, once=once)


@service
def place_paper_form(
    row: PaperForm, *, actor: Actor, photo: Any, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> PaperForm:
    """The form becomes a planned activity of its station with the photo; the liaison officer records it from there."""
    PAPER_FORM.check_may(PAPER_FORM.steps["place"], row, actor)
    if reason := access.is_for_opinion(row):
        raise Blocked(reason)
    draft = plan_activity(
        row.station, actor=actor, sort=row.feeds, starts_at=clock.now(), title=f"{row.book_title}{row.number_label}号纸质单",
        plan="照着照片记录：开展日、到场代表、结果。",
    )  # fmt: skip
    PAPER_FORM.apply(
        row, "place", actor=actor, seen=seen, once=once, note=note, returned_on=clock.today(), activity_id=draft.pk
    )
    files.attach([photo], draft, actor=actor, purpose=PHOTO, audience="parties", images_only=True)
    return row


@service
def hold_paper_form(
    row: PaperForm, *, actor: Actor, photo: Any, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> PaperForm:
    """The photo waits here until the liaison officer has entered the opinion on the page for that."""
    PAPER_FORM.apply(row, "hold", actor=actor, seen=seen, once=once, note=note, returned_on=clock.today())
    files.attach([photo], row, actor=actor, purpose=PHOTO, audience="parties", images_only=True)
    return row


@service
def enter_paper_form(
    row: PaperForm, *, actor: Actor, opinion: UUID, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> PaperForm:
    """Name the opinion that was entered from the photo; the photo goes over to it and is erased with it one day.

    Raises Invalid (of another station).
    """
    found = Opinion.objects.visible_to(actor).filter(pk=opinion, station_id=row.station_id).first()
    if found is None or PaperForm.objects.filter(county_id=row.county_id, opinion=found).exists():
        raise Invalid("请选本站照着这张单录入的那一条意见。", field="opinion")
    PAPER_FORM.apply(row, "enter", actor=actor, seen=seen, once=once, note=note, opinion_id=found.pk)
    for photo in files_of(row):
        _hand_over(photo, found, actor)
    return row


def _hand_over(photo: StoredFile, opinion: Opinion, actor: Actor) -> None:
    with storage.open_bytes(photo.county_id, photo.sha256) as data:
        data.name = photo.name
        files.attach([data], opinion, actor=actor, purpose="photo", audience="parties", images_only=True)
    files.erase_file(photo)


@service
def void_paper_form(
    row: PaperForm, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> PaperForm:
    """Spoilt or lost. A photo that waits here is erased."""
    PAPER_FORM.apply(row, "void", actor=actor, seen=seen, once=once, note=note)
    files.erase_files(row)
    return row
