"""A person is named: by the presidium, or by deputies together who confirm on their own phones."""

from collections.abc import Sequence
from uuid import UUID

from renda.chamber.elections import rules
from renda.chamber.elections.models import Election, Endorsement, Nomination
from renda.chamber.elections.states import ALIVE, NAMED, OF_DEPUTIES, Nominator, Organ
from renda.chamber.elections.workflow import NOMINATION
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import User
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy

MOST_ASKED = 60


@service
def nominate_nomination(
    election: Election, *, actor: Actor, by: str, name: str = "", deputy_id: int | None = None, about: str = "",
    by_name: str = "", login: str = "", once: UUID | None = None, note: str = "",
) -> Nomination:  # fmt: skip
    """The presidium's (or a party's) nominee, noted by the office. Raises Invalid, NotAllowed, Blocked."""
    NOMINATION.check_may(
        NOMINATION.steps["nominate"], Nomination(county_id=election.county_id, election=election), actor
    )
    row = _new(election, name, deputy_id, about, by)
    if by == Nominator.DEPUTIES:
        raise Invalid("代表联名的，由领衔的代表在自己的手机上提。", field="by")
    if by == Nominator.PARTY and (election.organ != Organ.UPPER or not by_name.strip()):
        raise Invalid("政党、人民团体只推荐上一级人大代表的候选人，并要写明名称。", field="by_name")
    row.by_name, row.user = by_name.strip(), _account(election, login)
    named = Nomination.objects.filter(election=election, by=by, by_name=row.by_name, state__in=NAMED).count()
    if why := rules.too_many_fault(named, election.seats):
        raise Invalid(why)
    NOMINATION.start(row, "nominate", actor=actor, once=once, note=note)
    return row


@service
def propose_nomination(
    election: Election, *, actor: Actor, name: str = "", deputy_id: int | None = None, about: str = "",
    with_ids: Sequence[int] = (), once: UUID | None = None, note: str = "",
) -> Nomination:  # fmt: skip
    """A deputy names somebody and asks others to join; ten are needed. Source: 地方组织法 (2022) art. 26, DOMAIN R-TH-14"""
    NOMINATION.check_may(
        NOMINATION.steps["propose"], Nomination(county_id=election.county_id, election=election), actor
    )
    row = _new(election, name, deputy_id, about, Nominator.DEPUTIES)
    mine = election.meeting.presences.filter(guest="", deputy__user_id=actor.user_id).select_related("deputy").first()
    row.lead = mine.deputy if mine and actor.is_signed_in else None
    if row.lead:
        _check_limit(election, row.lead)
    NOMINATION.start(row, "propose", actor=actor, once=once, note=note)
    if row.lead:
        Endorsement.objects.create(county_id=row.county_id, nomination=row, deputy=row.lead, confirmed_at=clock.now())
    _ask(row, with_ids)
    return row


def _new(election: Election, name: str, deputy_id: int | None, about: str, by: str) -> Nomination:
    """A nominee by seat or by name. Raises Invalid."""
    deputy = None
    if deputy_id is not None:
        rows = Deputy.objects.filter(
            county_id=election.county_id, congress_id=election.meeting.body.congress_id, serving=True
        )
        deputy = rows.filter(pk=deputy_id).first()
        if deputy is None:
            raise Invalid("没有这名本级在任代表，请重新选。", field="deputy_id")
    called = deputy.name if deputy else name.strip()
    if not called:
        raise Invalid("请写提名谁。", field="name")
    if deputy is None and election.organ in OF_DEPUTIES:
        raise Invalid(f"{election.title}从本级人大代表里选，请在代表里选人。", field="deputy_id")
    if Nomination.objects.filter(election=election, name=called, state__in=NAMED).exists():
        raise Invalid(f"{called}已经有人提名了，不用再提。", field="name")
    position = Nomination.objects.filter(election=election).count() + 1
    return Nomination(county_id=election.county_id, election=election, deputy=deputy, name=called, about=about.strip(),
                      by=by, position=position)  # fmt: skip


def _account(election: Election, login: str) -> User | None:
    if not login.strip():
        return None
    found = User.objects.filter(county_id=election.county_id, login=login.strip(), is_active=True).first()
    if found is None:
        raise Invalid("没有这个登录名；没有账号的可以不写。", field="login")
    return found


def _check_limit(election: Election, deputy: Deputy) -> None:
    """One deputy joins in naming no more than the seats. Raises Invalid."""
    joined = Endorsement.objects.filter(deputy=deputy, confirmed_at__isnull=False, nomination__election=election,
                                        nomination__state__in=ALIVE).count()  # fmt: skip
    if why := rules.too_many_fault(joined, election.seats):
        raise Invalid(why)


def _ask(row: Nomination, deputy_ids: Sequence[int]) -> None:
    """Ask deputies of this session; who was asked before is left as it is. Raises Invalid."""
    there = row.election.meeting.presences.filter(guest="")
    known = set(there.filter(deputy_id__in=deputy_ids).values_list("deputy_id", flat=True))
    if len(known) != len(set(deputy_ids)):
        raise Invalid("只能请出席这次大会的代表联名，请重新选。", field="with_ids")
    if len(known) > MOST_ASKED:
        raise Invalid(f"一次最多请{MOST_ASKED}名代表。", field="with_ids")
    Endorsement.objects.bulk_create(
        (Endorsement(county_id=row.county_id, nomination=row, deputy_id=pk) for pk in sorted(known)),
        ignore_conflicts=True,
    )
    NOMINATION.rewait(row)


@service
def invite_nomination(
    row: Nomination,
    *,
    actor: Actor,
    with_ids: Sequence[int],
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Nomination:
    NOMINATION.apply(row, "invite", actor=actor, seen=seen, once=once, note=note)
    _ask(row, with_ids)
    return row


@service
def endorse_nomination(
    row: Nomination, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    """A deputy joins. Raises Invalid when that deputy has joined in naming as many as the seats."""
    NOMINATION.check_may(NOMINATION.steps["endorse"], row, actor)
    mine = row.endorsements.select_related("deputy").filter(deputy__user_id=actor.user_id).first()
    if mine:
        _check_limit(row.election, mine.deputy)
    NOMINATION.apply(row, "endorse", actor=actor, seen=seen, once=once, note=note)
    row.endorsements.filter(deputy__user_id=actor.user_id).update(confirmed_at=clock.now())
    NOMINATION.rewait(row)
    return row


@service
def decline_nomination(
    row: Nomination, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    NOMINATION.apply(row, "decline", actor=actor, seen=seen, once=once, note=note)
    row.endorsements.filter(deputy__user_id=actor.user_id, confirmed_at__isnull=True).update(declined_at=clock.now())
    NOMINATION.rewait(row)
    return row


@service
def hand_in_nomination(
    row: Nomination, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    """Enough deputies have confirmed: the person stands. Raises Invalid if somebody else's nomination was faster."""
    if Nomination.objects.filter(election_id=row.election_id, name=row.name, state__in=NAMED).exists():
        raise Invalid(f"{row.name}已经有人提名了，不用再交。")
    NOMINATION.apply(row, "hand_in", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def withdraw_nomination(
    row: Nomination, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nomination:
    """The nominee stands no more. Blocked once the vote has begun."""
    NOMINATION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
