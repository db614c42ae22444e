"""What the record knows of deputies' work, one line for each fact: nothing is summed, ranked or typed here.

Source: 代表法 (2025) art. 58 (duty performance is recorded and published), DOMAIN P8
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from renda.ground.kernel import clock
from renda.ground.kernel.text import mask_phones
from renda.ground.workflow.models import StepTaken
from renda.network.activities.models import Attendance
from renda.network.activities.states import ActivityState, Sort
from renda.network.contacts.models import ContactLog
from renda.network.contacts.states import PairSort
from renda.readings.duty.states import Part
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.states import CosigningState
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S as OpinionState
from renda.voice.pressing.models import Invitee
from renda.voice.pressing.states import TourState
from renda.voice.suggestions.models import Signature, Suggestion
from renda.voice.suggestions.states import S, SignatureState

PART_OF = {
    Sort.RECEPTION: Part.GROUP, Sort.VISIT: Part.GROUP, Sort.STUDY: Part.TRAINING, Sort.TOUR: Part.TOURS,
    Sort.MEETING: Part.MEETINGS, Sort.REPORT: Part.REPORT, Sort.SERVICE: Part.GROUP, Sort.OTHER: Part.GROUP,
}  # fmt: skip
ORDER = list(Part)
NOT_YET = (S.DRAFT, S.RETURNED, S.WITHDRAWN)
NOT_MOVED = ("draft", "returned", "withdrawn")
SIGNED = (SignatureState.SIGNED, SignatureState.PAPER)
COSIGNED = (CosigningState.SIGNED, CosigningState.PAPER)


@dataclass(frozen=True, slots=True)
class Deed:
    """One fact of one deputy's work. key: `kind:key` of what it is read from; is_open: whether the public may read it."""

    deputy_id: int
    name: str
    part: Part
    on: date
    what: str
    place: str
    key: str
    href: str = ""
    is_open: bool = False


def deeds_of(county_id: int, deputies: Iterable[Any], first: date, last: date) -> list[Deed]:
    """Of these deputies in these days, by person, part and day. Eight queries, however many deputies."""
    names = {deputy.pk: deputy.name for deputy in deputies}
    found: list[Deed] = []
    for rows in (_attended, _contacted, _toured, _led, _signed, _moved, _cosigned, _taken):
        found += rows(county_id, names, first, last)
    return sorted(found, key=lambda deed: (deed.name, deed.deputy_id, ORDER.index(deed.part), deed.on, deed.key))


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """The first moment of the first day, and the first after the last."""
    start = datetime.combine(first, time(), tzinfo=clock.COUNTY_TIME)
    return start, datetime.combine(last + timedelta(days=1), time(), tzinfo=clock.COUNTY_TIME)


def _attended(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = Attendance.objects.filter(county_id=county_id, deputy_id__in=names, came=True).filter(
        activity__state=ActivityState.RECORDED, activity__held_on__gte=first, activity__held_on__lte=last
    )
    rows = rows.select_related("activity__station").defer("activity__plan", "activity__result")
    return [
        Deed(row.deputy_id, names[row.deputy_id], PART_OF[Sort(row.activity.sort)], row.activity.held_on or first,
             mask_phones(row.activity.title), row.activity.station.name, f"activity:{row.activity_id}",
             row.activity.get_absolute_url(), is_open=True)
        for row in rows
    ]  # fmt: skip


def _contacted(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    """That a deputy kept in touch with a resident, and what came of it; never who it was or what was said."""
    rows = ContactLog.objects.filter(
        county_id=county_id, pair__deputy_id__in=names, pair__sort=PairSort.DEPUTY_RESIDENT
    )
    rows = rows.between(first, last).select_related("pair").defer("place", "topic", "problem", "follow_up")
    return [
        Deed(row.pair.deputy_id or 0, names[row.pair.deputy_id or 0], Part.GROUP, row.on,
             f"联系群众（第{row.pair.place}户）：{row.get_outcome_display()}", "", f"contact:{row.pk}", row.pair.get_absolute_url())
        for row in rows
    ]  # fmt: skip


def _toured(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = Invitee.objects.filter(county_id=county_id, deputy_id__in=names, came=True).filter(
        tour__state__in=[TourState.HELD, TourState.REPORTED], tour__held_on__gte=first, tour__held_on__lte=last
    )
    return [
        Deed(row.deputy_id, names[row.deputy_id], Part.TOURS, row.tour.held_on or first, row.tour.title, "",
             f"tour:{row.tour_id}", row.tour.get_absolute_url(), is_open=row.tour.state == TourState.REPORTED)
        for row in rows.select_related("tour")
    ]  # fmt: skip


def suggestions_in(county_id: int, first: date, last: date) -> "QuerySet[Suggestion]":
    """Handed in within these days and not taken back."""
    start, end = moments(first, last)
    rows = Suggestion.objects.filter(county_id=county_id, submitted_at__gte=start, submitted_at__lt=end)
    return rows.exclude(state__in=NOT_YET)


def _led(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = suggestions_in(county_id, first, last).filter(proposer_id__in=names)
    return [_proposal(row.proposer_id, names, row, "领衔提出建议") for row in rows]


def _signed(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = Signature.objects.filter(county_id=county_id, deputy_id__in=names, state__in=SIGNED)
    rows = rows.filter(parent__in=suggestions_in(county_id, first, last)).select_related("parent")
    return [_proposal(row.deputy_id, names, row.parent, "联名提出建议") for row in rows]


def _proposal(deputy_id: int, names: dict[int, str], row: Suggestion, how: str) -> Deed:
    words = f"{how}：{row.number_short} {mask_phones(row.title)}".replace("： ", "：")
    day = clock.day_of(row.submitted_at or row.created_at)
    return Deed(deputy_id, names[deputy_id], Part.PROPOSALS, day, words, "", f"suggestion:{row.pk}",
                row.get_absolute_url(), is_open=row.published_on is not None)  # fmt: skip


def _motions(county_id: int, first: date, last: date) -> "QuerySet[Motion]":
    start, end = moments(first, last)
    rows = Motion.objects.filter(county_id=county_id, submitted_at__gte=start, submitted_at__lt=end)
    return rows.exclude(state__in=NOT_MOVED)


def _moved(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = _motions(county_id, first, last).filter(mover_id__in=names)
    return [_motion(row.mover_id or 0, names, row, "领衔提出议案") for row in rows]


def _cosigned(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    rows = Cosigning.objects.filter(county_id=county_id, deputy_id__in=names, state__in=COSIGNED)
    rows = rows.filter(parent__in=_motions(county_id, first, last)).select_related("parent")
    return [_motion(row.deputy_id, names, row.parent, "联名提出议案") for row in rows]


def _motion(deputy_id: int, names: dict[int, str], row: Motion, how: str) -> Deed:
    day = clock.day_of(row.submitted_at or row.created_at)
    return Deed(deputy_id, names[deputy_id], Part.PROPOSALS, day, f"{how}：{mask_phones(row.title)}", "",
                f"motion:{row.pk}", row.get_absolute_url(), is_open=row.published_on is not None)  # fmt: skip


def _taken(county_id: int, names: dict[int, str], first: date, last: date) -> list[Deed]:
    """Opinions a deputy took up: number, class and how far it is; never what the resident said, whoever reads this."""
    took = StepTaken.objects.filter(county_id=OuterRef("county_id"), kind="opinion", matter_id=OuterRef("pk"))
    rows = Opinion.objects.filter(Exists(took.filter(step="take_up")), county_id=county_id, deputy_id__in=names)
    rows = rows.filter(received_on__gte=first, received_on__lte=last).exclude(state=OpinionState.ERASED)
    rows = rows.select_related("station").only(
        "county", "deputy", "code", "category", "state", "received_on", "station__name"
    )
    return [
        Deed(row.deputy_id or 0, names[row.deputy_id or 0], Part.PROPOSALS, row.received_on,
             f"接下群众意见{row.code[:9]}（{row.get_category_display() or '未分类'}），{row.get_state_display()}",
             row.station.name, f"opinion:{row.pk}")
        for row in rows
    ]  # fmt: skip
