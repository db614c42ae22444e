"""The record of administration: who did what to whose account, post or organisation, newest first."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.web import Request
from renda.ground.people.models import AdminAct, Organisation, User
from renda.ground.people.queries import names_of
from renda.ground.people.states import Act, RosterKind
from renda.ground.people.web import admins_only
from renda.ground.ui.show import day_words

PER_PAGE = 50


class ActLine(NamedTuple):
    """One act in words."""

    at: datetime
    who: str
    acted_as: str
    label: str
    whom: str
    whom_id: int
    what: str


@require_safe
@admins_only
def acts(request: Request) -> HttpResponse:
    """Filters stand in the address: `?of=<person>`, `?act=start_post`; no row is counted."""
    of, act, after = request.GET.get("of", ""), request.GET.get("act", ""), request.GET.get("after", "")
    rows = AdminAct.objects.visible_to(request.actor).newest_first(int(after[:18]) if after.isdecimal() else 0)
    if of.isdecimal():
        rows = rows.filter(user_id=int(of[:18]))
    if act in Act.values:
        rows = rows.filter(act=act)
    found = list(rows[: PER_PAGE + 1])
    more = len(found) > PER_PAGE
    kept = [(name, value) for name, value in (("of", of), ("act", act)) if value]
    next_url = f"?{urlencode([*kept, ('after', str(found[PER_PAGE - 1].pk))])}" if more else ""
    person = User.objects.visible_to(request.actor).filter(pk=int(of[:18])).first() if of.isdecimal() else None
    context = {
        "rows": lines_of(found[:PER_PAGE]),
        "next_url": next_url,
        "acts": Act.choices,
        "act": act,
        "person": person,
    }
    return render(request, "people/acts.html", context)


def lines_of(rows: Iterable[AdminAct]) -> list[ActLine]:
    """The acts in words; names are read at once."""
    rows = list(rows)
    absent = {row.facts.get("absent_id", 0) for row in rows}
    names = names_of({row.by_id for row in rows} | {row.user_id for row in rows} | absent)
    orgs = Organisation.objects.in_bulk({row.org_id for row in rows if row.org_id})
    return [
        ActLine(row.at, names.get(row.by_id, "平台"), row.acted_as, str(Act(row.act).label), names.get(row.user_id, ""),
                row.user_id, _what(row, orgs, names))
        for row in rows
    ]  # fmt: skip


def _what(row: AdminAct, orgs: dict[int, Organisation], names: dict[int, str]) -> str:
    facts, org = row.facts, orgs.get(row.org_id)
    post = facts.get("title") or (Role(row.role).label if row.role else "")
    parts: list[Any] = [
        f"{org.name if org else ''}{post}",
        f"代{names.get(facts['absent_id'], '')}" if "absent_id" in facts else "",
        f"{_day(facts['from_on'])}起" if "from_on" in facts else "",
        f"{_day(facts['to_on'])}止" if "to_on" in facts else "",
        _day(facts["on"]) if "on" in facts else "",
        "、".join(facts.get("changed", ())),
        f"{RosterKind(facts['kind']).label}{facts.get('rows', 0)}行" if "kind" in facts else "",
    ]
    return "，".join(part for part in parts if part)


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text), today().year)
