"""Orders for those at work: a deputy's two lists, the keeper's list, one order, ordering for a resident, the counts."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.clock import day_of, today
from renda.ground.kernel.errors import Invalid, NotAllowed, NotFound
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.menus import rules, services
from renda.network.menus.access import keeps_menus
from renda.network.menus.forms import EnterForm, UnmaskForm
from renda.network.menus.models import Order, ServiceItem
from renda.network.menus.queries import stations_to_enter
from renda.network.menus.shown import listing, trail
from renda.network.menus.shown.receipt import slip_of
from renda.network.menus.states import S
from renda.network.menus.workflow import ORDER
from renda.network.stations.models import Station

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_EXPORTED = 5000
APART = {"unmask", "erase"}  # offered beside what they concern, not among the next steps
STATES = (("open", "还没服务"), *((s.value, s.label) for s in S if s not in {S.ORDERED, S.TAKEN, S.ERASED}))
SCOPES = (("group", "小组里等人接的"), ("mine", "我接的"))


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The orders one may see, newest first; a deputy finds what waits in the groups, and what is one's own, by a chip."""
    filters = listing.filters_of(request.GET)
    rows, after = listing.page_of(request.actor, filters)
    context = {
        "rows": rows, "next_url": _next_url(request.GET, after), "chips": _chips(request, filters),
        "can_enter": _can_enter(request), "keeps_menus": keeps_menus(request.actor), "query": request.GET.urlencode(),
        "is_filtered": bool(filters.state or filters.scope), "is_deputy": listing.is_deputy_only(request.actor),
    }  # fmt: skip
    return render(request, "menus/list.html", context)


def _chips(request: Request, filters: listing.Filters) -> list[dict[str, Any]]:
    chips: list[dict[str, Any]] = [{"label": "全部", "href": "?", "on": not (filters.state or filters.scope)}]
    if request.actor.holds(Role.DEPUTY):
        chips += [chip(request.GET, "scope", key, label, filters.scope) for key, label in SCOPES]
    return chips + [chip(request.GET, "state", key, str(label), filters.state) for key, label in STATES]


def _next_url(query: QueryDict, key: UUID | None) -> str:
    if key is None:
        return ""
    kept = {name: value for name, value in query.items() if name != "after"}
    return "?" + urlencode({**kept, "after": key})


def _can_enter(request: Request) -> bool:
    return request.actor.holds(Role.LIAISON, Role.STATION_MASTER, Role.TOWNSHIP)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same list as Excel, without contacts."""
    rows = listing.filtered(request.actor, listing.filters_of(request.GET)).for_list()[:MOST_EXPORTED]
    columns = [Column("编号", 16), Column("预约日期", 12), Column("服务", 24), Column("小组", 20), Column("在哪里约的", 26),
               Column("希望哪天", 12), Column("要什么样的服务", 50), Column("现在", 14), Column("代表", 10),
               Column("服务日", 12), Column("服务了什么", 40), Column("评价", 10)]  # fmt: skip
    lines = (
        [row.number_line(), row.ordered_on, row.item_title, row.group.name, row.place, row.wanted_on, row.text,
         row.get_state_display(), str(row.deputy or ""), row.served_on, row.result, row.get_rating_display()] for row in rows
    )  # fmt: skip
    return excel_answer(write_rows(columns, lines, sheet="服务预约"), "orders")


@login_required
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, _visible(request, pk))


@login_required
@require_http_methods(GET_AND_POST)
def unmask(request: Request, pk: UUID) -> HttpResponse:
    """The contact in the clear, in the answer to this one request."""
    order = _visible(request, pk)
    ORDER.check_may(ORDER.steps["unmask"], order, request.actor)
    form = UnmaskForm(request.POST if request.method == "POST" else None, row=order, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        order = services.unmask_order(order, actor=request.actor, **form.keywords())
        answer = _show(request, order, unmasked=order.unmasked)
        answer["Cache-Control"] = "no-store"
        return answer
    context = {"workflow": ORDER, "step": ORDER.steps["unmask"], "row": order, "form": form}
    return render(request, "workflow/step.html", context, status=422 if form.errors else 200)


def _visible(request: Request, pk: UUID) -> Order:
    return get_object_or_404(Order.objects.visible_to(request.actor).for_page(), pk=pk)


def _show(request: Request, order: Order, **more: Any) -> HttpResponse:
    steps = steps_of(ORDER, order, request.actor)
    waiting = waiting_for(order).first()
    offers = ORDER.offers(request.actor, order)
    apart = {offer.step.name for offer in offers if not offer.why_not} & APART
    context = {
        "order": order, "row": order, "history": steps, "stages": trail.stages(order, steps), "waiting": waiting,
        "headline": trail.staff_line(order), "due": why_due(ORDER, order, waiting, request.county.version),
        "offers": sorted((offer for offer in offers if offer.step.name not in APART), key=_order_of),
        "contact": listing.masked(order), "apart": apart, "base": order.get_absolute_url(),
        "way": rules.way_for(order.guidance) if order.guidance else None, **more,
    }  # fmt: skip
    return render(request, "menus/order.html", context)


def _order_of(offer: Any) -> tuple[bool, bool]:
    return bool(offer.why_not), offer.step.is_grave


@login_required
@require_http_methods(GET_AND_POST)
def enter(request: Request) -> HttpResponse:
    """The liaison officer orders for a resident."""
    if not _can_enter(request):
        raise NotAllowed("代为预约由家站的联络员、站长和镇人大来办；群众也可以自己在菜单页上约。")
    stations = list(stations_to_enter(request.actor)[:400])
    form = EnterForm(request.POST if request.method == "POST" else None, actor=request.actor, initial={"key": uuid7()})
    form.offer(stations, _menu_of(request, stations))
    request.typed = form  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("menus:slip", _entered(request, form).pk)
        except Invalid as error:
            form.add_error("item_id" if error.field == "item" else error.field or None, error.text)
    return render(request, "menus/enter.html", {"form": form}, status=422 if form.errors else 200)


def _menu_of(request: Request, stations: list[Station]) -> list[ServiceItem]:
    """What the towns of these stations offer, and what serves the whole county; each once."""
    found: dict[int, ServiceItem] = {}
    for town in sorted({one.town_org_id for one in stations}, key=lambda pk: pk or 0):
        rows = ServiceItem.objects.visible_to(request.actor).offered(town).listed()
        found.update({item.pk: item for item in rows})
    return list(found.values())


def _entered(request: Request, form: EnterForm) -> Order:
    data = form.cleaned_data
    item = ServiceItem.objects.visible_to(request.actor).select_related("group").get(pk=data["item_id"])
    station = stations_to_enter(request.actor).get(pk=data["station_id"])
    return services.enter_order(actor=request.actor, item=item, at=station, once=data.get("once"), **form.words())


@login_required
@require_safe
def slip(request: Request, pk: UUID) -> HttpResponse:
    """The receipt to hand over, shown to who entered the order, on that day only: its code is the resident's key."""
    order = _visible(request, pk)
    if order.entered_by_id != request.actor.user_id or day_of(order.created_at) != today():
        raise NotFound("回执只在登记当天给登记的人看一次；进度请在预约页上看。")
    return render(request, "menus/slip.html", {"order": order, **slip_of(request, order)})


@login_required
@require_safe
def counts(request: Request) -> HttpResponse:
    """By item and quarter: how many of those ordered were served. Never by deputy."""
    _check_counts(request)
    year, this = listing.year_of(request.GET.get("year", "")), clock.today().year
    chips = [{"label": f"{y}年", "href": f"?year={y}", "on": y == year} for y in range(this, this - 4, -1)]
    return render(
        request, "menus/counts.html", {"rows": listing.counted(request.actor, year), "year": year, "chips": chips}
    )


@login_required
@require_safe
def export_counts(request: Request) -> HttpResponse:
    _check_counts(request)
    year = listing.year_of(request.GET.get("year", ""))
    columns = [Column("季度", 14), Column("服务", 26), Column("小组", 22), Column("预约", 8), Column("已服务", 8),
               Column("还没服务", 10), Column("指路", 8), Column("满意", 8), Column("基本满意", 10), Column("不满意", 8),
               Column("未反馈", 8), Column("等评价", 8)]  # fmt: skip
    lines = (
        [row["quarter"], row["item__title"], row["group__name"], row["ordered"], row["served"], row["open"], row["guided"],
         row["satisfied"], row["basic"], row["dissatisfied"], row["silent"], row["asked"]]
        for row in listing.counted(request.actor, year)
    )  # fmt: skip
    return excel_answer(write_rows(columns, lines, sheet=f"{year}年服务"), f"services-{year}")


def _check_counts(request: Request) -> None:
    if not request.actor.is_staff:
        raise NotAllowed("服务统计由家站和人大机关来看；您接的预约在列表里。")
