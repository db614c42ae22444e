"""Pages of brands: the list everybody reads, one brand with its cases, the draft of one."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.people.web import bind
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.brands import access, forms, services
from renda.network.brands.models import Brand, MethodCase
from renda.network.brands.queries import BrandQuerySet, cases_of, themes_of
from renda.network.brands.states import BrandSort, BrandState
from renda.network.brands.workflow import BRAND
from renda.network.stations.models import Station

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE, MOST_ROWS, SHOWN_CASES = 30, 5000, 3
DRAFTERS = (Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER)
ONWARD = ("apply", "name", "hand_in", "keep", "edit")


@require_safe
def index(request: Request) -> HttpResponse:
    """The brands one may see, by town; narrowed by what stands in the address."""
    rows = _narrowed(request)
    if after := request.GET.get("after", ""):
        rows = rows.after(_place(request, after))
    found = list(rows.listed()[: PAGE + 1])
    shown, cases = found[:PAGE], cases_of(found[:PAGE])
    lines = [{"brand": row, "cases": (cases.get(row.pk) or [])[:SHOWN_CASES], "count": len(cases.get(row.pk) or [])}
             for row in shown]  # fmt: skip
    context = {
        "lines": lines, "after": str(shown[-1].pk) if len(found) > PAGE else "", "chips": _chips(request),
        "town": request.GET.get("town", ""), "may_draft": request.actor.holds(*DRAFTERS),
        "may_set": access.sets_themes(request.actor), "is_staff": request.actor.is_staff,
    }  # fmt: skip
    return render(request, "brands/list.html", context)


def _narrowed(request: Request) -> BrandQuerySet:
    wanted = {name: request.GET.get(name, "") for name in ("state", "sort", "theme", "town")}
    rows: BrandQuerySet = Brand.objects.visible_to(request.actor)
    return rows.narrowed(**wanted)


def _place(request: Request, key: str) -> Brand:
    try:
        return Brand.objects.visible_to(request.actor).get(pk=UUID(key))
    except (ValueError, Brand.DoesNotExist):
        raise Invalid("这个地址不完整，请从第一页看起。") from None


def _chips(request: Request) -> list[dict[str, Any]]:
    state, sort, theme = (request.GET.get(name, "") for name in ("state", "sort", "theme"))
    chips = [
        {"label": "全部", "href": "?", "on": not any(request.GET.get(n) for n in ("state", "sort", "theme", "town"))}
    ]
    chips += [chip(request.GET, "sort", str(key), str(label), sort) for key, label in BrandSort.choices]
    chips += [chip(request.GET, "theme", name, name, theme) for name in themes_of(request.county.pk)]
    if request.actor.is_staff:
        chips += [chip(request.GET, "state", str(key), str(label), state) for key, label in BrandState.choices]
    return chips


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same list as Excel."""
    rows = list(_narrowed(request).listed()[:MOST_ROWS])
    cases = cases_of(rows)
    columns = [Column("乡镇", 14), Column("哪一种", 12), Column("家站", 30), Column("品牌", 26), Column("主题", 14), Column("状态", 10),
               Column("命名日", 12), Column("上次复核", 12), Column("案例（件）", 10)]  # fmt: skip
    lines = (
        [row.town, BrandSort(row.sort).label, row.station.name if row.station else "", row.title, row.theme,
         row.get_state_display(), row.named_on, row.reviewed_on, len(cases.get(row.pk) or [])] for row in rows
    )  # fmt: skip
    return excel_answer(write_rows(columns, lines, sheet="品牌"), "brands")


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """What it is and its cases; for those who keep it also its way here."""
    rows = Brand.objects.visible_to(request.actor).select_related("station", "method")
    row = get_object_or_404(rows, pk=pk)
    is_inside = access.is_inside_brand(request.actor, row)
    waiting = waiting_for(row).first() if is_inside else None
    context = {
        "brand": row, "is_inside": is_inside, "cases": list(MethodCase.objects.published().filter(brand=row)[:100]),
        "version": row.method.newest if row.method else None, "waiting": waiting,
        "due": why_due(BRAND, row, waiting, request.county.version), "offers": sort_offers(BRAND.offers(request.actor, row), ONWARD),
        "base": row.get_absolute_url(), "history": steps_of(BRAND, row, request.actor, is_party=True) if is_inside else [],
    }  # fmt: skip
    return render(request, "brands/brand.html", context)


def sort_offers(offers: list[Any], onward: tuple[str, ...]) -> list[Any]:
    """What leads on first, what is blocked or grave last."""

    def place(offer: Any) -> tuple[bool, bool, int]:
        name = offer.step.name
        return bool(offer.why_not), offer.step.is_grave, onward.index(name) if name in onward else len(onward)

    return sorted(offers, key=place)


@login_required
@require_http_methods(GET_AND_POST)
def draft(request: Request) -> HttpResponse:
    if not request.actor.holds(*DRAFTERS):
        raise NotAllowed("品牌由镇人大主席团来申请，特色站点也可以由家站联络员、站长起草。")
    form = bind(request, forms.DraftForm, actor=request.actor)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        station = facts.pop("station")
        place = get_object_or_404(Station.objects.visible_to(request.actor), pk=station) if station else None
        try:
            return redirect(services.draft_brand(actor=request.actor, station=place, **facts))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {"form": form, "heading": "起草品牌", "button": "存下来", "crumb": "品牌", "back": "brands:list"}
    return render(request, "brands/begin.html", context, status=422 if form.errors else 200)
