"""Rosters from Excel: read, shown with what is wrong in each row, and loaded row by row; a bad row is kept, never lost."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import BinaryIO

from django.db import transaction

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import DomainError, Invalid, NotAllowed
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.people import access
from renda.ground.people.models import Organisation, RosterDraft, User
from renda.ground.people.services.accounts import open_account
from renda.ground.people.services.acts import note_act
from renda.ground.people.services.posts import open_org, start_post
from renda.ground.people.services.tables import read_table
from renda.ground.people.states import Act, OrgKind, RosterKind

HEADS = {
    RosterKind.PEOPLE: ["姓名", "手机号", "登录名", "机构", "职责", "职务名称", "任职日"],
    RosterKind.UNITS: ["全称", "简称", "代码", "类别", "上级机构"],
}
NEEDED = {RosterKind.PEOPLE: {"姓名", "机构", "职责"}, RosterKind.UNITS: {"全称", "类别"}}


@dataclass
class Row:
    """One line of the sheet: `line` as Excel counts, `faults` what a person has to correct, `is_loaded` done."""

    line: int
    values: dict[str, str]
    faults: list[str] = field(default_factory=list)
    is_loaded: bool = False


@dataclass
class Known:
    """What the county has already, read once for all rows."""

    orgs: dict[str, list[int]]
    names: dict[str, str]


def read_roster(file: BinaryIO, *, county_id: int, kind: str, file_name: str, actor: Actor) -> RosterDraft:
    """Read and check a roster; nothing is loaded yet. Raises Invalid if it is no table or lacks a column."""
    if not access.is_admin(actor, county_id):
        raise NotAllowed("名册由本县管理员导入。")
    head, lines = read_table(file)
    missing = [name for name in HEADS[RosterKind(kind)] if name in NEEDED[RosterKind(kind)] and name not in head]
    if missing:
        raise Invalid(f"第一行里没有这些列：{'、'.join(missing)}。请照样表改列名。", field="file")
    rows = [Row(number, dict(zip(head, cells, strict=False))) for number, cells in enumerate(lines, start=2)]
    _check(county_id, kind, rows)
    return RosterDraft.objects.create(county_id=county_id, kind=kind, file_name=file_name[:200], rows=_dump(rows),
                                      made_by_id=actor.user_id)  # fmt: skip


def rows_of(draft: RosterDraft) -> list[Row]:
    return [Row(**row) for row in json.loads(draft.rows)]


@transaction.atomic
def load_roster(draft: RosterDraft, *, actor: Actor) -> int:
    """Load every row without a fault; the others stay in the draft with theirs. Returns how many were loaded now."""
    if not access.is_admin(actor, draft.county_id):
        raise NotAllowed("名册由本县管理员导入。")
    rows, known = rows_of(draft), _known(draft.county_id)
    _check(draft.county_id, draft.kind, [row for row in rows if not row.is_loaded])
    loaded = 0
    for row in rows:
        if row.is_loaded or row.faults:
            continue
        try:
            with transaction.atomic():
                LOADERS[RosterKind(draft.kind)](draft.county_id, row, known, actor)
            row.is_loaded = True
            loaded += 1
        except DomainError as error:
            row.faults = [error.text]
    draft.rows, draft.loaded_at = _dump(rows), now()
    draft.save(update_fields=["rows", "loaded_at"])
    note_act(Act.LOAD_ROSTER, county_id=draft.county_id, actor=actor, kind=draft.kind, rows=loaded)
    return loaded


def drop_roster(draft: RosterDraft, *, actor: Actor) -> None:
    if not access.is_admin(actor, draft.county_id):
        raise NotAllowed("名册由本县管理员导入。")
    draft.delete()


def _check(county_id: int, kind: str, rows: list[Row]) -> None:
    known = _known(county_id)
    faults = _person_faults if kind == RosterKind.PEOPLE else _unit_faults
    seen: dict[str, int] = {}
    for row in rows:
        row.faults = faults(row.values, known)
        mark = _mark(kind, row.values)
        if mark and mark in seen:
            row.faults.append(f"与第{seen[mark]}行重复。")
        seen.setdefault(mark, row.line)


def _mark(kind: str, values: dict[str, str]) -> str:
    """What makes two rows the same."""
    if kind == RosterKind.UNITS:
        return f"{values.get('类别')}/{values.get('全称')}"
    return "/".join([login_of(values), values.get("机构", ""), values.get("职责", "")])


def _person_faults(values: dict[str, str], known: Known) -> list[str]:
    phone, login, found = tidy_phone(values.get("手机号", "")), login_of(values), known.names
    checks = [
        (not values.get("姓名"), "没有姓名。"),
        (len(values.get("姓名", "")) > 40, "姓名太长，最多40个字。"),
        (bool(phone) and not PHONE.fullmatch(phone), f"手机号“{values.get('手机号')}”不是11位数字。"),
        (not login, "登录名和手机号至少要有一个。"),
        (len(login) > 40, "登录名太长，最多40个字。"),
        (login in found and found[login] != values.get("姓名"), f"登录名“{login}”已是{found.get(login)}的。"),
        (values.get("职责") not in set(Role.labels), f"职责“{values.get('职责', '')}”不在职责表里。"),
        (day_of(values.get("任职日", "")) is None, f"任职日“{values.get('任职日')}”不是日期，请写成2026-03-01。"),
        (len(values.get("职务名称", "")) > 40, "职务名称太长，最多40个字。"),
        *_org_checks(values.get("机构", ""), known),
    ]
    return [text for is_wrong, text in checks if is_wrong]


def _unit_faults(values: dict[str, str], known: Known) -> list[str]:
    parent = values.get("上级机构", "")
    checks = [
        (not values.get("全称"), "没有全称。"),
        (len(values.get("全称", "")) > 100, "全称太长，最多100个字。"),
        (max(len(values.get("简称", "")), len(values.get("代码", ""))) > 40, "简称和代码最多40个字。"),
        (values.get("类别") not in set(OrgKind.labels), f"类别“{values.get('类别', '')}”不在类别表里。"),
        (values.get("全称", "") in known.orgs, "这个机构已经有了。"),
        *(_org_checks(parent, known) if parent else []),
    ]
    return [text for is_wrong, text in checks if is_wrong]


def _org_checks(name: str, known: Known) -> list[tuple[bool, str]]:
    hits = known.orgs.get(name, [])
    return [
        (not hits, f"本县没有机构“{name}”，请先导入机构或改名。"),
        (len(hits) > 1, f"有{len(hits)}个机构叫“{name}”，请填代码。"),
    ]


def login_of(values: dict[str, str]) -> str:
    return values.get("登录名", "") or tidy_phone(values.get("手机号", ""))


def day_of(text: str) -> date | None:
    """A day as people write it; today if nothing is written; None if it is no day."""
    if not text:
        return today()
    tidy = text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").replace("日", "")
    try:
        return date(*(int(part) for part in tidy.split("-")))
    except (ValueError, TypeError):
        return None


def _known(county_id: int) -> Known:
    orgs: dict[str, list[int]] = {}
    for pk, *words in (
        Organisation.objects.in_use().filter(county_id=county_id).values_list("pk", "name", "short", "code")
    ):
        for word in {w for w in words if w}:
            orgs.setdefault(word, []).append(pk)
    return Known(orgs, dict(User.objects.of_county(county_id).values_list("login", "name")))


def _load_person(county_id: int, row: Row, known: Known, actor: Actor) -> None:
    values, login = row.values, login_of(row.values)
    user = User.objects.of_county(county_id).filter(login=login).first() or open_account(
        county_id=county_id, login=login, name=values["姓名"], phone=values.get("手机号", ""), actor=actor
    )
    org = Organisation.objects.get(pk=known.orgs[values["机构"]][0])
    role = next(value for value, label in Role.choices if label == values["职责"])
    title, from_on = values.get("职务名称", ""), day_of(values.get("任职日", "")) or today()
    start_post(user=user, org=org, role=role, title=title, from_on=from_on, actor=actor)


def _load_unit(county_id: int, row: Row, known: Known, actor: Actor) -> None:
    values = row.values
    parent = values.get("上级机构", "")
    kind = next(value for value, label in OrgKind.choices if label == values["类别"])
    open_org(county_id=county_id, kind=kind, name=values["全称"], short=values.get("简称", ""),
             code=values.get("代码", ""), parent_id=known.orgs[parent][0] if parent else None,
             actor=actor)  # fmt: skip


def _dump(rows: list[Row]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


LOADERS: dict[RosterKind, Callable[[int, Row, Known, Actor], None]] = {
    RosterKind.PEOPLE: _load_person,
    RosterKind.UNITS: _load_unit,
}
