"""The office names deputies or says why not; deputies answer, who cannot come is replaced."""

from collections.abc import Sequence
from uuid import UUID

from renda.chamber.participations import rules
from renda.chamber.participations.models import Participant, Participation
from renda.chamber.participations.services.telling import tell_deputies
from renda.chamber.participations.states import Answer
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy


@service
def allot_participation(
    row: Participation, *, actor: Actor, deputy_ids: Sequence[int], seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Participation:  # fmt: skip
    """Name the deputies: they are told and asked, the organ reads who. Raises Invalid."""
    PARTICIPATION.check_may(PARTICIPATION.steps["allot"], row, actor)
    _name(row, deputy_ids)
    PARTICIPATION.apply(row, "allot", actor=actor, seen=seen, once=once, note=note)
    tell_deputies(row, "participations/named")
    tell([holder_of(row.organ)], "participations/allotted", row)
    return row


def _name(row: Participation, deputy_ids: Sequence[int]) -> list[int]:
    ours = Deputy.objects.filter(county_id=row.county_id, congress_id=row.office.congress_id, serving=True)
    there = row.participants.values("deputy_id")
    known = list(ours.filter(pk__in=deputy_ids).exclude(pk__in=there).order_by("pk").values_list("pk", flat=True))
    if not known or len(known) != len(set(deputy_ids)):
        raise Invalid("请选本级在任、还没有安排的代表。", field="deputy_ids")
    if len(known) > rules.MOST_ASKED:
        raise Invalid(f"一次最多安排{rules.MOST_ASKED}名代表。", field="deputy_ids")
    Participant.objects.bulk_create(
        Participant(county_id=row.county_id, participation=row, deputy_id=pk) for pk in known
    )
    return known


@service
def substitute_participation(
    row: Participation, *, actor: Actor, deputy_ids: Sequence[int], seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Participation:  # fmt: skip
    """Others instead of who asked for leave, or until as many come as were asked for. Raises Invalid."""
    PARTICIPATION.apply(row, "substitute", actor=actor, seen=seen, once=once, note=note)
    named = _name(row, deputy_ids)
    PARTICIPATION.rewait(row)
    tell_deputies(row, "participations/named", only=named)
    return row


@service
def refuse_participation(
    row: Participation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Participation:
    PARTICIPATION.apply(row, "refuse", actor=actor, seen=seen, once=once, note=note)
    tell([holder_of(row.organ)], "participations/refused", row, extra={"reason": note})
    return row


@service
def cancel_participation(
    row: Participation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Participation:
    """The office calls it off; the organ and who was named are told why."""
    PARTICIPATION.apply(row, "cancel", actor=actor, seen=seen, once=once, note=note)
    tell([holder_of(row.organ)], "participations/off", row, extra={"reason": note})
    tell_deputies(row, "participations/off", reason=note)
    return row


@service
def accept_participation(
    row: Participation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Participation:
    PARTICIPATION.apply(row, "accept", actor=actor, seen=seen, once=once, note=note)
    row.participants.of_actor(actor).update(answer=Answer.COMING, reason="")
    PARTICIPATION.rewait(row)
    return row


@service
def ask_leave_participation(
    row: Participation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Participation:
    """Cannot come; the office is told, so that it names somebody else. The reason is the office's, no line of the history."""
    PARTICIPATION.apply(row, "ask_leave", actor=actor, seen=seen, once=once)
    row.participants.of_actor(actor).update(answer=Answer.LEAVE, reason=note[:200])
    PARTICIPATION.rewait(row)
    tell([holder_of(row.office)], "participations/leave", row)
    return row
