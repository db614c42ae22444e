"""The county's own books: titles, order, columns and what feeds them, from a year on."""

from collections.abc import Sequence

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.readings.duty import access
from renda.readings.duty.facts import COLUMNS, SOURCES
from renda.readings.duty.models import BookSet
from renda.readings.duty.shown import columns_of
from renda.readings.duty.states import MOST_BOOKS, BookPlan


@transaction.atomic
def set_books(*, actor: Actor, year: int, books: Sequence[BookPlan]) -> BookSet:
    """What the county calls its books and what stands in them, from that year on; closed books of earlier years stay.

    Raises NotAllowed, Invalid (no book, a title twice, a book without a column).
    """
    if not access.sets_books(actor):
        raise NotAllowed("本册的名称和栏目由县人大代表工作机构来定。")
    if year < clock.today().year:
        raise Invalid("过去年份的本册不再改，请从今年起定。", field="year")
    _check(books)
    data = [book.as_data() for book in books]
    facts = {"books": data, "set_by_id": actor.user_id, "set_by_name": actor.name, "set_at": clock.now()}
    row, _ = BookSet.objects.update_or_create(county_id=actor.county_id, year=year, defaults=facts)
    return row


def _check(books: Sequence[BookPlan]) -> None:
    if not books or len(books) > MOST_BOOKS:
        raise Invalid(f"请留下1到{MOST_BOOKS}本。")
    if len({book.title for book in books}) < len(books) or len({book.key for book in books}) < len(books):
        raise Invalid("有两本同名，请改一个名称。")
    for book in books:
        if set(book.sources) - set(SOURCES) or set(book.columns) - set(COLUMNS):
            raise Invalid(f"“{book.title}”里有平台不认识的来源或者栏目。")
        if not book.sources or not columns_of(book):
            raise Invalid(f"“{book.title}”至少要选一种来源和一个它有的栏目。")
