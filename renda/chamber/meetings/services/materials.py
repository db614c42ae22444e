"""Materials of the agenda, version by version; the newest is what members read, the older ones stay."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from uuid import UUID

from renda.chamber.meetings.models import AgendaItem, Material, Meeting
from renda.chamber.meetings.services.telling import tell_members
from renda.chamber.meetings.states import MeetingState
from renda.chamber.meetings.workflow import MEETING
from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.engine import service

LONGEST_TITLE = 160


@service
def add_material_meeting(
    row: Meeting, *, actor: Actor, position: int, papers: Sequence[Any], is_clean: bool, replaces: UUID | None = None,
    change: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """New materials of an item, or the next version of one. is_clean: whoever gives them says that they hold no secret.

    replaces: series of the material whose next version this is. Members who were called already are told. Raises Invalid.
    """
    MEETING.check_may(MEETING.steps["add_material"], row, actor)
    if not is_clean:
        raise Invalid("请先看一遍，确认没有国家秘密和工作秘密再发。", field="is_clean")
    item = row.items.given_by(actor, row).filter(position=position).first()
    if item is None:
        raise Invalid(f"议程里没有第{position}项，或者它的材料不由您这里看。", field="position")
    if not papers:
        raise Invalid("请选要发的材料。", field="papers")
    older = _newest(item, replaces)
    if older and len(papers) > 1:
        raise Invalid("一次只能给一份材料换新版本，请只选一个文件。", field="papers")
    MEETING.apply(row, "add_material", actor=actor, seen=seen, once=once, note=note or change or item.title)
    given = [keep_material(item, paper, actor, older=older, change=change) for paper in papers]
    if row.state in (MeetingState.CONVENED, MeetingState.OPEN):
        tell_members(row, "meetings/material", material=given[0], count=len(given))
    return row


def _newest(item: AgendaItem, series: UUID | None) -> Material | None:
    if series is None:
        return None
    found = item.materials.filter(series=series).order_by("-version").first()
    if found is None:
        raise Invalid("这项议题没有这份材料，请重新选。", field="replaces")
    return found


def keep_material(
    item: AgendaItem, paper: Any, actor: Actor, *, older: Material | None = None, change: str = ""
) -> Material:
    """Keep the file with the meeting, as the next version or as the first. Inside the step of another service."""
    row, purpose = item.meeting, f"item_{item.pk}"
    if isinstance(paper, StoredFile):
        (file,) = files.attach([paper], row, actor=actor, purpose=purpose)
    else:
        file = files.keep(paper, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose=purpose)
    return Material.objects.create(
        county_id=row.county_id, meeting=row, item=item, file=file, given_by_id=actor.user_id or None, change=change,
        series=older.series if older else uuid7(), version=older.version + 1 if older else 1,
        title=older.title if older else PurePath(file.name).stem[:LONGEST_TITLE],
    )  # fmt: skip
