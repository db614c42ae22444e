"""Pairs begun, contacts written down and completed."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.sealed import blind_index
from renda.ground.people.models import Organisation, Post, User
from renda.ground.workflow.engine import service
from renda.network.contacts import rules
from renda.network.contacts.models import ContactLog, Pair, Resident
from renda.network.contacts.queries import county_deputies, latest_log, next_place, presidiums
from renda.network.contacts.states import LOG_WORDS, Outcome, PairSort
from renda.network.contacts.workflow import PAIR
from renda.network.deputies.models import Deputy

INDEX_PURPOSE = "contacts-resident"


@service
def begin_pair(
    *, actor: Actor, sort: int, leader: int | None = None, town_org: int | None = None, member: int | None = None,
    deputy: int | None = None, name: str = "", village: str = "", phone: str = "", once: UUID | None = None, note: str = "",
) -> Pair:  # fmt: skip
    """Begin a pair of one of the three kinds; who is meant is named by key. Raises NotAllowed, Blocked (there is one), Invalid."""
    row = Pair(county_id=actor.county_id, sort=sort, begun_on=clock.today(), asked_on=clock.today())
    if sort == PairSort.LEADER_TOWN:
        row.leader, row.town_org = _leader(actor, leader), _presidium(actor, town_org)
    elif sort == PairSort.MEMBER_DEPUTY:
        row.member, row.deputy = _deputy(actor, member, "member"), _deputy(actor, deputy, "deputy")
        if row.member == row.deputy:
            raise Invalid("请选另一名代表，自己不用联系自己。", field="deputy")
    elif sort == PairSort.DEPUTY_RESIDENT:
        row.deputy, row.resident_index = _deputy(actor, deputy, "deputy"), index_of(name, village)
        row.place = next_place(row.deputy.pk)
    else:
        raise Invalid("请选哪一种联系。", field="sort")
    PAIR.start(row, "begin", actor=actor, once=once, note=note)
    if row.is_with_resident:
        Resident.objects.create(pair=row, county_id=row.county_id, name=name, village=village, phone=phone)
    return row


def index_of(name: str, village: str) -> str:
    """By which the same resident of a deputy is known again without being readable. Raises Invalid."""
    if not name or not village:
        raise Invalid("请写群众的姓名和哪个村（社区）。", field="village" if name else "name")
    return blind_index(f"{name}\0{village}", purpose=INDEX_PURPOSE)


def _leader(actor: Actor, pk: int | None) -> User:
    posts = Post.objects.held_on(clock.today()).filter(county_id=actor.county_id, role=Role.LEADER, user_id=pk or 0)
    found = posts.select_related("user").order_by("pk").first()
    if found is None:
        raise Invalid("请选一位常委会领导。", field="leader")
    return found.user


def _presidium(actor: Actor, pk: int | None) -> Organisation:
    found = presidiums(actor.county_id).filter(pk=pk or 0).first()
    if found is None:
        raise Invalid("请选一个镇人大主席团。", field="town_org")
    return found


def _deputy(actor: Actor, pk: int | None, field: str) -> Deputy:
    found = county_deputies(actor.county_id).filter(pk=pk or 0).first()
    if found is None:
        raise Invalid("请选一名在任的县人大代表。", field=field)
    return found


@service
def log_pair(
    row: Pair, *, actor: Actor, outcome: str, on: date | None = None, place: str = "", topic: str = "", problem: str = "",
    follow_up: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Pair:  # fmt: skip
    """Write a contact down, today's if no day is named; the pair then waits for the next quarter. Raises Invalid.

    Source: DOMAIN H10 (each contact recorded)
    """
    day = on or clock.today()
    _check(row, outcome, day)
    changes: dict[str, Any] = {"asked_on": max(row.asked_on, rules.quarter_after(day))}
    if row.last_on is None or day > row.last_on:
        changes["last_on"] = day
    PAIR.apply(row, "log", actor=actor, seen=seen, once=once, note=note, **changes)
    ContactLog.objects.create(
        county_id=row.county_id, pair=row, on=day, outcome=outcome, place=place, topic=topic, problem=problem,
        follow_up=follow_up, entered_by_id=actor.user_id or None,
    )  # fmt: skip
    return row


def _check(row: Pair, outcome: str, day: date) -> None:
    if outcome not in Outcome.values:
        raise Invalid("请选这次怎么样：记下意见、上门走访，或者没有新的事。", field="outcome")
    if day > clock.today():
        raise Invalid("这一天还没有到，联系了再记。", field="on")
    if day < row.begun_on:
        raise Invalid("这一对那天还没有开始联系，请看看日期。", field="on")


@service
def complete_pair(
    row: Pair, *, actor: Actor, log: int | None = None, outcome: str = "", place: str = "", topic: str = "",
    problem: str = "", follow_up: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Pair:  # fmt: skip
    """Put a contact's words right: the one named, else the latest. Its day stays. Raises Invalid."""
    found = latest_log(row, log)
    if found is None:
        raise Invalid("还没有可以补写的记录，先记一次联系。", field="outcome")
    if outcome and outcome not in Outcome.values:
        raise Invalid("请选这次怎么样：记下意见、上门走访，或者没有新的事。", field="outcome")
    PAIR.apply(row, "complete", actor=actor, seen=seen, once=once, note=note)
    found.outcome = outcome or found.outcome
    found.place, found.topic, found.problem, found.follow_up = place, topic, problem, follow_up
    found.save(update_fields=["outcome", *LOG_WORDS])
    return row
