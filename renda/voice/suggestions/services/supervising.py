"""Key suggestions and who supervises an item: leader (领衔), committee (跟踪), units (对口). Source: DOMAIN S-3, 代表法 art. 52"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.voice.suggestions import queries
from renda.voice.suggestions.models import Suggestion, Tracking
from renda.voice.suggestions.services.telling import tell_people
from renda.voice.suggestions.services.trackers import committee_for
from renda.voice.suggestions.states import Category
from renda.voice.suggestions.workflow import SUGGESTION
from renda.voice.suggestions.workflow import committee as committee_keys


@service
def name_key_suggestion(
    row: Suggestion, *, actor: Actor, key_paper: str, key_on: date, leader_id: int | None = None,
    committee_id: int | None = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Note that the chairpersons' council named it a key suggestion (重点督办). Source: 代表法 (2025) art. 52

    key_paper, key_on: number and day of the council's decision. leader_id: may wait until the assignment, never longer.
    committee_id: without it the one that follows the category. Raises Invalid.
    """
    if key_on > clock.today():
        raise Invalid("主任会议决定的日子不能晚于今天。", field="key_on")
    leader_id = leader_id or row.leader_id
    if leader_id is None and row.assigned_on:
        raise Invalid("已经交办的建议，定为重点督办要同时定领衔领导。", field="leader_id")
    _check_people(row, leader_id, committee_id)
    SUGGESTION.apply(
        row, "name_key", actor=actor, seen=seen, once=once, note=note, is_key=True, key_paper=key_paper, key_on=key_on,
        leader_id=leader_id, committee_id=committee_id or row.committee_id or committee_for(row),
    )  # fmt: skip
    _tell_supervisors(row)
    return row


@service
def supervise_suggestion(
    row: Suggestion, *, actor: Actor, committee_id: int, leader_id: int | None = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Say who leads and who follows. A key suggestion keeps a leader. Raises Invalid."""
    if row.is_key and leader_id is None:
        raise Invalid("重点督办的建议要有领衔领导。", field="leader_id")
    _check_people(row, leader_id, committee_id)
    SUGGESTION.apply(
        row, "supervise", actor=actor, seen=seen, once=once, note=note, leader_id=leader_id, committee_id=committee_id
    )
    _tell_supervisors(row)
    return row


@service
def unname_key_suggestion(
    row: Suggestion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Suggestion:
    """Take it off the list of key suggestions, with the reason; who supervises it stays."""
    SUGGESTION.apply(
        row, "unname_key", actor=actor, seen=seen, once=once, note=note, is_key=False, key_paper="", key_on=None
    )
    return row


@transaction.atomic
def set_tracking(county_id: int, *, actor: Actor, committees: Mapping[str, int | None]) -> None:
    """Which committee follows which category; None goes back to the proposal by name. Raises Invalid, NotAllowed."""
    if county_id != actor.county_id or not actor.holds(Role.OFFICE, Role.ADMIN):
        raise NotAllowed("类别由哪个工委跟踪，由代表工作机构或者管理员来定。")
    for category, committee_id in committees.items():
        if category not in Category.values:
            raise Invalid("没有这个类别。")
        rows = Tracking.objects.filter(county_id=county_id, category=category)
        if committee_id is None:
            rows.delete()
        else:
            rows.update_or_create(county_id=county_id, category=category, defaults={"committee_id": committee_id})


def _check_people(row: Suggestion, leader_id: int | None, committee_id: int | None) -> None:
    leaders = queries.leaders_of(row.county_id, row.congress_id, row.office_id)
    if leader_id is not None and leader_id != row.leader_id and not leaders.filter(pk=leader_id).exists():
        raise Invalid("领衔领导请在常委会领导里选。", field="leader_id")
    committees = queries.committees_of(row.county_id, row.congress_id)
    if committee_id is not None and not committees.filter(pk=committee_id).exists():
        raise Invalid("跟踪工委请在本级人大的委室里选。", field="committee_id")


def _tell_supervisors(row: Suggestion) -> None:
    row.refresh_from_db(fields=["leader", "committee"])
    tell_people([row.leader_id], "suggestions/supervised", row)
    tell(list(committee_keys(row)), "suggestions/supervised", row)
