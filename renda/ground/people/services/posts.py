"""Organisations and posts: who holds what, since when; and who stands in for whom."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from renda.ground.people import access
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.rules import deputising_fault
from renda.ground.people.services.acts import note_act
from renda.ground.people.services.vacancies import refresh_if_any, refresh_vacancies
from renda.ground.people.states import Act


@transaction.atomic
def open_org(
    *,
    county_id: int,
    kind: str,
    name: str,
    actor: Actor,
    short: str = "",
    code: str = "",
    paper_code: str = "",
    parent_id: int | None = None,
    congress_id: int | None = None,
) -> Organisation:
    """A new organisation. Raises Conflict if its name or code is taken, NotFound if its parent is another county's."""
    _need_admin(actor, county_id)
    for org_id in filter(None, (parent_id, congress_id)):
        if not Organisation.objects.filter(pk=org_id, county_id=county_id).exists():
            raise NotFound("没有这个上级机构，请重新选。")
    org = Organisation(county_id=county_id, kind=kind, name=name.strip(), short=short.strip(), code=code.strip(),
                       paper_code=paper_code.strip(), parent_id=parent_id, congress_id=congress_id)  # fmt: skip
    try:
        with transaction.atomic():
            org.save()
    except IntegrityError as error:
        raise Conflict(f"“{name}”或它的代码已经有了，请看一下机构表。") from error
    note_act(Act.OPEN_ORG, county_id=county_id, actor=actor, org_id=org.pk)
    return org


@transaction.atomic
def change_org(
    org: Organisation, *, actor: Actor, name: str, short: str = "", code: str = "", paper_code: str = ""
) -> Organisation:
    _need_admin(actor, org.county_id)
    org.name, org.short, org.code = name.strip(), short.strip(), code.strip()
    org.paper_code = paper_code.strip()
    try:
        with transaction.atomic():
            org.save(update_fields=["name", "short", "code", "paper_code"])
    except IntegrityError as error:
        raise Conflict(f"“{name}”或它的代码已经有了，请看一下机构表。") from error
    note_act(Act.CHANGE_ORG, county_id=org.county_id, actor=actor, org_id=org.pk)
    return org


@transaction.atomic
def close_org(org: Organisation, *, actor: Actor, on: date) -> Organisation:
    """The organisation is dissolved: its posts end on `on`, what it did stays."""
    _need_admin(actor, org.county_id)
    for post in Post.objects.not_ended(on).filter(org=org):
        end_post(post, actor=actor, on=max(on, post.from_on))
    org.is_open = False
    org.save(update_fields=["is_open"])
    refresh_vacancies(org.county_id)
    note_act(Act.CLOSE_ORG, county_id=org.county_id, actor=actor, org_id=org.pk, on=on)
    return org


@transaction.atomic
def start_post(
    *, user: User, org: Organisation, role: str, from_on: date, actor: Actor, title: str = "", to_on: date | None = None
) -> Post:
    """The person takes the role in the organisation from `from_on`. Raises Conflict, Invalid, NotAllowed."""
    _need_admin(actor, org.county_id)
    if user.county_id != org.county_id:
        raise NotFound("这个人不在本县的名册里。")
    if to_on and to_on < from_on:
        raise Invalid("止职日不能早于任职日。", field="to_on")
    running = Post.objects.not_ended(from_on).filter(user=user, org=org, role=role, deputising_for__isnull=True)
    if running.filter(from_on__lte=to_on or date.max).exists():
        raise Conflict(f"{user.name}在这段时间已经任这个职务。")
    post = Post(county_id=org.county_id, user=user, org=org, role=role, title=title, from_on=from_on, to_on=to_on)
    post.save()
    refresh_if_any(org.county_id)
    _note(Act.START_POST, post, actor, from_on=from_on, to_on=to_on, title=title)
    return post


@transaction.atomic
def end_post(post: Post, *, actor: Actor, on: date) -> Post:
    """`on` is the last day of the post; whoever stands in for it stops on the same day."""
    _need_admin(actor, post.county_id)
    _close(post, on)
    for stand_in in Post.objects.not_ended(on).filter(deputising_for=post):
        _close(stand_in, max(on, stand_in.from_on))
    refresh_vacancies(post.county_id)
    _note(Act.END_POST, post, actor, on=on)
    return post


@transaction.atomic
def appoint_stand_in(post: Post, *, user: User, from_on: date, to_on: date, actor: Actor) -> Post:
    """`user` deputises for the holder of `post` (代为履行) from `from_on` to `to_on`, both included."""
    if not access.may_name_stand_in(actor, post):
        raise NotAllowed("只有同一机构的同事或管理员可以定谁来代。")
    if user.county_id != post.county_id or not user.is_active:
        raise NotFound("这个人不在本县的名册里。")
    fault = deputising_fault(post.role, from_on, to_on)
    if not fault and post.deputising_for_id:
        fault = "代来的职务不能再转给别人，请对缺席人本人的职务定人。"
    if not fault and user.pk == post.user_id:
        fault = "不能由本人代本人，请选另一个人。"
    if not fault and post.to_on and to_on > post.to_on:
        fault = "止日不能晚于这个职务本身的止职日。"
    if fault:
        raise Invalid(fault)
    again = Post.objects.not_ended(from_on).filter(deputising_for=post, user=user, from_on__lte=to_on)
    if again.exists():
        raise Conflict(f"{user.name}在这段时间已经代这个职务。")
    stand_in = Post(county_id=post.county_id, user=user, org_id=post.org_id, role=post.role, title=post.title,
                    from_on=from_on, to_on=to_on, deputising_for=post)  # fmt: skip
    stand_in.save()
    refresh_if_any(post.county_id)
    _note(Act.APPOINT_STAND_IN, stand_in, actor, from_on=from_on, to_on=to_on, absent_id=post.user_id)
    return stand_in


@transaction.atomic
def end_stand_in(post: Post, *, actor: Actor, on: date) -> Post:
    """The absent person is back: the deputising post ends with the day before `on`."""
    if not post.deputising_for_id:
        raise Invalid("这不是代为履行的职务。")
    if not (access.may_name_stand_in(actor, post) or actor.user_id == post.user_id):
        raise NotAllowed("只有同一机构的同事、代的人本人或管理员可以收回。")
    last = on - timedelta(days=1)
    _note(Act.END_STAND_IN, post, actor, on=on)
    if last < post.from_on:
        post.delete()
    else:
        _close(post, last)
    refresh_vacancies(post.county_id)
    return post


def _note(act: Act, post: Post, actor: Actor, **facts: Any) -> None:
    note_act(
        act, county_id=post.county_id, actor=actor, user_id=post.user_id, org_id=post.org_id, role=post.role, **facts
    )


def _close(post: Post, on: date) -> None:
    if on < post.from_on:
        raise Invalid(f"止职日不能早于任职日{post.from_on:%Y-%m-%d}。", field="on")
    post.to_on = on
    post.save(update_fields=["to_on"])


def _need_admin(actor: Actor, county_id: int) -> None:
    if not access.is_admin(actor, county_id):
        raise NotAllowed("机构和任职由本县管理员来办。")
