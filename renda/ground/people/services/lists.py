"""What a person keeps about the lists they look at: filters under a name, and which columns are shown."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.http import QueryDict

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.people import access
from renda.ground.people.models import User
from renda.ground.ui.lists import plain_query

MOST_VIEWS, MOST_PAGES, MOST_COLUMNS = 12, 40, 20
MOST_NAME, MOST_QUERY = 20, 400
WORD = re.compile(r"[a-z0-9_-]{1,40}")


def keep_view(user: User, *, actor: Actor, page: str, name: str, query: str) -> User:
    """Keep the filters of an address under a name; the same name again replaces them. Raises Invalid, NotAllowed."""
    name, query = " ".join(name.split()), plain_query(QueryDict(query))
    if not name or len(name) > MOST_NAME:
        raise Invalid(f"请给视图起个名字，最多{MOST_NAME}个字。", field="name")
    if not query or len(query) > MOST_QUERY:
        raise Invalid("请先选条件，再存为视图。", field="name")

    def add(mine: dict[str, Any]) -> None:
        views = [view for view in mine.get("views", []) if view[0] != name]
        if len(views) >= MOST_VIEWS:
            raise Invalid(f"一张表最多留{MOST_VIEWS}个视图，请先去掉一个。", field="name")
        mine["views"] = [*views, [name, query]]

    return _change(user, actor, page, add)


def drop_view(user: User, *, actor: Actor, page: str, name: str) -> User:
    """Keep it no longer. Repeating it changes nothing."""

    def take_out(mine: dict[str, Any]) -> None:
        mine["views"] = [view for view in mine.get("views", []) if view[0] != name]

    return _change(user, actor, page, take_out)


def choose_columns(user: User, *, actor: Actor, page: str, shown: Iterable[str]) -> User:
    """Which of a list's columns are shown to this person. Words that are no column do no harm."""
    keys = sorted({key for key in shown if WORD.fullmatch(key)})[:MOST_COLUMNS]
    return _change(user, actor, page, lambda mine: mine.update(shown=keys))


@transaction.atomic
def _change(user: User, actor: Actor, page: str, change: Callable[[dict[str, Any]], Any]) -> User:
    if not access.is_self(actor, user):
        raise NotAllowed("只能改自己的列表。")
    if not WORD.fullmatch(page):
        raise Invalid("没有这张表。", field="page")
    row = User.objects.select_for_update().only("pk", "lists").get(pk=user.pk)
    lists = dict(row.lists)
    mine = dict(lists.get(page, {}))
    change(mine)
    if page not in lists and len(lists) >= MOST_PAGES:
        raise Invalid("留的视图太多了，请先去掉一些。", field="name")
    user.lists = {**lists, page: mine}
    user.save(update_fields=["lists"])
    return user
