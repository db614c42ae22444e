"""What the office sets up: versions of the scheme, cycles, review groups."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.readings.assessments import forms, rules, services
from renda.readings.assessments.access import is_office
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.models import Cycle, Group, Scheme
from renda.readings.assessments.queries import towns_with_stations
from renda.readings.assessments.states import MOST_GROUPS
from renda.readings.assessments.views.listing import check_reader, load_cycle

GET_AND_POST = ["GET", "HEAD", "POST"]


def _check_office(request: Request) -> None:
    if not is_office(request.actor):
        raise NotAllowed("考评的办法、周期和分组由县人大代表工作机构来定。")


@login_required
@require_http_methods(GET_AND_POST)
def schemes(request: Request) -> HttpResponse:
    """All versions; a POST makes the next one, a copy of `base` or the packaged proposal."""
    check_reader(request)
    found = list(Scheme.objects.visible_to(request.actor).order_by("-number")[:50])
    if request.method == "POST":
        _check_office(request)
        base = next((one for one in found if str(one.pk) == request.POST.get("base", "")), None)
        return redirect(services.new_scheme(actor=request.actor, base=base))
    context = {"schemes": found, "is_office": is_office(request.actor)}
    return render(request, "assessments/schemes.html", context)


@login_required
@require_safe
def scheme(request: Request, pk: int) -> HttpResponse:
    check_reader(request)
    found = _scheme(request, pk)
    in_use = list(Cycle.objects.visible_to(request.actor).filter(scheme=found).newest())
    names = {key: one.name for key, one in MEASURES.items()}
    aspects = [
        {**aspect, "items": [{**one, "how": names.get(one["measure"], "") or "考评组现场评", "rule": _rule(one["params"])}
                             for one in aspect["items"]]}
        for aspect in found.data["aspects"]
    ]  # fmt: skip
    context = {
        "scheme": found, "aspects": aspects, "cuts": found.data["cuts"], "in_use": in_use, "faults": rules.check_scheme(found.data),
        "may_change": is_office(request.actor) and not in_use, "is_office": is_office(request.actor),
    }  # fmt: skip
    return render(request, "assessments/scheme.html", context)


def _rule(params: dict[str, int]) -> str:
    words = {"full_at": "达到{}%给满分", "want": "有{}种给满分", "least": "不少于{}名", "none_due": "没有应办的给{}%"}
    return "，".join(words[key].format(value) for key, value in params.items() if key in words)


def _scheme(request: Request, pk: int) -> Scheme:
    return get_object_or_404(Scheme.objects.visible_to(request.actor), pk=pk)


@login_required
@require_http_methods(GET_AND_POST)
def item(request: Request, pk: int) -> HttpResponse:
    """Add an item or, with `key` in the address, change it; `drop` takes it out."""
    _check_office(request)
    found, key = _scheme(request, pk), request.GET.get("key", "")[:8]
    if request.method == "POST" and "drop" in request.POST:
        return redirect(services.drop_item(found, actor=request.actor, key=key))
    form = bind(request, forms.ItemForm, scheme=found)
    known = found.item(key)
    if not form.is_bound and known:
        aspect = next(one["key"] for one in found.data["aspects"] if known in one["items"])
        form.initial = {**known, **known["params"], "aspect": aspect}
    if form.is_valid():
        return _done(request, form, found, lambda: services.put_item(found, actor=request.actor, **form.keywords()))
    return _edit(request, form, found, known["name"] if known else "加一项", may_drop=bool(known))


@login_required
@require_http_methods(GET_AND_POST)
def lines(request: Request, pk: int) -> HttpResponse:
    _check_office(request)
    found = _scheme(request, pk)
    form = bind(request, forms.LinesForm, scheme=found)
    if form.is_valid():
        return _done(request, form, found, lambda: services.set_lines(found, actor=request.actor, **form.keywords()))
    return _edit(request, form, found, "分数线和各方面的分")


def _done(request: Request, form: Any, found: Scheme, act: Any) -> HttpResponse:
    try:
        return redirect(act())
    except (Blocked, Invalid) as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, error.text)
        return _edit(request, form, found, "没有存下来")


def _edit(request: Request, form: Any, found: Scheme, heading: str, *, may_drop: bool = False) -> HttpResponse:
    context = {"form": form, "scheme": found, "heading": heading, "may_drop": may_drop}
    return render(request, "assessments/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(GET_AND_POST)
def new_cycle(request: Request) -> HttpResponse:
    _check_office(request)
    form = bind(request, forms.CycleForm, actor=request.actor)
    if form.is_valid():
        try:
            cycle = services.open_cycle(actor=request.actor, **form.cleaned_data)
            return redirect("assessments:groups", cycle.pk)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {"form": form, "heading": "开始一个周期"}
    return render(request, "assessments/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def groups(request: Request, pk: UUID) -> HttpResponse:
    """The review groups with their areas and members; towns that no group has are named."""
    check_reader(request)
    cycle = load_cycle(request, pk)
    rows = (
        Group.objects.visible_to(request.actor)
        .filter(cycle=cycle)
        .prefetch_related("reviewers__user")
        .order_by("number")
    )
    found = list(rows)
    known = {town for group in found for town in group.towns}
    missing = [town or forms.HOME for town in towns_with_stations(cycle.county_id) if town not in known]
    context = {
        "cycle": cycle, "is_office": is_office(request.actor), "missing": missing,
        "groups": [{"group": one, "towns": [town or forms.HOME for town in one.towns],
                    "members": list(one.reviewers.all())} for one in found],
        "next": min(set(range(1, MOST_GROUPS + 1)) - {one.number for one in found}, default=0),
    }  # fmt: skip
    return render(request, "assessments/groups.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def group(request: Request, pk: UUID, number: int) -> HttpResponse:
    _check_office(request)
    cycle = load_cycle(request, pk)
    if not 1 <= number <= MOST_GROUPS:
        raise Http404
    form = bind(request, forms.GroupForm, cycle=cycle)
    known = Group.objects.visible_to(request.actor).filter(cycle=cycle, number=number).first()
    if not form.is_bound:
        towns = [town or forms.HOME for town in known.towns] if known else []
        members = list(known.reviewers.values_list("user_id", flat=True)) if known else []
        form.initial = {"number": number, "towns": towns, "members": members}
    if form.is_valid():
        try:
            services.put_group(cycle, actor=request.actor, **form.cleaned_data)
            return redirect("assessments:groups", cycle.pk)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {"form": form, "heading": f"第{number}考评组", "cycle": cycle}
    return render(request, "assessments/edit.html", context, status=422 if form.errors else 200)
