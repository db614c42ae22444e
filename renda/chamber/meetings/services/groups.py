"""Delegations and groups of one meeting, and where everybody sits."""

from uuid import UUID

from renda.chamber.meetings import rules
from renda.chamber.meetings.models import Group, Meeting, Presence
from renda.chamber.meetings.states import PRESIDIUM
from renda.chamber.meetings.workflow import MEETING
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service


@service
def form_groups_meeting(
    row: Meeting, *, actor: Actor, text: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    """Delegations with their heads, a line each: name | head | place | members. Raises Invalid that names the line.

    Without members a delegation has those who belong to it already; with them they are put into it, for this meeting alone.
    """
    MEETING.check_may(MEETING.steps["form_groups"], row, actor)
    lines, faults = rules.read_groups(text)
    people = {one.deputy.name: one for one in row.presences.filter(guest="").select_related("deputy")}
    for line in lines:
        strangers = [name for name in (line.head, *line.members) if name and name not in people]
        if strangers:
            faults.append(f"“{line.name}”里的{'、'.join(strangers[:5])}不在这次会议的名单里。")
    if faults:
        raise Invalid(" ".join(faults), field="text")
    MEETING.apply(row, "form_groups", actor=actor, seen=seen, once=once, note=note)
    row.groups.all().delete()
    Group.objects.bulk_create(
        Group(county_id=row.county_id, meeting=row, name=line.name, place=line.place, position=n,
              head=people[line.head].deputy if line.head else None)
        for n, line in enumerate(lines, 1)
    )  # fmt: skip
    for line in lines:
        found = [people[name].pk for name in line.members]
        Presence.objects.filter(pk__in=found).update(group=line.name)
    return row


@service
def arrange_seats_meeting(
    row: Meeting, *, actor: Actor, per_row: int, presidium: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Meeting:  # fmt: skip
    """Seats by row, delegation beside delegation, so many to a row; the presidium faces them. Raises Invalid.

    per_row: 1 to 60; presidium: names in the order in which they sit, parted by 、.
    """
    MEETING.check_may(MEETING.steps["arrange_seats"], row, actor)
    rows = row.presences.filter(guest="").select_related("deputy")
    people = list(rows.order_by("position", "group", "deputy__name", "pk"))
    known = {one.deputy.name: one for one in people}
    names = rules.names_of(presidium)
    if strangers := [name for name in names if name not in known]:
        raise Invalid(f"{'、'.join(strangers[:5])}不在这次会议的名单里。", field="presidium")
    MEETING.apply(row, "arrange_seats", actor=actor, seen=seen, once=once, note=note)
    for mark, seated in (
        (PRESIDIUM, [known[name] for name in names]),
        ("", [p for p in people if p.deputy.name not in names]),
    ):
        for n, one in enumerate(seated):
            one.seat = f"{mark}{n // per_row + 1}排{n % per_row + 1}座"
    Presence.objects.bulk_update(people, ["seat"], batch_size=500)
    return row
