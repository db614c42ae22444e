"""Pages of the money: a year's table, one plan with its payments, planning, the county's rates."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.shown import steps_of
from renda.network.funds import rules, services
from renda.network.funds.access import KEEPERS, reads_funds, sets_rates
from renda.network.funds.forms import PlanForm, RateForm
from renda.network.funds.models import LEVELS, Fund, Rate
from renda.network.funds.queries import rate_of
from renda.network.funds.shown import table
from renda.network.funds.workflow import FUND

YEARS_BACK = 6
MOST_PAYMENTS = 500


def _check_reader(request: Request) -> None:
    if not reads_funds(request.actor):
        raise NotAllowed("履职经费由人大机关来看；需要核对请联系县人大代表工作机构。")


def read_year(request: Request) -> int:
    """The year in the address, the current one if there is none. Raises Invalid."""
    text = request.GET.get("year", "") or str(clock.today().year)
    if not (text.isdecimal() and len(text) == 4):
        raise Invalid("年度写成四位数，例如2026。")
    return int(text)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    _check_reader(request)
    year, this_year = read_year(request), clock.today().year
    years = [
        {"label": f"{y}年", "href": f"?year={y}", "on": y == year} for y in range(this_year, this_year - YEARS_BACK, -1)
    ]
    context = {"table": table(request.actor, year), "year": year, "chips": years,
               "may_plan": request.actor.holds(*KEEPERS), "may_set": sets_rates(request.actor)}  # fmt: skip
    return render(request, "funds/list.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same table as Excel."""
    _check_reader(request)
    found = table(request.actor, read_year(request))
    columns = [Column("单位", 36), Column("人数", 8), Column("标准", 10), Column("计划", 14), Column("已拨付", 14),
               Column("已支出", 14), Column("结余", 14), Column("状态", 10)]  # fmt: skip
    lines = [
        [row.congress.name, row.heads, row.rate_yuan, row.amount_yuan, row.appropriated_yuan, row.spent_yuan, row.left_yuan,
         row.get_state_display()]
        for row in found.rows
    ]  # fmt: skip
    lines += [
        [one.label, one.heads, "", one.amount_yuan, one.appropriated_yuan, one.spent_yuan,
         one.appropriated_yuan - one.spent_yuan, ""]
        for one in found.sums
    ]  # fmt: skip
    return excel_answer(write_rows(columns, lines, sheet=f"{found.year}年履职经费"), f"funds-{found.year}")


@login_required
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    fund = get_object_or_404(Fund.objects.visible_to(request.actor).select_related("congress", "office"), pk=pk)
    context = {
        "fund": fund, "offers": FUND.offers(request.actor, fund), "history": steps_of(FUND, fund, request.actor),
        "waiting": Waiting.objects.of(fund).order_by("pk").first(),
        "payments": fund.payments.select_related("station").order_by("-paid_on", "-pk")[:MOST_PAYMENTS],
        "percent": rules.share(fund.spent_yuan, fund.amount_yuan),
    }  # fmt: skip
    return render(request, "funds/fund.html", context)


@login_required
@require_safe
def voucher(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    fund = get_object_or_404(Fund.objects.visible_to(request.actor), pk=pk)
    return files_web.stream(get_object_or_404(files_of(fund), pk=file_id), request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    services.office_of(request.actor)
    form = PlanForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.plan_fund(actor=request.actor, **keywords))
        except (Invalid, Blocked) as error:
            form.add_error("year", error.text)
    status = 422 if form.is_bound else 200
    context = {"form": form, "heading": "定经费计划", "button": "按名册算好存下来"}
    return render(request, "funds/begin.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: Request) -> HttpResponse:
    """What a deputy may cost: the county's own rates, the packaged ones where it has set nothing."""
    if not sets_rates(request.actor):
        raise NotAllowed("经费标准由县人大代表工作机构来定。")
    form = RateForm(request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        services.set_rate(actor=request.actor, **form.cleaned_data)
        return redirect("funds:rates")
    year = clock.today().year
    now = [{"level": label, "yuan": rate_of(request.actor.county_id, level, year)} for level, label in LEVELS]
    rows = Rate.objects.visible_to(request.actor).order_by("-year", "-level")[:100]
    context = {"form": form, "rows": rows, "now": now, "year": year}
    return render(request, "funds/rates.html", context, status=422 if form.is_bound else 200)
