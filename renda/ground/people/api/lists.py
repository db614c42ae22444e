"""One's own lists for programs: views and columns."""

from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema

from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.api.admin import REFUSALS
from renda.ground.people.models import User

router = Router(tags=["people"])
Page = Annotated[str, Path(max_length=40, pattern=r"^[a-z0-9_-]+$")]


class ViewIn(Schema, extra="forbid"):
    """query: the filters as they stand in the address of the list."""

    name: Annotated[str, Field(min_length=1, max_length=20)]
    query: Annotated[str, Field(min_length=1, max_length=400)]


class ViewName(Schema, extra="forbid"):
    name: Annotated[str, Field(min_length=1, max_length=20)]


class Columns(Schema, extra="forbid"):
    shown: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)]


class ListOut(Schema):
    """shown: null as long as nothing was chosen."""

    views: list[ViewIn]
    shown: list[str] | None


@router.get("/lists/{page}", response={200: ListOut, **REFUSALS}, summary="我在一张表上留的视图和列")
def show_list(request: Request, page: Page) -> Any:
    return _kept(_me(request), page)


@router.post("/lists/{page}/views", response={200: ListOut, **REFUSALS}, summary="把条件存为视图")
def keep_view(request: Request, page: Page, body: ViewIn) -> Any:
    return _kept(services.keep_view(_me(request), actor=request.actor, page=page, **body.dict()), page)


@router.post("/lists/{page}/views/drop", response={200: ListOut, **REFUSALS}, summary="不再留一个视图")
def drop_view(request: Request, page: Page, body: ViewName) -> Any:
    return _kept(services.drop_view(_me(request), actor=request.actor, page=page, name=body.name), page)


@router.put("/lists/{page}/columns", response={200: ListOut, **REFUSALS}, summary="一张表显示哪些列")
def choose_columns(request: Request, page: Page, body: Columns) -> Any:
    return _kept(services.choose_columns(_me(request), actor=request.actor, page=page, shown=body.shown), page)


def _kept(user: User, page: str) -> dict[str, Any]:
    mine = user.lists.get(page, {})
    return {"views": [{"name": n, "query": q} for n, q in mine.get("views", [])], "shown": mine.get("shown")}


def _me(request: Request) -> User:
    return get_object_or_404(User.objects.visible_to(request.actor), pk=request.actor.user_id)
