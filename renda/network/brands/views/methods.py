"""Pages of what a county sets: its methods with versions and how far their cases have come, the themes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.people.web import bind
from renda.network.brands import access, forms, services, shown
from renda.network.brands.models import Method, MethodVersion, Theme
from renda.network.brands.queries import themes_of
from renda.network.brands.rules import text_of
from renda.network.brands.states import DEFAULT_METHOD

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST = 200


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    rows = list(Method.objects.visible_to(request.actor).listed()[:MOST])
    is_first = not any(row.name == DEFAULT_METHOD and row.town_org_id is None for row in rows)
    context = {"rows": rows, "may_make": access.makes_methods(request.actor), "is_first": is_first}
    return render(request, "brands/methods.html", context)


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """The steps of a version, and of the cases that began with it how many have passed each: all, or one town's."""
    method, versions = _method(request, pk)
    version = _chosen(request, versions)
    town = request.GET.get("town", "")[:40]
    context = {
        "method": method, "version": version, "versions": versions, "town": town,
        "progress": shown.progress_of(version, request.actor, town), "may_set": access.sets_method(request.actor, method),
    }  # fmt: skip
    return render(request, "brands/method.html", context)


def _method(request: Request, pk: int) -> tuple[Method, list[MethodVersion]]:
    method = get_object_or_404(Method.objects.visible_to(request.actor).select_related("town_org"), pk=pk)
    return method, list(method.versions.order_by("-number")[:MOST])


def _chosen(request: Request, versions: list[MethodVersion]) -> MethodVersion:
    """The version of the address; the newest if none is named. Raises Invalid."""
    text = request.GET.get("version", "")
    found = versions[:1] if not text else [one for one in versions if str(one.number) == text]
    if not found:
        raise Invalid("这个工作法没有这一版，请从它的页上选。")
    return found[0]


@login_required
@require_safe
def export(request: Request, pk: int) -> HttpResponse:
    """Towns by steps as Excel: how many have passed, beside how many there are."""
    method, versions = _method(request, pk)
    version = _chosen(request, versions)
    found = shown.progress_of(version, request.actor)
    columns = [Column("乡镇", 16), Column("事项（件）", 12), *(Column(step.label, 18) for step, _ in found.steps)]
    lines: list[list[Any]] = [[line.town, line.cases, *(one.count for one in line.passed)] for line in found.towns]
    lines.append(["合计", found.cases, *(one.count for _, one in found.steps)])
    return excel_answer(
        write_rows(columns, lines, sheet=f"{method.name}第{version.number}版"[:31]), f"method-{method.pk}"
    )


@login_required
@require_http_methods(GET_AND_POST)
def make(request: Request) -> HttpResponse:
    if not access.makes_methods(request.actor):
        raise NotAllowed("工作法由县人大代表工作机构或者镇人大主席团来定。")
    is_first = not Method.objects.filter(county_id=request.actor.county_id, town_org=None, name=DEFAULT_METHOD).exists()
    form = bind(request, forms.MethodForm, is_first=is_first)
    if form.is_valid():
        try:
            return redirect(services.make_method(actor=request.actor, **form.cleaned_data))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    hint = "四三工作法的四个动作是通行的，每个动作的三步是平台建议，可修改。" if is_first else ""
    return _form(request, form, "定工作法", hint)


@login_required
@require_http_methods(GET_AND_POST)
def change(request: Request, pk: int) -> HttpResponse:
    """The next version; what runs goes on by the one it began with."""
    method, versions = _method(request, pk)
    if not access.sets_method(request.actor, method):
        raise NotAllowed(
            f"“{method.name}”由{'县人大代表工作机构' if method.town_org_id is None else method.owner}来改。"
        )
    initial = {"groups": text_of(versions[0].groups), "seen": versions[0].number}
    form = bind(request, forms.ChangeMethodForm, initial=initial)
    if form.is_valid():
        services.change_method(method, actor=request.actor, **form.cleaned_data)
        return redirect(method)
    return _form(request, form, f"改{method.name}", "已经在办的事项按开始时的版本办完，新的事项用新的版本。")


def _form(request: Request, form: Any, heading: str, hint: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": "存下来",
        "crumb": "工作法",
        "back": "brands:methods",
        "hint": hint,
    }
    return render(request, "brands/begin.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def use(request: Request, pk: int) -> HttpResponse:
    """No longer for new cases, or again."""
    method, _ = _method(request, pk)
    services.use_method(method, actor=request.actor, is_used=request.POST.get("is_used") == "1")
    return redirect(method)


@login_required
@require_http_methods(GET_AND_POST)
def themes(request: Request) -> HttpResponse:
    if not access.sets_themes(request.actor):
        raise NotAllowed("品牌的主题由县人大代表工作机构来定。")
    form = bind(request, forms.ThemesForm, initial={"names": "\n".join(themes_of(request.actor.county_id))})
    if form.is_valid():
        try:
            services.set_themes(actor=request.actor, **form.cleaned_data)
            return redirect("brands:list")
        except Invalid as error:
            form.add_error("names", error.text)
    is_own = Theme.objects.visible_to(request.actor).exists()
    hint = "已经命名的品牌还用命名时的主题。" if is_own else "现在用的是平台建议的主题，可修改。"
    context = {
        "form": form,
        "heading": "品牌主题",
        "button": "存下来",
        "crumb": "品牌",
        "back": "brands:list",
        "hint": hint,
    }
    return render(request, "brands/begin.html", context, status=422 if form.errors else 200)
