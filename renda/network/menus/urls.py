"""Addresses of the menus. Those of residents begin with a place or with `r/`."""

from django.urls import path

from renda.ground.workflow import web
from renda.network.menus.views import desk, menu, public
from renda.network.menus.workflow import ORDER

app_name = "menus"
urlpatterns = [
    path("", desk.index, name="list"),
    path("export.xlsx", desk.export, name="export"),
    path("counts/", desk.counts, name="counts"),
    path("counts/export.xlsx", desk.export_counts, name="export-counts"),
    path("enter/", desk.enter, name="enter"),
    path("groups/", menu.groups, name="groups"),
    path("groups/new/", menu.new_group, name="new-group"),
    path("groups/<int:pk>/", menu.group, name="group"),
    path("groups/<int:pk>/change/", menu.change_group, name="change-group"),
    path("groups/<int:pk>/items/new/", menu.new_item, name="new-item"),
    path("items/<int:pk>/", menu.change_item, name="change-item"),
    path("fields/", menu.fields, name="fields"),
    path("towns/", public.towns, name="towns"),
    path("town/<int:pk>/", public.of_town, name="of-town"),
    path("town/<int:pk>/<int:item>/", public.order_in_town, name="order-in-town"),
    path("station/<str:code>/", public.of_station, name="of-station"),
    path("station/<str:code>/<int:item>/", public.order_at_station, name="order-at-station"),
    path("challenge/", public.challenge, name="challenge"),
    path("r/", public.find, name="find"),
    path("r/<str:code>/", public.receipt, name="receipt"),
    path("r/<str:code>/qr.svg", public.receipt_qr, name="receipt-qr"),
    path("r/<str:code>/<slug:name>/", public.receipt_step, name="receipt-step"),
    path("<uuid:pk>/", desk.show, name="order"),
    path("<uuid:pk>/slip/", desk.slip, name="slip"),
    path("<uuid:pk>/unmask/", desk.unmask, name="unmask"),
    path("<uuid:pk>/<slug:name>/", web.steps(ORDER), name="step"),
]
