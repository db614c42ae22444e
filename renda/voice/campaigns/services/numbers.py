"""Numbers of items: serials of a county and year from blocks, so that no row is hot. Gaps are allowed."""

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from renda.ground.county.models import County
from renda.voice.campaigns import rules
from renda.voice.campaigns.models import NumberBlock

SIZE = 20
TRIES = 20


@transaction.atomic
def take_serial(county_id: int, year: int) -> int:
    """The next serial of any block that nobody else holds just now; a new block of twenty if there is none."""
    free = NumberBlock.objects.filter(county_id=county_id, year=year, next__lte=F("last"))
    block = free.select_for_update(skip_locked=True).order_by("first").first()
    if block is None:
        return _new_block(county_id, year, SIZE, given=1).first
    NumberBlock.objects.filter(pk=block.pk).update(next=block.next + 1)
    return block.next


@transaction.atomic
def take_serials(county_id: int, year: int, count: int) -> range:
    """A block of its own for a table of `count` rows."""
    first = _new_block(county_id, year, count, given=count).first
    return range(first, first + count)


def mark_of(county_id: int) -> str:
    """What the county's numbers begin with: its short name."""
    name, short = County.objects.values_list("name", "short").get(pk=county_id)
    return short or name[:1]


def number_of(mark: str, year: int, serial: int) -> str:
    return rules.number_text(mark, year, serial)


def _new_block(county_id: int, year: int, size: int, *, given: int) -> NumberBlock:
    """Blocks follow each other; of two who make one at once the later looks again."""
    for _ in range(TRIES):
        blocks = NumberBlock.objects.filter(county_id=county_id, year=year)
        first = (blocks.aggregate(most=Max("last"))["most"] or 0) + 1
        try:
            with transaction.atomic():
                return NumberBlock.objects.create(
                    county_id=county_id, year=year, first=first, last=first + size - 1, next=first + given
                )
        except IntegrityError:
            continue
    raise RuntimeError(f"no block of numbers for {county_id} {year} after {TRIES} tries")
