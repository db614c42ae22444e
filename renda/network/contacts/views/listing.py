"""Lists: the pairs of a county, town or station; the quarterly check sheet as page, print and Excel; the county's words."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.models import Waiting
from renda.network.contacts import access, services
from renda.network.contacts.forms import KindWordsForm, LeastForm
from renda.network.contacts.models import Pair
from renda.network.contacts.queries import words_of
from renda.network.contacts.rules import QUARTERS
from renda.network.contacts.shown import Sheet, sheet
from renda.network.contacts.states import LEAST_RULE, PairSort, PairState
from renda.network.contacts.workflow import PAIR

PAGE = 30
STATES = {"unmet": "本季度没有联系", "ended": "已结束"}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The pairs the actor sees, in the order they began; narrowed to a kind, to those without contact, to those ended."""
    if not access.reads_list(request.actor):
        return redirect("contacts:mine")
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "")
    today, words = clock.today(), words_of(request.actor.county_id)
    rows = Pair.objects.visible_to(request.actor).of_sort(int(sort) if sort in ("1", "2", "3") else None)
    if state == "unmet":
        rows = rows.unmet(today)
    elif state == "ended":
        rows = rows.exclude(state=PairState.ACTIVE)
    else:
        rows = rows.active()
    found = list(rows.after(_key(request.GET.get("after", ""))).for_list()[: PAGE + 1])
    chips = [chip(request.GET, "sort", str(key), one.name, sort) for key, one in words.items()]
    chips += [chip(request.GET, "state", key, label, state) for key, label in STATES.items()]
    context = {
        "lines": _lines(request, found[:PAGE], words), "chips": chips, "begins": _begins(request, words),
        "after": found[PAGE - 1].pk if len(found) > PAGE else None, "may_set": access.sets_words(request.actor),
        "reads_sheet": access.reads_sheet(request.actor), "may_hold": request.actor.holds(Role.LEADER, Role.DEPUTY),
    }  # fmt: skip
    return render(request, "contacts/list.html", context)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid("这个地址不完整，请从第一页看起。") from None


def _lines(request: Request, pairs: list[Pair], words: Any) -> list[dict[str, Any]]:
    keys = [pair.pk for pair in pairs]
    rows = Waiting.objects.filter(county_id=request.actor.county_id, kind=PAIR.kind, matter_id__in=keys)
    waits, today = {one.matter_id: one for one in rows}, clock.today()
    return [
        {"pair": pair, "words": words[pair.sort], "waiting": waits.get(pair.pk), "is_met": pair.asked_on > today}
        for pair in pairs
    ]


def _begins(request: Request, words: Any) -> list[tuple[int, str]]:
    return [(int(sort), words[sort].name) for sort in PairSort if access.begins(request.actor, sort)]


def _check_reader(request: Request) -> None:
    if not access.reads_sheet(request.actor):
        raise NotAllowed("联系情况督办表由人大机关和镇人大主席团来看；您自己的联系在“我的联系”里。")


def _asked(request: Request) -> tuple[int, int]:
    """Year and quarter of the address, the running ones if there are none. Raises Invalid."""
    today = clock.today()
    year = request.GET.get("year", "") or str(today.year)
    quarter = request.GET.get("quarter", "") or str(clock.quarter_of(today))
    if not (year.isdecimal() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        raise Invalid("请选哪一年、第几季度，例如2026年、3。")
    return int(year), int(quarter)


@login_required
@require_safe
def show_sheet(request: Request) -> HttpResponse:
    _check_reader(request)
    year, quarter = _asked(request)
    found = sheet(request.actor, year, quarter)
    gaps = [(part, line, line.gaps) for part in found.parts for line in part.lines if line.gaps]
    chips = _quarters(year, quarter)
    context = {"sheet": found, "chips": chips, "gaps": gaps, "has_pairs": any(part.lines for part in found.parts)}
    return render(request, "contacts/sheet.html", context)


def _quarters(year: int, quarter: int) -> list[dict[str, Any]]:
    """The last six quarters that have begun."""
    today = clock.today()
    number = today.year * 4 + clock.quarter_of(today) - 1
    found = [divmod(number - n, 4) for n in range(6)]
    return [
        {"label": f"{y}年{QUARTERS[q]}", "href": f"?year={y}&quarter={q + 1}", "on": (y, q + 1) == (year, quarter)}
        for y, q in found
    ]


@login_required
@require_safe
def export_sheet(request: Request) -> HttpResponse:
    """The same sheet as Excel, the gaps by name in the last column."""
    _check_reader(request)
    found = sheet(request.actor, *_asked(request))
    columns = [Column("哪一种", 34), Column("单位", 18), Column("在册", 8), Column("有联系（够的）", 14),
               Column("没有联系（不够的）", 16), Column("没有联系的对子、户数不够的代表", 90)]  # fmt: skip
    return excel_answer(
        write_rows(columns, _excel_rows(found), sheet=f"{found.year}年{QUARTERS[found.quarter - 1]}"),
        f"contacts-{found.year}-{found.quarter}",
    )


def _excel_rows(found: Sheet) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for part in found.parts:
        for line in [*part.lines, part.total]:
            names = "、".join(gap.words for gap in line.gaps)
            rows.append([part.words.name, line.label, line.whole, line.met, line.missing, names])
    for line in [*found.few, found.few_total]:
        rows.append(
            [
                f"县代表联系群众不少于{found.least}户",
                line.label,
                line.whole,
                line.met,
                line.missing,
                "、".join(line.names),
            ]
        )
    return rows


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_words(request: Request) -> HttpResponse:
    """How the county calls the three kinds, what each furthers, how many residents at least; each part with its own button."""
    if not access.sets_words(request.actor):
        raise NotAllowed("联系的名称和最少户数由县人大代表工作机构来定。")
    words, rule = words_of(request.actor.county_id), rule_book(request.actor.county_id).rule(LEAST_RULE, clock.today())
    posted = request.POST if request.method == "POST" else None
    least = LeastForm(posted if posted is not None and "number" in posted else None,
                      initial={"number": rule.number, "source": rule.source.name})  # fmt: skip
    kinds = [(one, KindWordsForm(posted if posted is not None and posted.get("sort") == str(key) else None,
                                 initial={"sort": key, "name": one.name, "promotes": one.promotes, "source": one.source}))
             for key, one in words.items()]  # fmt: skip
    if _kept(request, least, [form for _, form in kinds]):
        return redirect("contacts:words")
    status = 422 if request.method == "POST" else 200
    return render(request, "contacts/words.html", {"kinds": kinds, "least": least, "rule": rule}, status=status)


def _kept(request: Request, least: LeastForm, kinds: list[KindWordsForm]) -> bool:
    """Whether what was posted could be stored."""
    for form in kinds:
        if form.is_bound and form.is_valid():
            services.set_words(actor=request.actor, **form.cleaned_data)
            return True
    if least.is_bound and least.is_valid():
        services.set_least(actor=request.actor, **least.cleaned_data)
        return True
    return False
