"""A newly announced holiday year: read, kept as a draft with its preview, confirmed."""

from django.db import transaction

from renda.ground.county.access import may_set
from renda.ground.county.holiday_files import from_rows, read_holidays
from renda.ground.county.models import Holiday, HolidayDraft, HolidayYear
from renda.ground.county.rules import RuleBook, calendar_of
from renda.ground.county.services.books import calendar, renew, rule_book
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Conflict, NotAllowed


def draft_holidays(county_id: int, *, actor: Actor, year: int, text: str, source: str = "") -> HolidayDraft:
    """Read a file's text into a draft; nothing moves yet. Raises Invalid with the line, NotAllowed."""
    _need_office(actor, county_id)
    days = read_holidays(text, year)
    return HolidayDraft.objects.create(
        county_id=county_id,
        year=year,
        source=source.strip() or f"国务院办公厅关于{year}年部分节假日安排的通知",
        days=[day.as_row() for day in days],
        made_by_id=actor.user_id,
    )


def draft_book(draft: HolidayDraft) -> RuleBook:
    """The county's rule book as it would be with the draft: what the preview of running matters computes with."""
    book = rule_book(draft.county_id)
    kept = calendar(draft.county_id, dict(book.settings), without_year=draft.year)
    days = [(day, is_workday, kept.names(day)) for day, is_workday in kept.days.items()]
    days += [(day.day, day.is_workday, day.name) for day in from_rows(draft.days)]
    return book.with_calendar(calendar_of(days, kept.confirmed | {draft.year}, book.settings))


@transaction.atomic
def confirm_holidays(draft: HolidayDraft, *, actor: Actor) -> HolidayYear:
    """Make the draft the county's year. The caller replays the running matters in the same transaction."""
    _need_office(actor, draft.county_id)
    if not HolidayDraft.objects.filter(pk=draft.pk, confirmed_at=None).update(confirmed_at=now()):
        raise Conflict("这份安排已经确认过了。")
    year, _ = HolidayYear.objects.update_or_create(
        county_id=draft.county_id, year=draft.year, defaults={"source": draft.source, "confirmed": True}
    )
    _replace_days(draft)
    renew(draft.county_id)
    return year


def drop_draft(draft: HolidayDraft, *, actor: Actor) -> None:
    """Throw a draft away that was not confirmed."""
    _need_office(actor, draft.county_id)
    HolidayDraft.objects.filter(pk=draft.pk, confirmed_at=None).delete()


def _replace_days(draft: HolidayDraft) -> None:
    """The draft's days over the county's of that year. A national day missing in it is worked as its weekday says."""
    days = {day.day: day for day in from_rows(draft.days)}
    own = Holiday.objects.filter(county_id=draft.county_id)
    own.filter(day__year=draft.year).delete()
    own.filter(day__in=days).delete()
    rows = [
        Holiday(county_id=draft.county_id, day=day.day, name=day.name, is_workday=day.is_workday, source=draft.source)
        for day in days.values()
    ]
    gone = Holiday.objects.filter(county=None, day__year=draft.year).exclude(day__in=days)
    rows += [
        Holiday(
            county_id=draft.county_id,
            day=day.day,
            name="平常日子",
            is_workday=day.day.weekday() < 5,
            source=draft.source,
        )
        for day in gone
    ]
    Holiday.objects.bulk_create(rows)


def _need_office(actor: Actor, county_id: int) -> None:
    if not may_set(actor, county_id):
        raise NotAllowed("节假日由县人大代表工委或者管理员来载入。")
