"""Deputies one by one: enrolled, corrected, linked to their account, ended."""

from datetime import date
from typing import Any

from django.db import transaction

from renda.ground.county.queries import term_on
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.services import end_post, start_post
from renda.ground.people.states import OrgKind
from renda.network.deputies.access import keeps_roster
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level

AREA = frozenset({"live_town", "live_village", "work_town", "work_village", "workplace"})
FACTS = AREA | {"name", "gender", "delegation", "district", "group", "occupation", "from_on"}


@transaction.atomic
def enrol_deputy(
    *, county_id: int, actor: Actor, name: str, level: int, congress: Organisation | None = None, **facts: Any
) -> Deputy:
    """Put a deputy on the roster, in the term that runs today. Raises Conflict if the seat is on it already."""
    _need_keeper(actor, county_id)
    if level in (Level.TOWNSHIP, Level.COUNTY) and congress is None:
        raise Invalid("镇代表、县代表要写明是哪个人民代表大会的。", field="congress")
    if congress is not None and (congress.county_id != county_id or congress.kind != OrgKind.CONGRESS):
        raise Invalid("所属机构要是本县的人民代表大会。", field="congress")
    _check_facts(facts)
    if same_seat(county_id, name, level, congress, facts.get("district", "")):
        raise Conflict(f"{name}已经在名册里，改他的资料请打开那一条。")
    term = term_on(county_id, congress.code, today()) if congress else None
    return Deputy.objects.create(
        county_id=county_id, name=name.strip(), level=level, congress=congress, term=term, **facts
    )


def change_deputy(deputy: Deputy, *, actor: Actor, **facts: Any) -> Deputy:
    """Correct the facts on the roster: name, gender, delegation, district, group, occupation, first day."""
    _need_keeper(actor, deputy.county_id)
    _check_facts(facts)
    for name, value in facts.items():
        setattr(deputy, name, value)
    deputy.save(update_fields=list(facts))
    return deputy


@transaction.atomic
def link_account(deputy: Deputy, *, actor: Actor, user: User) -> Deputy:
    """The person's account acts as this deputy from now on; the post of deputy comes with it."""
    _need_keeper(actor, deputy.county_id)
    if user.county_id != deputy.county_id:
        raise Invalid("没有这个账号。", field="user")
    if deputy.user_id not in (None, user.pk):
        raise Conflict(f"{deputy.name}已经连着另一个账号。")
    deputy.user = user
    deputy.save(update_fields=["user"])
    if deputy.congress and not _posts(deputy, today()).exists():
        first = deputy.from_on or today()
        start_post(user=user, org=deputy.congress, role=Role.DEPUTY, from_on=first, actor=clock_actor(deputy.county_id))
    return deputy


@transaction.atomic
def end_service(deputy: Deputy, *, actor: Actor, on: date) -> Deputy:
    """The deputy leaves office after `on`: the seat stays in the book, the post ends.

    Source: 代表法 (2025) arts 61-63 (suspension and end), docs/law/deputies-law.md
    """
    _need_keeper(actor, deputy.county_id)
    if deputy.from_on and on < deputy.from_on:
        raise Invalid("离任的日子不能早于任职的日子。", field="on")
    deputy.serving, deputy.to_on = False, on
    deputy.save(update_fields=["serving", "to_on"])
    for post in _posts(deputy, on):
        end_post(post, actor=clock_actor(deputy.county_id), on=max(on, post.from_on))
    return deputy


def same_seat(county_id: int, name: str, level: int, congress: Organisation | None, district: str) -> Deputy | None:
    """The serving deputy of this name, level, congress and district."""
    seats = Deputy.objects.serving().filter(county_id=county_id, name=name.strip(), level=level, district=district)
    return seats.filter(congress=congress).first()


def _posts(deputy: Deputy, on: date) -> Any:
    running = Post.objects.not_ended(on).filter(county_id=deputy.county_id, role=Role.DEPUTY)
    return running.filter(user_id=deputy.user_id or 0, org_id=deputy.congress_id or 0)


def _check_facts(facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - FACTS:
        raise Invalid("没有这一项。", field=min(unknown))


def _need_keeper(actor: Actor, county_id: int) -> None:
    if not keeps_roster(actor, county_id):
        raise NotAllowed("代表名册由县人大代表工委来管；有变动请告诉他们。")
