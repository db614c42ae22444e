"""Organisations of the county: list, add, correct, close."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.clock import today
from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.forms import EndForm, OrgForm
from renda.ground.people.models import Organisation, Post
from renda.ground.people.states import OrgKind
from renda.ground.people.web import admins_only, bind


@require_safe
@admins_only
def orgs(request: Request) -> HttpResponse:
    kind = request.GET.get("kind", "")
    rows = Organisation.objects.visible_to(request.actor).with_holders(today()).order_by("kind", "name")
    if kind in OrgKind.values:
        rows = rows.filter(kind=kind)
    groups = [(OrgKind(key).label, list(found)) for key, found in groupby(rows, key=lambda org: org.kind)]
    chips = [{"label": label, "href": f"?kind={value}", "on": kind == value} for value, label in OrgKind.choices]
    return render(request, "people/orgs.html", {"groups": groups, "chips": chips})


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def open_org(request: Request) -> HttpResponse:
    form = bind(request, OrgForm, county_id=request.county.pk)
    if request.method == "POST" and form.is_valid():
        org = services.open_org(county_id=request.county.pk, actor=request.actor, **form.cleaned_data)
        return redirect("people:org", pk=org.pk)
    context = {"form": form, "title": "新机构", "label": "建机构", "back": reverse("people:orgs")}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def org(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Organisation.objects.visible_to(request.actor).select_related("parent"), pk=pk)
    initial = {name: getattr(row, name) for name in ("kind", "name", "short", "code", "parent_id", "congress_id")}
    form = bind(request, OrgForm, initial=initial, county_id=request.county.pk)
    for fixed in ("kind", "parent_id", "congress_id"):
        del form.fields[fixed]
    if request.method == "POST" and form.is_valid():
        services.change_org(row, actor=request.actor, **form.cleaned_data)
        return redirect("people:org", pk=pk)
    holders = Post.objects.visible_to(request.actor).not_ended(today()).filter(org=row)
    context = {"org": row, "form": form, "end_form": EndForm(initial={"on": today()}),
               "posts": holders.select_related("user", "deputising_for__user").order_by("role", "from_on")}  # fmt: skip
    return render(request, "people/org.html", context, status=422 if form.errors else 200)


@require_POST
@admins_only
def close_org(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    form = bind(request, EndForm)
    on = form.cleaned_data["on"] if form.is_valid() else today()
    services.close_org(row, actor=request.actor, on=on)
    return redirect("people:org", pk=pk)
