"""What the organ does: asks for deputies, moves or takes back, notes who came, answers what they wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from renda.chamber.participations import queries
from renda.chamber.participations.models import Participation
from renda.chamber.participations.services.telling import tell_deputies
from renda.chamber.participations.states import Sort
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.workflow.engine import service


@service
def request_participation(
    *, actor: Actor, organ_id: int, sort: str, title: str, starts_at: datetime, place: str, places: int, towns: str = "",
    trades: str = "", words: str = "", papers: Sequence[Any] = (), once: UUID | None = None, note: str = "",
) -> Participation:  # fmt: skip
    """An organ asks the standing committee's office for so many deputies. Source: 代表法 (2025) art. 46. Raises Invalid, NotAllowed."""
    organ = queries.organs(actor).filter(pk=organ_id).first()
    if organ is None:
        raise NotAllowed("请代表参加活动，由请的机关或者县人大代表工作机构来登记。")
    office = queries.allotting_office(actor.county_id)
    if office is None:
        raise Invalid("县里还没有设人大代表工作机构，请先在“机构”里设。")
    row = Participation(
        county_id=actor.county_id, office=office, organ=organ, sort=Sort(sort), title=title.strip(), place=place.strip(),
        starts_at=_later(starts_at), places=places, towns=towns.strip(), trades=trades.strip(), words=words.strip(),
    )  # fmt: skip
    PARTICIPATION.start(row, "request", actor=actor, once=once, note=note)
    files.attach(papers, row, actor=actor, purpose="materials")
    tell([holder_of(office)], "participations/requested", row)
    return row


def _later(moment: datetime) -> datetime:
    if moment <= clock.now():
        raise Invalid("这个时间已经过了，请看一下日期。", field="starts_at")
    return moment


@service
def move_participation(
    row: Participation, *, actor: Actor, starts_at: datetime, place: str, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Participation:  # fmt: skip
    """Another hour or place; deputies named already are told. Raises Invalid."""
    PARTICIPATION.apply(
        row, "move", actor=actor, seen=seen, once=once, note=note, starts_at=_later(starts_at), place=place
    )
    PARTICIPATION.rewait(row)
    tell_deputies(row, "participations/moved")
    return row


@service
def withdraw_participation(
    row: Participation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Participation:
    """The organ needs no deputies after all; the office and who was named are told why."""
    PARTICIPATION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    tell([holder_of(row.office)], "participations/off", row, extra={"reason": note})
    tell_deputies(row, "participations/off", reason=note)
    return row


@service
def attend_participation(
    row: Participation, *, actor: Actor, deputy_ids: Sequence[int], seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Participation:  # fmt: skip
    """Who came of those named; each may then write what they saw. Raises Invalid."""
    PARTICIPATION.check_may(PARTICIPATION.steps["attend"], row, actor)
    named = row.participants.filter(deputy_id__in=deputy_ids)
    if named.count() != len(set(deputy_ids)):
        raise Invalid("到场的人里有没安排的代表，请刷新页面；多来的请县人大代表工作机构先补上。", field="deputy_ids")
    PARTICIPATION.apply(row, "attend", actor=actor, seen=seen, once=once, note=note)
    named.update(came=True)
    tell_deputies(row, "participations/attended", only=deputy_ids)
    return row


@service
def observe_participation(
    row: Participation, *, actor: Actor, view: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Participation:
    """A deputy who came writes what they saw and think; it may be corrected until the organ has answered."""
    mine = row.participants.of_actor(actor)
    PARTICIPATION.apply(row, "observe", actor=actor, seen=seen, once=once, note=note)
    is_first = mine.filter(view="").exists()
    mine.update(view=view)
    if is_first:
        tell([holder_of(row.organ)], "participations/observed", row)
    return row


@service
def take_up_participation(
    row: Participation,
    *,
    actor: Actor,
    taken_up: str,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Participation:
    """The organ says how it has dealt with what the deputies wrote; they are told."""
    PARTICIPATION.apply(row, "take_up", actor=actor, seen=seen, once=once, note=note, taken_up=taken_up)
    came = row.participants.filter(came=True).values_list("deputy_id", flat=True)
    tell_deputies(row, "participations/taken_up", only=list(came))
    return row
