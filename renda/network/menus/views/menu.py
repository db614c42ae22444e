"""Keeping the menu: the county's fields of service, groups with their deputies, items."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.models import Organisation
from renda.ground.people.web import bind
from renda.network.deputies.models import Deputy
from renda.network.menus import access, services
from renda.network.menus.forms import FieldsForm, GroupForm, ItemForm
from renda.network.menus.models import ServiceField, ServiceGroup, ServiceItem
from renda.network.menus.queries import fields_of, towns_of
from renda.network.stations.models import Membership

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST = 500


@login_required
@require_safe
def groups(request: Request) -> HttpResponse:
    """The groups the actor keeps, by town, with how many deputies and items each has."""
    _check_keeper(request)
    rows = ServiceGroup.objects.kept_by(request.actor).listed()
    rows = rows.annotate(deputies=Count("members", distinct=True), lines=Count("items", distinct=True))[:MOST]
    return render(request, "menus/groups.html", {"rows": rows, "sets_fields": access.sets_fields(request.actor)})


@login_required
@require_http_methods(GET_AND_POST)
def new_group(request: Request) -> HttpResponse:
    _check_keeper(request)
    actor = request.actor
    is_office = actor.holds(Role.OFFICE)
    towns = towns_of(actor.county_id)
    towns = towns if is_office else towns.filter(pk__in=actor.orgs(Role.TOWNSHIP))
    form = bind(request, GroupForm, county_id=actor.county_id, towns=list(towns), for_county=is_office,
                deputies=_deputies(request, None if is_office else list(towns)))  # fmt: skip
    if form.is_valid():
        try:
            return redirect(services.open_group(actor=actor, **form.cleaned_data))
        except (Invalid, Conflict) as error:
            form.add_error(_field(form, error, "name"), error.text)
    return _form(request, form, "建一个服务小组", "建好")


@login_required
@require_safe
def group(request: Request, pk: int) -> HttpResponse:
    row = _group(request, pk)
    context = {"group": row, "items": list(row.items.order_by("title", "pk")),
               "members": [one.deputy for one in row.members.select_related("deputy").order_by("deputy__name", "pk")]}  # fmt: skip
    return render(request, "menus/group.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def change_group(request: Request, pk: int) -> HttpResponse:
    row = _group(request, pk)
    chosen = list(row.members.values_list("deputy_id", flat=True))
    start = {"name": row.name, "field": row.field, "is_open": row.is_open, "deputy_ids": chosen}
    form = bind(request, GroupForm, county_id=row.county_id, towns=None, initial=start,
                deputies=_deputies(request, [row.town_org] if row.town_org else None, chosen))  # fmt: skip
    if form.is_valid():
        try:
            return redirect(services.change_group(row, actor=request.actor, **form.cleaned_data))
        except (Invalid, Conflict) as error:
            form.add_error(_field(form, error, "name"), error.text)
    return _form(request, form, f"改{row.name}", "存下来", group=row)


@login_required
@require_http_methods(GET_AND_POST)
def new_item(request: Request, pk: int) -> HttpResponse:
    row = _group(request, pk)
    form = bind(request, ItemForm, is_new=True)
    if form.is_valid():
        try:
            services.open_item(row, actor=request.actor, **form.cleaned_data)
            return redirect(row)
        except Conflict as error:
            form.add_error("title", error.text)
    return _form(request, form, "加一项服务", "加到菜单上", group=row)


@login_required
@require_http_methods(GET_AND_POST)
def change_item(request: Request, pk: int) -> HttpResponse:
    found = ServiceItem.objects.filter(group__in=ServiceGroup.objects.kept_by(request.actor))
    item = get_object_or_404(found.select_related("group"), pk=pk)
    start = {name: getattr(item, name) for name in ("title", "offer", "times", "is_open")}
    form = bind(request, ItemForm, initial=start)
    if form.is_valid():
        try:
            services.change_item(item, actor=request.actor, **form.cleaned_data)
            return redirect(item.group)
        except Conflict as error:
            form.add_error("title", error.text)
    note = f"现在是第{item.edition}版。改了字，已经约好的仍按原来的写法。"
    return _form(request, form, f"改“{start['title']}”", "存下来", group=item.group, note=note)


@login_required
@require_http_methods(GET_AND_POST)
def fields(request: Request) -> HttpResponse:
    """The county's fields of service: what it has set, or the packaged ones."""
    if not access.sets_fields(request.actor):
        raise NotAllowed("服务类别由县人大代表工委来定。")
    county = request.actor.county_id
    form = bind(request, FieldsForm, initial={"names": "\n".join(fields_of(county))})
    if form.is_valid():
        try:
            services.set_fields(actor=request.actor, **form.cleaned_data)
            return redirect("menus:groups")
        except Invalid as error:
            form.add_error("names", error.text)
    is_ours = ServiceField.objects.filter(county_id=county).exists()
    note = "县里已经定过。" if is_ours else "这是平台的建议值，可修改。"
    return _form(request, form, "服务类别", "存下来", note=f"{note}已经建好的小组不变。", tag="可修改")


def _deputies(request: Request, towns: list[Organisation] | None, chosen: list[int] | None = None) -> list[Deputy]:
    """Whom a group may be made of: for a town who sits in its congress or belongs to its stations; for the county all."""
    rows = Deputy.objects.serving().filter(county_id=request.actor.county_id)
    if towns is not None:
        congresses = [town.congress_id for town in towns if town.congress_id]
        near = Membership.objects.on(today()).filter(
            county_id=request.actor.county_id, station__town_org__in=[town.pk for town in towns]
        )
        rows = rows.filter(congress_id__in=congresses) | rows.filter(pk__in=near.values("deputy_id"))
        rows = rows | Deputy.objects.serving().filter(county_id=request.actor.county_id, pk__in=chosen or [])
    return list(rows.order_by("-level", "name", "pk")[:MOST])


def _group(request: Request, pk: int) -> ServiceGroup:
    rows = ServiceGroup.objects.kept_by(request.actor).select_related("town_org__congress")
    return get_object_or_404(rows, pk=pk)


def _check_keeper(request: Request) -> None:
    if not access.keeps_menus(request.actor):
        raise NotAllowed("服务菜单由县人大代表工委和镇人大主席团来管。")


def _field(form: Any, error: Invalid | Conflict, other: str) -> str:
    name = getattr(error, "field", "")
    return name if name in form.fields else other


def _form(request: Request, form: Any, heading: str, button: str, **more: Any) -> HttpResponse:
    back = more["group"].get_absolute_url() if "group" in more else reverse("menus:groups")
    context = {"form": form, "heading": heading, "button": button, "back": back, **more}
    return render(request, "menus/form.html", context, status=422 if form.errors else 200)
