"""督办清单: every item assigned, by its day; the matrix of key items; both as Excel."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.models import Waiting
from renda.voice.motions.models import Motion
from renda.voice.motions.states import M
from renda.voice.pressing import services
from renda.voice.pressing.access import may_press
from renda.voice.pressing.forms import AssessmentForm
from renda.voice.pressing.queries import items
from renda.voice.pressing.shown import Led, matrix
from renda.voice.pressing.states import Half
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries.pages import Filters, filtered, waits_of
from renda.voice.suggestions.states import S

PAGE = 30
MOST_EXPORTED = 5000
MOST_PRINTED = 500
MONTHS = ("年中", "年底")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. mine: what I lead; done: those replied to; unit, leader: numbers."""

    light: str = ""
    key: str = ""
    mine: str = ""
    done: str = ""
    unit: str = ""
    leader: str = ""
    q: str = ""


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    actor, wanted = request.actor, read(request)
    rows = wanted_rows(actor, wanted)
    lines, after = _by_age(request, rows) if wanted.done else _by_day(request, rows)
    context = {
        "lines": lines,
        "motions": [] if request.GET.get("after") else _motions(actor, wanted),
        "after": after,
        "wanted": wanted,
        "chips": [*_chips(request, wanted), *_chosen(request, wanted, lines)],
        "may_press": may_press(actor),
    }
    return render(request, "pressing/list.html", context)


def _chosen(request: Request, wanted: Wanted, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The unit or leader whose items are shown, by name, to be dropped again."""
    first = lines[0]["row"] if lines else None
    names = {
        "unit": first.lead_org.label if first and first.lead_org else "这个单位",
        "leader": f"{first.leader.name}领衔" if first and first.leader else "这位领导",
    }
    return [
        chip(request.GET, name, getattr(wanted, name), names[name], getattr(wanted, name))
        for name in ("unit", "leader") if getattr(wanted, name)
    ]  # fmt: skip


def _motions(actor: Actor, wanted: Wanted) -> list[dict[str, Any]]:
    """Motions that a unit has or had, until they are closed: a handful, so they stand before the first page."""
    rows = items.supervised_motions(Motion.objects.concerning(actor)).exclude(state=M.CLOSED)
    if any(asdict(wanted).values()):
        rows = _wanted_motions(rows, actor, wanted)
    found = list(rows.select_related(*items.MOTION_PEOPLE).order_by("-handed_on", "-pk")[:PAGE])
    waits = Waiting.objects.filter(county_id=actor.county_id, kind="motion", matter_id__in=[row.pk for row in found])
    running = {wait.matter_id: wait for wait in waits.filter(state=M.WITH_UNIT).order_by("-pk")}
    return [
        {"row": row, "facts": items.facts_of(row), "waiting": running.get(row.pk), "milestone": _motion_milestone(row)}
        for row in found
    ]


def _wanted_motions(rows: Any, actor: Actor, wanted: Wanted) -> Any:
    """The same filters as for suggestions; a motion is a key item when a leader leads it. By light there are none."""
    if wanted.light:
        return rows.none()
    rows = rows.exclude(unit_done_on=None) if wanted.done else rows.filter(unit_done_on=None)
    if wanted.key:
        rows = rows.filter(leader__isnull=False)
    if wanted.mine:
        rows = rows.filter(leader_id=actor.user_id)
    if wanted.unit:
        rows = rows.filter(unit_id=int(wanted.unit))
    if wanted.leader:
        rows = rows.filter(leader_id=int(wanted.leader))
    return rows.filter(Q(title__icontains=wanted.q) | Q(number_text__icontains=wanted.q)) if wanted.q else rows


def _motion_milestone(row: Motion) -> str:
    if row.unit_done_on:
        return f"{_short(row.unit_done_on)}报办理情况"
    return f"{_short(row.handed_on)}交办" if row.handed_on else ""


def read(request: Request) -> Wanted:
    get = request.GET
    light = get.get("light", "")
    return Wanted(
        light=light if light in ("red", "amber", "green") else "", q=get.get("q", "").strip()[:60],
        **{name: "1" if get.get(name) == "1" else "" for name in ("key", "mine", "done")},
        **{name: get[name] for name in ("unit", "leader") if get.get(name, "").isdecimal() and len(get[name]) < 10},
    )  # fmt: skip


def wanted_rows(actor: Actor, wanted: Wanted) -> Any:
    rows: Any = items.supervised(Suggestion.objects.concerning(actor))
    rows = rows.exclude(state=S.ASSIGNED) if wanted.done else rows.filter(state=S.ASSIGNED)
    if wanted.key:
        rows = rows.filter(is_key=True)
    if wanted.mine:
        rows = rows.filter(leader_id=actor.user_id)
    if wanted.unit:
        rows = rows.filter(lead_org_id=int(wanted.unit))
    if wanted.leader:
        rows = rows.filter(leader_id=int(wanted.leader))
    return filtered(rows, Filters(light=wanted.light, text=wanted.q), actor.county_id, clock.today())


def _by_day(request: Request, rows: Any) -> tuple[list[dict[str, Any]], str]:
    waits = items.by_day(rows, request.actor.county_id, _after_day(request), PAGE)
    more, waits = len(waits) > PAGE, waits[:PAGE]
    found = _for_list(Suggestion.objects.filter(county_id=request.actor.county_id)).in_bulk(
        [w.matter_id for w in waits]
    )
    lines = [_line(found[w.matter_id], w) for w in waits if w.matter_id in found]
    return lines, f"{waits[-1].due_on}_{waits[-1].pk}" if more else ""


def _after_day(request: Request) -> tuple[date, int] | None:
    day, _, key = request.GET.get("after", "").partition("_")
    try:
        return (date.fromisoformat(day), int(key)) if day else None
    except ValueError:
        raise Invalid("这个地址不完整，请从清单第一页看起。") from None


def _by_age(request: Request, rows: Any) -> tuple[list[dict[str, Any]], str]:
    if after := request.GET.get("after", ""):
        try:
            rows = rows.filter(pk__lt=UUID(after))
        except ValueError:
            raise Invalid("这个地址不完整，请从清单第一页看起。") from None
    found = list(_for_list(rows).order_by("-pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return [_line(row, None) for row in found], str(found[-1].pk) if more else ""


def _for_list(rows: Any) -> Any:
    return rows.for_list().select_related("proposer", "lead_org", "leader", "committee", "office", "government")


def _line(row: Suggestion, waiting: Waiting | None) -> dict[str, Any]:
    return {"row": row, "waiting": waiting, "milestone": milestone(row)}


def milestone(row: Suggestion) -> str:
    """The last thing that happened on its way, as the record has it."""
    if row.closed_on:
        return f"{_short(row.closed_on)}办结"
    if row.replied_on and row.state != S.ASSIGNED:
        return f"{_short(row.replied_on)}答复"
    if row.second_asked_on:
        return f"{_short(row.second_asked_on)}起二次办理"
    return f"{_short(row.assigned_on)}交办" if row.assigned_on else ""


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _chips(request: Request, wanted: Wanted) -> list[dict[str, Any]]:
    every = {"label": "在办的全部", "href": "?", "on": not any(asdict(wanted).values())}
    names = [
        ("key", "1", "重点督办", ""),
        ("light", "red", "超期", "red"),
        ("light", "amber", "快到期", "amber"),
        ("done", "1", "已答复", ""),
    ]
    if request.actor.holds(Role.LEADER):
        names.insert(1, ("mine", "1", "我领衔的", ""))
    return [
        every,
        *(
            chip(request.GET, name, value, label, getattr(wanted, name), light=light)
            for name, value, label, light in names
        ),
    ]


@login_required
@require_safe
def print_table(request: Request) -> HttpResponse:
    """The filtered list as one table on paper (汇总表), at most 500 rows, in the order of their numbers."""
    wanted = read(request)
    rows = list(_for_list(wanted_rows(request.actor, wanted)).order_by("-is_key", "pk")[:MOST_PRINTED])
    waits = waits_of(request.actor.county_id, [row.pk for row in rows])
    lines = [(row, waits.get(row.pk), milestone(row)) for row in rows]
    motions = _motions(request.actor, wanted)
    context = {
        "lines": lines,
        "motions": motions,
        "day": clock.today(),
        "most": MOST_PRINTED,
        "all": len(lines) + len(motions),
    }
    return render(request, "pressing/table.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The filtered list as Excel (汇总表), at most 5,000 rows."""
    actor, wanted = request.actor, read(request)
    motions = [_motion_cells(line) for line in _motions(actor, wanted)]
    rows = list(_for_list(wanted_rows(actor, wanted)).order_by("-pk")[:MOST_EXPORTED])
    waits = waits_of(actor.county_id, [row.pk for row in rows])
    columns = [
        Column("编号", 26), Column("标题", 48), Column("重点督办", 10), Column("领衔领导", 12), Column("跟踪工委", 24),
        Column("主办单位", 24), Column("交办之日", 12), Column("期限", 12), Column("到哪一步", 16), Column("答复类别", 10),
    ]  # fmt: skip
    data = write_rows(columns, [*motions, *(_cells(row, waits.get(row.pk)) for row in rows)], sheet="督办清单")
    return excel_answer(data, f"pressing-{clock.today()}")


def _motion_cells(line: dict[str, Any]) -> list[Any]:
    row, facts, waiting = line["row"], line["facts"], line["waiting"]
    body = row.committee or row.office
    return [
        row.number_text, row.title, "是" if row.leader else "", row.leader.name if row.leader else "", body.name,
        row.unit.name if row.unit else "", facts.given_on, waiting.due_on if waiting else None, line["milestone"], "",
    ]  # fmt: skip


def _cells(row: Suggestion, waiting: Waiting | None) -> list[Any]:
    return [
        row.number_text, row.title, "是" if row.is_key else "", row.leader.name if row.leader else "",
        row.committee.name if row.committee else "", row.lead_org.name if row.lead_org else "", row.assigned_on,
        waiting.due_on if waiting else None, milestone(row), row.reply_class,
    ]  # fmt: skip


@login_required
@require_safe
def show_matrix(request: Request) -> HttpResponse:
    return _matrix_page(request, AssessmentForm())


def _matrix_page(request: Request, form: AssessmentForm, status: int = 200) -> HttpResponse:
    actor, today, year = request.actor, clock.today(), read_year(request)
    mine = request.GET.get("mine") == "1"
    led = matrix(actor, year, today, leader_id=actor.user_id if mine else None)
    context = {
        "led": led, "year": year, "years": [today.year - n for n in range(3)], "mine": mine, "form": form,
        "count": sum(len(one.rows) for one in led), "may_press": may_press(actor), "leads": actor.holds(Role.LEADER),
        "gaps": sum(cell.state == "gap" for one in led for row in one.rows for cell in row.quarters),
    }  # fmt: skip
    return render(request, "pressing/matrix.html", context, status=status)


def read_year(request: Request) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else clock.today().year


@login_required
@require_POST
def assess(request: Request) -> HttpResponse:
    """Note the day of the mid-year or year-end assessment."""
    if not may_press(request.actor):
        raise NotAllowed("评估日期由人大的工作机构、委室或者常委会领导来记。")
    form, year = AssessmentForm(request.POST), read_year(request)
    if not form.is_valid():
        return _matrix_page(request, form, status=422)
    try:
        services.note_assessment(actor=request.actor, year=year, **form.cleaned_data)
    except Invalid as error:
        form.add_error(error.field or None, error.text)
        return _matrix_page(request, form, status=422)
    return redirect(f"/pressing/matrix/?year={year}")


@login_required
@require_safe
def export_matrix(request: Request) -> HttpResponse:
    year = read_year(request)
    led = matrix(request.actor, year, clock.today())
    columns = [
        Column("领衔", 12), Column("编号", 14), Column("建议、议案", 48), Column("主办", 20), Column("清单", 12), Column("督查一季", 12),
        Column("督查二季", 12), Column("督查三季", 12), Column("督查四季", 12), Column("函询", 12), Column("评估年中", 12),
        Column("评估年底", 12), Column("结果", 8),
    ]  # fmt: skip
    return excel_answer(write_rows(columns, _matrix_cells(led), sheet=f"{year}年重点督办"), f"matrix-{year}")


def _matrix_cells(led: list[Led]) -> list[list[Any]]:
    words = {"gap": "缺", "none": "不用", "later": ""}
    return [
        [one.leader, row.facts.number, row.facts.title, row.facts.unit, row.facts.given_on, *(cell.on or words[cell.state] for cell in row.quarters),
         row.letter.issued_on if row.letter else "无需", row.assessed[Half.MID], row.assessed[Half.END],
         row.facts.reply_class or row.facts.result]
        for one in led for row in one.rows
    ]  # fmt: skip
