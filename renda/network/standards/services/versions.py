"""The county's checklists and wall texts: each change is a new version, what was made with the old one stays."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction

from renda.ground.county.models import County
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.network.standards import access, rules
from renda.network.standards.models import Checklist, Version, WallText
from renda.network.standards.states import Sort

V = TypeVar("V", bound=Version)
MOST_KEYS = 40


@transaction.atomic
def save_checklist(
    *, actor: Actor, key: str = "", title: str, sort: str, items: Sequence[Mapping[str, Any]], valid_from: date,
    source: str = "",
) -> Checklist:  # fmt: skip
    """A new version of a list, or a new list if `key` is empty. Raises NotAllowed, Invalid."""
    if sort not in Sort.values:
        raise Invalid("请选怎样回答。", field="sort")
    said = {
        "title": title,
        "sort": sort,
        "items": rules.checked_items(items),
        "valid_from": valid_from,
        "source": source,
    }
    return _next(Checklist, actor, key, said)


@transaction.atomic
def save_wall_text(
    *, actor: Actor, key: str = "", title: str, text: str, valid_from: date, kinds: Sequence[str] = (), source: str = "",
    is_shown: bool = True,
) -> WallText:  # fmt: skip
    """A new version of a text for the wall, or a new text; is_shown False takes it down. Raises NotAllowed."""
    said = {"title": title, "text": text, "kinds": list(kinds), "valid_from": valid_from, "source": source,
            "is_shown": is_shown}  # fmt: skip
    return _next(WallText, actor, key, said)


def kept(row: Checklist) -> Checklist:
    """The list as a row, so that a check may name it: a packaged one becomes one when it is first used."""
    if row.pk is not None:
        return row
    County.objects.select_for_update().get(pk=row.county_id)
    same = Checklist.objects.of_key(row.county_id, row.key).filter(is_packaged=True).first()
    if same is not None:
        return same
    row.version = _number(Checklist, row.county_id, row.key)
    row.save(force_insert=True)
    return row


def _next(model: type[V], actor: Actor, key: str, said: dict[str, Any]) -> V:
    if not access.checks_for_county(actor):
        raise NotAllowed("标准清单和上墙制度由县人大代表工作机构来定。")
    # One at a time for each county, so that two who save at once get two versions.
    County.objects.select_for_update().get(pk=actor.county_id)
    key = key or _new_key(model, actor.county_id)
    number = _number(model, actor.county_id, key)
    row = model(county_id=actor.county_id, key=key, version=number, **said)
    row.save(force_insert=True)
    return row


def _number(model: type[V], county_id: int, key: str) -> int:
    rows = model._default_manager.filter(county_id=county_id, key=key)
    return (rows.aggregate(most=models.Max("version"))["most"] or 0) + 1


def _new_key(model: type[V], county_id: int) -> str:
    rows = model._default_manager.filter(county_id=county_id, key__startswith="own-")
    count = rows.values("key").distinct().count()
    if count >= MOST_KEYS:
        raise Invalid(f"县里自己的已经有{count}种，请在已有的上面改。")
    return f"own-{count + 1}"
