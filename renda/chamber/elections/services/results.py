"""Who is elected is declared, announced, seated, and sworn in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from renda.chamber.elections import access
from renda.chamber.elections.models import Election, Winner
from renda.chamber.elections.services.voting import take_in
from renda.chamber.elections.states import Organ, Post
from renda.chamber.elections.workflow import ELECTION
from renda.chamber.meetings.models import Body
from renda.chamber.meetings.services import seat_members
from renda.chamber.meetings.states import BodyKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.services import order_paper
from renda.ground.people.models import Organisation, User
from renda.ground.people.models import Post as HeldPost
from renda.ground.people.services import start_post
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service

ANNOUNCEMENT, CERTIFICATE = "elections/announcement", "elections/certificate"


@service
def elect_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """All seats are filled; the chair declares who is elected."""
    return _declare(row, "elect", actor, seen, once, note)


@service
def leave_open_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """The seats left are filled at the next session. Source: 地方组织法 (2022) art. 29"""
    return _declare(row, "leave_open", actor, seen, once, note)


def _declare(row: Election, name: str, actor: Actor, seen: int | None, once: UUID | None, note: str) -> Election:
    last = access.last_round(row)
    ELECTION.apply(row, name, actor=actor, seen=seen, once=once, note=note)
    if last is not None:
        take_in(row, last)
    return row


@service
def announce_election(
    row: Election, *, actor: Actor, notice_number: str, announced_on: date | None = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Election:  # fmt: skip
    """公告 with its number, a certificate for each, seats and posts begin. Blocked while somebody would hold what the law keeps apart."""
    day = announced_on or clock.today()
    if day > clock.today():
        raise Invalid("公告日不能晚于今天。", field="announced_on")
    ELECTION.apply(
        row,
        "announce",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        notice_number=notice_number.strip(),
        announced_on=day,
    )
    winners = list(row.winners.select_related("deputy__user", "nomination__user").order_by("-votes", "pk"))
    facts = {
        "election": row,
        "meeting": row.meeting,
        "congress": row.meeting.body.congress.name,
        "winners": winners,
        "day": day,
    }
    order_paper(
        row, ANNOUNCEMENT, facts, actor=actor, purpose="announcement", number=row.notice_number, audience="public"
    )
    for one in winners:
        order_paper(row, CERTIFICATE, {**facts, "winner": one}, actor=actor, purpose=f"certificate_{one.pk}")
    if row.organ == Organ.STANDING:
        _seat(row, winners, day, actor)
    for one in winners:
        _begin_post(row, one, day)
    return row


def _seat(row: Election, winners: Sequence[Winner], day: date, actor: Actor) -> None:
    """They sit in the standing committee from that day, chairs before members, beside those who sit there already."""
    body = Body.objects.filter(
        county_id=row.county_id, congress_id=row.meeting.body.congress_id, kind=BodyKind.STANDING
    ).first()
    new = [one.deputy_id for one in winners if one.deputy_id]
    if body is None or not new:
        return
    standing = [(s.deputy_id, s.title) for s in body.seats.on(day).order_by("position", "pk") if s.deputy_id not in new]
    mine = [(pk, row.title) for pk in new]
    chairs, rest = standing[: _chairs(standing)], standing[_chairs(standing) :]
    order = {Post.CHIEF: [*mine, *standing], Post.DEPUTY: [*chairs, *mine, *rest]}.get(
        Post(row.post), [*standing, *mine]
    )
    seat_members(
        body, actor=actor, deputy_ids=[pk for pk, _ in order], titles=[title for _, title in order], from_on=day
    )


def _chairs(standing: Sequence[tuple[int, str]]) -> int:
    return sum(1 for _, title in standing if "主任" in title)


def _begin_post(row: Election, winner: Winner, day: date) -> None:
    """The post begins where account and organisation are known. The platform writes it: the election's history names who announced."""
    user, place = _account(winner), _place(row)
    if user is None or place is None:
        return
    org, role = place
    held = HeldPost.objects.not_ended(day).filter(user=user, org=org, role=role, deputising_for__isnull=True)
    if not held.exists():
        start_post(user=user, org=org, role=role, from_on=day, title=row.title[:40], actor=clock_actor(row.county_id))


def _account(winner: Winner) -> User | None:
    if winner.nomination and winner.nomination.user:
        return winner.nomination.user
    return winner.deputy.user if winner.deputy else None


def _place(row: Election) -> tuple[Organisation, str] | None:
    """Where and as what an elected person works on the platform; none for courts, members and deputies above."""
    congress, is_town = row.meeting.body.congress, row.office.kind == OrgKind.PRESIDIUM
    if row.post in (Post.MEMBER, Post.UPPER):
        return None
    if row.organ == Organ.STANDING:
        return congress, Role.LEADER
    if row.organ == Organ.TOWN_CONGRESS:
        return row.office, Role.TOWNSHIP
    if row.organ != Organ.GOVERNMENT:
        return None
    ours = Organisation.objects.filter(county_id=row.county_id, is_open=True)
    kind = {"kind": OrgKind.TOWN_GOV, "congress": congress} if is_town else {"kind": OrgKind.COUNTY_GOV}
    found = ours.filter(**kind).first()
    return (found, Role.TOWN_GOV if is_town else Role.UNIT_LEADER) if found else None


def note_put_up(county_id: int) -> None:
    """The head of the government has put persons up for appointment: the county's new government is waited for no more."""
    for row in Election.objects.begun_governments(county_id).select_related("meeting__body", "office"):
        ELECTION.apply(row, "put_up", actor=clock_actor(county_id), put_up_on=clock.today())
        ELECTION.rewait(row)


@service
def swear_election(
    row: Election, *, actor: Actor, winner_ids: Sequence[int], sworn_on: date, sworn_before: str, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Election:  # fmt: skip
    """The oath to the constitution, when and before whom. Raises Invalid. Source: DOMAIN R-OA-1"""
    if sworn_on > clock.today() or sworn_on < row.meeting.starts_on:
        raise Invalid("宣誓日要在大会开幕以后、今天以前。", field="sworn_on")
    found = row.winners.filter(pk__in=winner_ids, sworn_on__isnull=True)
    if not winner_ids or found.count() != len(set(winner_ids)):
        raise Invalid("请选当选了、还没有宣誓的人。", field="winner_ids")
    ELECTION.apply(row, "swear", actor=actor, seen=seen, once=once, note=note)
    found.update(sworn_on=sworn_on, sworn_before=sworn_before.strip())
    return row
