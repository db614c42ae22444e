"""Taking office: posts begin and end, letters of appointment, oaths."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from renda.chamber.appointments.models import Appointment, Nominee, Oath
from renda.chamber.appointments.states import LineState
from renda.chamber.appointments.workflow import APPOINTMENT, NOMINEE
from renda.ground.county.models import County
from renda.ground.county.services import take_number
from renda.ground.kernel import clock, oath
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.services import order_paper
from renda.ground.people.models import Post
from renda.ground.people.services import end_post, start_post
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service

ROLE_IN: Mapping[str, Role] = {
    OrgKind.UNIT: Role.UNIT_LEADER, OrgKind.COMMITTEE: Role.COMMITTEE, OrgKind.GOV_OFFICE: Role.GOV_OFFICE,
    OrgKind.OFFICE: Role.OFFICE,
}  # fmt: skip
LETTER, RECORD = "appointments/letter", "appointments/oath"


def begin_or_end_post(line: Nominee, on: date) -> Post | None:
    """The post in `people`, from the day of the vote or to it; None without an account or an organisation of the platform.

    The platform writes it, because the decision is the committee's and not an administrator's.
    """
    if line.user is None or line.org is None:
        return None
    platform = clock_actor(line.county_id)
    held = Post.objects.not_ended(on).filter(user=line.user, org=line.org, deputising_for__isnull=True)
    if line.begins:
        role = ROLE_IN.get(line.org.kind)
        if role is None:
            return None
        same = held.filter(role=role, title=line.post[:40]).first()
        return same or _start(line, role, on, platform)
    found = held.filter(title=line.post[:40]).first() or (held.get() if held.count() == 1 else None)
    return end_post(found, actor=platform, on=max(on, found.from_on)) if found else None


def _start(line: Nominee, role: Role, on: date, platform: Actor) -> Post:
    """The new post; one in the same body that the person held until now ends the day before (副局长 becomes 局长)."""
    assert line.user is not None and line.org is not None
    held = Post.objects.not_ended(on).filter(user=line.user, org=line.org, role=role, deputising_for__isnull=True)
    for other in held:
        if other.from_on >= on:
            return other
        end_post(other, actor=platform, on=on - timedelta(days=1))
    return start_post(user=line.user, org=line.org, role=role, from_on=on, title=line.post[:40], actor=platform)


@service
def issue_appointment(
    row: Appointment, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Appointment:
    """A letter of appointment for everybody who was appointed, each with its number. Raises Blocked."""
    lines = list(row.lines.filter(state=LineState.LETTER).order_by("position", "pk"))
    APPOINTMENT.apply(row, "issue", actor=actor, seen=seen, once=once, note=note)
    county, year = County.objects.get(pk=row.county_id), clock.today().year
    for line in lines:
        line.parent = row
        number = take_number(county_id=row.county_id, series=f"{county.short}人常任字", year=year)
        letter = f"{county.short}人常任字〔{year}〕第{number}号"
        NOMINEE.apply(line, "issue", actor=actor, letter=letter)
        facts = {"line": line, "body": row.meeting.body.name, "meeting": row.meeting.title, "day": clock.today()}
        order_paper(line, LETTER, facts, actor=actor, purpose="letter", number=letter)
    return row


@service
def swear_appointment(
    row: Appointment, *, actor: Actor, lines: Sequence[UUID], sworn_on: date, place: str, supervisor: str, leader: str = "",
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Appointment:  # fmt: skip
    """Who took the oath, alone or together, where and before whom. Raises Invalid. Source: DOMAIN R-OA-1, R-OA-2"""
    from renda.chamber.appointments.services.holding import finish_if_over

    wanted = {UUID(str(pk)) for pk in lines}
    found = [one for one in row.lines.filter(state=LineState.OATH).order_by("position", "pk") if one.pk in wanted]
    if not found or len(found) != len(wanted):
        raise Invalid("请在等宣誓的人里选。", field="lines")
    if sworn_on > clock.today() or (row.announced_on and sworn_on < row.meeting.starts_on):
        raise Invalid("宣誓的日子要在表决以后、今天以前。", field="sworn_on")
    led_by = leader.strip() or (found[0].name if len(found) > 1 else "")
    if led_by and led_by not in [one.name for one in found]:
        raise Invalid("领誓人要在宣誓的人里。", field="leader")
    APPOINTMENT.apply(row, "swear", actor=actor, seen=seen, once=once, note=note)
    record = Oath.objects.create(county_id=row.county_id, sworn_on=sworn_on, place=place, leader=led_by if len(found) > 1 else "",
                                 supervisor=supervisor, words=oath.WORDS)  # fmt: skip
    for line in found:
        line.parent = row
        NOMINEE.apply(line, "swear", actor=actor, oath_id=record.pk)
    how = oath.TOGETHER if record.leader else oath.ALONE
    facts = {"oath": record, "people": [f"{one.name}（{one.full_post}）" for one in found], "how": how, "source": oath.DECISION,
             "body": row.meeting.body.name}  # fmt: skip
    order_paper(row, RECORD, facts, actor=actor, purpose="oath")
    finish_if_over(row, actor)
    return row
