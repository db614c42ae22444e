"""Account administration for programs: accounts, posts, organisations, deputising, the record of it, one's own lists."""

from datetime import date, datetime
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.kernel.text import mask_phone
from renda.ground.kernel.web import Request, cleaned, posted
from renda.ground.people import access, services
from renda.ground.people.forms import AccountForm, ChangeAccountForm, OrgForm, PostForm
from renda.ground.people.models import AdminAct, Organisation, Post, User
from renda.ground.people.states import Act

router = Router(tags=["people"])
PAGE, MOST = 50, 200


class ProblemOut(Schema):
    status: int
    title: str
    detail: str


REFUSALS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}
Limit = Annotated[int, Field(ge=1, le=MOST)]


class PostOut(Schema):
    id: int
    org_id: int
    org: str
    role: str
    title: str
    from_on: date
    to_on: date | None
    deputising_for: int | None


class AccountOut(Schema):
    """The phone is masked, as on the page."""

    id: int
    login: str
    name: str
    phone: str
    email: str
    is_active: bool
    posts: list[PostOut]


class ChangeAccountIn(Schema, extra="forbid"):
    name: Annotated[str, Field(min_length=1, max_length=40)]
    phone: Annotated[str, Field(max_length=20)] = ""
    email: Annotated[str, Field(max_length=254)] = ""


class AccountIn(ChangeAccountIn, extra="forbid"):
    login: Annotated[str, Field(min_length=1, max_length=40)]


class PostIn(Schema, extra="forbid"):
    org: int
    role: Annotated[str, Field(min_length=1, max_length=16)]
    title: Annotated[str, Field(max_length=40)] = ""
    from_on: date
    to_on: date | None = None


class LastDay(Schema, extra="forbid"):
    on: date


class StandInIn(Schema, extra="forbid"):
    post: int
    login: Annotated[str, Field(min_length=1, max_length=40)]
    from_on: date
    to_on: date


class OrgOut(Schema):
    id: int
    kind: str
    name: str
    short: str
    code: str
    paper_code: str
    parent_id: int | None
    congress_id: int | None
    is_open: bool


class ChangeOrgIn(Schema, extra="forbid"):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    short: Annotated[str, Field(max_length=40)] = ""
    code: Annotated[str, Field(max_length=40)] = ""
    paper_code: Annotated[str, Field(max_length=20)] = ""


class OrgIn(ChangeOrgIn, extra="forbid"):
    kind: Annotated[str, Field(max_length=12)]
    parent_id: int | None = None
    congress_id: int | None = None


class ActOut(Schema):
    id: int
    at: datetime
    act: str
    by_id: int
    acted_as: str
    user_id: int
    org_id: int
    role: str
    facts: dict[str, Any]


@router.get("/accounts", response={200: list[AccountOut], **REFUSALS}, summary="账号，每次一页")
def list_accounts(request: Request, q: str = "", after: int = 0, limit: Limit = PAGE) -> Any:
    """`after`: the id of the last one of the page before."""
    _need_admin(request)
    rows = User.objects.visible_to(request.actor).filter(pk__gt=after).order_by("pk")
    rows = rows.filter(name__contains=q[:40]) if q else rows
    return [_account(user) for user in rows.prefetch_related("posts__org")[:limit]]


@router.post("/accounts", response={201: AccountOut, **REFUSALS}, summary="建账号")
def open_account(request: Request, body: AccountIn) -> Any:
    _need_admin(request)
    wanted = cleaned(AccountForm(posted(body.dict())))
    return Status(201, _account(services.open_account(county_id=request.county.pk, actor=request.actor, **wanted)))


@router.get("/accounts/{int:pk}", response={200: AccountOut, **REFUSALS}, summary="一个账号和它的任职")
def show_account(request: Request, pk: int) -> Any:
    return _account(_user(request, pk))


@router.put("/accounts/{int:pk}", response={200: AccountOut, **REFUSALS}, summary="改姓名、手机号、电子邮箱")
def change_account(request: Request, pk: int, body: ChangeAccountIn) -> Any:
    user = _user(request, pk)
    return _account(
        services.change_account(user, actor=request.actor, **cleaned(ChangeAccountForm(posted(body.dict()))))
    )


@router.post("/accounts/{int:pk}/close", response={200: AccountOut, **REFUSALS}, summary="停用账号")
def close_account(request: Request, pk: int) -> Any:
    return _account(services.close_account(_user(request, pk), actor=request.actor))


@router.post("/accounts/{int:pk}/reopen", response={200: AccountOut, **REFUSALS}, summary="恢复账号")
def reopen_account(request: Request, pk: int) -> Any:
    return _account(services.reopen_account(_user(request, pk), actor=request.actor))


@router.post("/accounts/{int:pk}/reset-second", response={204: None, **REFUSALS}, summary="重置第二步验证")
def reset_second_factor(request: Request, pk: int) -> Any:
    services.reset_second_factor(_user(request, pk), actor=request.actor)
    return Status(204, None)


@router.post("/accounts/{int:pk}/posts", response={201: PostOut, **REFUSALS}, summary="任职")
def start_post(request: Request, pk: int, body: PostIn) -> Any:
    user = _user(request, pk)
    wanted = cleaned(PostForm(posted(body.dict()), county_id=request.county.pk))
    return Status(201, _post(services.start_post(user=user, actor=request.actor, **wanted)))


@router.post("/posts/{int:pk}/end", response={200: PostOut, **REFUSALS}, summary="止职，写最后一天")
def end_post(request: Request, pk: int, body: LastDay) -> Any:
    _need_admin(request)
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("org"), pk=pk)
    return _post(services.end_post(post, actor=request.actor, on=body.on))


@router.get("/stand-ins", response={200: list[PostOut], **REFUSALS}, summary="正在代为履行的职务")
def list_stand_ins(request: Request) -> Any:
    rows = Post.objects.visible_to(request.actor).not_ended(today()).filter(deputising_for__isnull=False)
    return [_post(post) for post in rows.select_related("org").order_by("pk")[:MOST]]


@router.post("/stand-ins", response={201: PostOut, **REFUSALS}, summary="定谁代为履行")
def appoint_stand_in(request: Request, body: StandInIn) -> Any:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("org"), pk=body.post)
    if not access.may_name_stand_in(request.actor, post):
        raise NotAllowed("只有同一机构的同事或管理员可以定谁来代。")
    user = User.objects.visible_to(request.actor).filter(login=body.login, is_active=True).first()
    if user is None:
        raise NotFound("没有这个登录名，请问一下管理员。")
    days = {"from_on": body.from_on, "to_on": body.to_on}
    return Status(201, _post(services.appoint_stand_in(post, user=user, actor=request.actor, **days)))


@router.post("/stand-ins/{int:pk}/end", response={204: None, **REFUSALS}, summary="收回代为履行")
def end_stand_in(request: Request, pk: int) -> Any:
    rows = Post.objects.visible_to(request.actor).filter(deputising_for__isnull=False)
    services.end_stand_in(get_object_or_404(rows, pk=pk), actor=request.actor, on=today())
    return Status(204, None)


@router.get("/orgs", response={200: list[OrgOut], **REFUSALS}, summary="机构，每次一页")
def list_orgs(request: Request, after: int = 0, limit: Limit = PAGE) -> Any:
    return Organisation.objects.visible_to(request.actor).filter(pk__gt=after).order_by("pk")[:limit]


@router.post("/orgs", response={201: OrgOut, **REFUSALS}, summary="建机构")
def open_org(request: Request, body: OrgIn) -> Any:
    _need_admin(request)
    wanted = cleaned(OrgForm(posted(body.dict()), county_id=request.county.pk))
    return Status(201, services.open_org(county_id=request.county.pk, actor=request.actor, **wanted))


@router.put("/orgs/{int:pk}", response={200: OrgOut, **REFUSALS}, summary="改机构")
def change_org(request: Request, pk: int, body: ChangeOrgIn) -> Any:
    return services.change_org(_org(request, pk), actor=request.actor, **body.dict())


@router.post("/orgs/{int:pk}/close", response={200: OrgOut, **REFUSALS}, summary="停用机构，任职到这天止")
def close_org(request: Request, pk: int, body: LastDay) -> Any:
    return services.close_org(_org(request, pk), actor=request.actor, on=body.on)


@router.get("/acts", response={200: list[ActOut], **REFUSALS}, summary="管理记录，最新的在前")
def list_acts(request: Request, of: int = 0, act: str = "", after: int = 0, limit: Limit = PAGE) -> Any:
    _need_admin(request)
    rows = AdminAct.objects.visible_to(request.actor).newest_first(after)
    rows = rows.filter(user_id=of) if of else rows
    return (rows.filter(act=act) if act in Act.values else rows)[:limit]


def _account(user: User) -> dict[str, Any]:
    posts = sorted(user.posts.all(), key=lambda post: post.pk)
    return {
        "id": user.pk, "login": user.login, "name": user.name, "phone": mask_phone(user.phone), "email": user.email,
        "is_active": user.is_active, "posts": [_post(post) for post in posts],
    }  # fmt: skip


def _post(post: Post) -> dict[str, Any]:
    return {
        "id": post.pk, "org_id": post.org_id, "org": post.org.name, "role": post.role, "title": post.title,
        "from_on": post.from_on, "to_on": post.to_on, "deputising_for": post.deputising_for_id,
    }  # fmt: skip


def _user(request: Request, pk: int) -> User:
    _need_admin(request)
    return get_object_or_404(User.objects.visible_to(request.actor).prefetch_related("posts__org"), pk=pk)


def _org(request: Request, pk: int) -> Organisation:
    _need_admin(request)
    return get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)


def _need_admin(request: Request) -> None:
    """Asked before the body is looked at more closely."""
    if not access.is_admin(request.actor, request.county.pk):
        raise NotAllowed("人员和机构由本县管理员来办；您的任职有变动，请告诉管理员。")
