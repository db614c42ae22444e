"""A station's year made by services, as the cast would; nothing is made for the books themselves."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

from renda.ground.files.tests.factories import photo
from renda.ground.kernel.clock import today
from renda.network.activities.tests import factories as activities
from renda.readings.duty import services
from renda.readings.duty.record import Record
from renda.readings.duty.shown import Book, read_book
from renda.readings.duty.states import DEFAULT_BOOKS
from renda.voice.opinions.tests import factories as opinions
from renda.voice.suggestions.tests import factories as suggestions

PHONE = "13800136021"
SAID = f"自来水三天没来，打我电话{PHONE}。"


def lived(cast: Any) -> SimpleNamespace:
    """One of each kind of activity, a resident's word at the reception, one taken up, one suggestion."""
    reception = activities.recorded(cast)
    said = opinions.entered(cast, text=SAID, name="王小二", phone=PHONE, at=reception.pk)
    held = {sort: _held(cast, sort) for sort in ("visit", "study", "tour", "meeting", "report", "service")}
    return SimpleNamespace(
        reception=reception, said=said, taken=opinions.taken(cast), suggestion=suggestions.submitted(cast), **held
    )


def _held(cast: Any, sort: str) -> Any:
    row = activities.announced(cast, days=0, sort=sort, title=f"活动{sort}", deputy_ids=[cast.seats.deputy.pk])
    return activities.services.record_activity(
        row, actor=cast.liaison, came=[cast.seats.deputy.pk], result="记下一件事。"
    )


def book_of(cast: Any, key: str, year: int | None = None, place: str = "station") -> Book:
    plan = next(one for one in DEFAULT_BOOKS if one.key == key)
    return read_book(plan, Record(getattr(cast.places, place), year or today().year))


def texts(book: Book) -> str:
    return "\n".join("｜".join(row.texts) for row in book.rows)


def printed(cast: Any, book: str = "reception") -> Any:
    return services.print_paper_form(cast.places.station, actor=cast.liaison, year=today().year, book=book)


def picture() -> Any:
    return photo()


def begun(cast: Any, year: int | None = None) -> Any:
    return services.begin_duty_archive(cast.seats.deputy, actor=cast.office, year=year or today().year)


def objected(cast: Any, **words: Any) -> Any:
    words = {"objection": "那天我没有去。", **words}
    return services.object_duty_objection(cast.seats.deputy, actor=cast.deputy, year=today().year, **words)


def pages_of(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def run_of(cast: Any) -> Any:
    """The office has the books of all stations made."""
    return services.start_run(actor=cast.office, year=today().year)
