"""Pre-assignment, the units' objections, assignment (交办): the reply clock starts here."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.voice.suggestions import queries
from renda.voice.suggestions.models import Handling, Suggestion
from renda.voice.suggestions.services import opinions_behind
from renda.voice.suggestions.services.locking import locked
from renda.voice.suggestions.services.telling import tell_author, tell_government, tell_office, tell_unit
from renda.voice.suggestions.services.trackers import committee_for
from renda.voice.suggestions.states import Mode
from renda.voice.suggestions.workflow import HANDLING, SUGGESTION


@service
def preassign_suggestion(
    row: Suggestion, *, actor: Actor, lead_org_id: int, co_org_ids: Sequence[int] = (),
    separate_org_ids: Sequence[int] = (), seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Ask the government office whether these units fit, before the assignment."""
    plan = _plan(row, lead_org_id, co_org_ids, separate_org_ids)
    SUGGESTION.apply(row, "preassign", actor=actor, seen=seen, once=once, note=note, proposed=plan)
    tell_government(row, "suggestions/preassigned")
    return row


@service
def propose_suggestion(
    row: Suggestion, *, actor: Actor, lead_org_id: int, co_org_ids: Sequence[int] = (),
    separate_org_ids: Sequence[int] = (), seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """The government office says who should handle it: as proposed, or others and why."""
    plan = _plan(row, lead_org_id, co_org_ids, separate_org_ids)
    SUGGESTION.apply(row, "propose", actor=actor, seen=seen, once=once, note=note, proposed={**plan, "agreed": True})
    tell_office(row, "suggestions/proposed")
    return row


@service
def assign_suggestion(
    row: Suggestion, *, actor: Actor, lead_org_id: int, co_org_ids: Sequence[int] = (),
    separate_org_ids: Sequence[int] = (), on: date | None = None, is_complex: bool = False,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Hand it to its units (交办) and tell their clerks.

    on: day of the office's decision, county time, not in the future; the reply clock starts then and nothing later
    moves it. separate_org_ids: with these the lead answers separately too (分办). The committee that follows its category
    goes with it (跟踪督办). Raises Blocked (a key suggestion without its leader), Invalid, NotAllowed, WrongState, Stale.
    Source: 代表法 (2025) art. 51, 地方组织法 (2022) art. 42
    """
    day = on or clock.today()
    if day > clock.today() or (row.registered_on and day < row.registered_on):
        raise Invalid("交办之日不能晚于今天，也不能早于立案之日。", field="on")
    plan = _plan(row, lead_org_id, co_org_ids, separate_org_ids)
    SUGGESTION.apply(
        row, "assign", actor=actor, seen=seen, once=once, note=note, lead_org_id=lead_org_id, assigned_on=day,
        is_complex=is_complex, proposed=plan, committee_id=row.committee_id or committee_for(row),
    )  # fmt: skip
    for mode, org_ids in _modes(plan):
        for org_id in org_ids:
            open_handling(row, org_id, mode, actor=actor, day=day)
    tell_author(row, "suggestions/told_assigned")
    opinions_behind.tell_assigned(row, actor=actor)
    return row


@service
def lengthen_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Wide and hard: six months instead of three, counted from the same day. Source: 代表法 (2025) art. 51"""
    parent = locked(row)
    SUGGESTION.apply(row, "lengthen", actor=actor, seen=seen, once=once, note=note, is_complex=True)
    for handling in parent.handlings.standing().select_related("org", "parent"):
        handling.parent = row
        HANDLING.rewait(handling)
        tell_unit(handling, "suggestions/lengthened")
    return row


@service
def urge_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Remind the units that still owe an opinion or a reply (催办)."""
    SUGGESTION.apply(row, "urge", actor=actor, seen=seen, once=once, note=note)
    for handling in row.handlings.running(row.handling_round).select_related("org", "parent"):
        tell_unit(handling, "suggestions/urged")
    return row


def open_handling(row: Suggestion, org_id: int, mode: str, *, actor: Actor, day: date) -> Handling:
    """Give a unit its part in this round and tell its clerks."""
    handling = Handling(
        county_id=row.county_id, parent=row, org=Organisation.objects.get(pk=org_id, county_id=row.county_id),
        mode=mode, round=row.handling_round, assigned_on=day,
    )  # fmt: skip
    HANDLING.start(handling, "open", actor=actor)
    tell_unit(handling, "suggestions/assigned")
    return handling


def _plan(
    row: Suggestion, lead_org_id: int, co_org_ids: Iterable[int], separate_org_ids: Iterable[int]
) -> dict[str, object]:
    """The units as one record, each once and of this county. Raises Invalid."""
    co = [pk for pk in dict.fromkeys(co_org_ids) if pk != lead_org_id]
    separate = [pk for pk in dict.fromkeys(separate_org_ids) if pk != lead_org_id]
    if set(co) & set(separate):
        raise Invalid("同一个单位不能又会办又分办。", field="co_org_ids")
    wanted = {lead_org_id, *co, *separate}
    known = set(queries.units_of(row.county_id).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - known:
        raise Invalid("请在本县的承办单位里选。", field="lead_org_id")
    return {"lead": lead_org_id, "co": co, "separate": separate}


def _modes(plan: dict[str, object]) -> list[tuple[str, list[int]]]:
    lead, co, separate = plan["lead"], plan["co"], plan["separate"]
    assert isinstance(lead, int) and isinstance(co, list) and isinstance(separate, list)
    first = Mode.SEPARATE if separate else Mode.LEAD
    return [(first, [lead]), (Mode.SEPARATE, separate), (Mode.CO, co)]
