"""People for programs: sign in for a token, who am I, my tokens."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from renda.ground.kernel.clock import today
from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.auth import program_sign_in
from renda.ground.people.models import ApiToken, User
from renda.ground.people.queries import actor_for
from renda.ground.people.rules import TOKEN_DAYS, TOKEN_MOST_DAYS

router = Router(tags=["people"])
Days = Annotated[int, Field(ge=1, le=TOKEN_MOST_DAYS)]


class SignIn(Schema, extra="forbid"):
    login: Annotated[str, Field(min_length=1, max_length=40)]
    password: Annotated[str, Field(min_length=1, max_length=128)]
    otp: Annotated[str, Field(max_length=12)] = ""
    name: Annotated[str, Field(min_length=1, max_length=60)] = "程序登录"
    days: Days = 1


class NewToken(Schema, extra="forbid"):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    days: Days = TOKEN_DAYS


class Token(Schema):
    id: int
    name: str
    made_at: datetime
    used_on: date | None
    expires_at: datetime


class TokenMade(Token):
    token: str


class HeldPost(Schema):
    post_id: int
    role: str
    org_id: int
    label: str


class Me(Schema):
    user_id: int
    name: str
    county: str
    posts: list[HeldPost]


@router.post("/sign-in", response={201: TokenMade}, auth=None, summary="程序登录，换一个令牌")
def sign_in(request: HttpRequest, body: SignIn) -> Any:
    user = program_sign_in(request, login=body.login, password=body.password, otp=body.otp)
    return Status(201, _made(user, body.name, body.days))


@router.get("/me", response=Me, summary="我是谁，有哪些职务")
def me(request: Request) -> Any:
    actor = request.actor
    posts = [{"post_id": p.post_id, "role": p.role, "org_id": p.org_id, "label": p.label} for p in actor.posts]
    return {"user_id": actor.user_id, "name": actor.name, "county": request.county.code, "posts": posts}


@router.get("/tokens", response=list[Token], summary="我的令牌")
def tokens(request: Request) -> Any:
    return ApiToken.objects.visible_to(request.actor).order_by("-made_at", "-pk")


@router.post("/tokens", response={201: TokenMade}, summary="新令牌，只显示一次")
def make_token(request: Request, body: NewToken) -> Any:
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=request.actor.user_id)
    return Status(201, _made(user, body.name, body.days))


@router.delete("/tokens/{int:pk}", response={204: None}, summary="作废一个令牌")
def end_token(request: Request, pk: int) -> Any:
    services.end_token(get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk), actor=request.actor)
    return Status(204, None)


def _made(user: User, name: str, days: int) -> dict[str, Any]:
    token, text = services.make_token(user, actor=actor_for(user, today()), name=name, days=days)
    fields = ("id", "name", "made_at", "used_on", "expires_at")
    return {**{field: getattr(token, field) for field in fields}, "token": text}
