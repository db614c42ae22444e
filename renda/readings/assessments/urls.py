from django.urls import path

from renda.ground.workflow import web
from renda.readings.assessments.views import listing, places, setting, visiting
from renda.readings.assessments.workflow import APPEAL, CANDIDACY

app_name = "assessments"
urlpatterns = [
    path("", listing.index, name="list"),
    path("grades/", listing.public, name="public"),
    path("schemes/", setting.schemes, name="schemes"),
    path("schemes/<int:pk>/", setting.scheme, name="scheme"),
    path("schemes/<int:pk>/item/", setting.item, name="item"),
    path("schemes/<int:pk>/lines/", setting.lines, name="lines"),
    path("cycles/new/", setting.new_cycle, name="new-cycle"),
    path("cycles/<uuid:pk>/", listing.cycle, name="cycle"),
    path("cycles/<uuid:pk>/begin/", places.begin, name="begin"),
    path("cycles/<uuid:pk>/groups/", setting.groups, name="groups"),
    path("cycles/<uuid:pk>/groups/<int:number>/", setting.group, name="group"),
    path("cycles/<uuid:pk>/grades/", listing.grades, name="grades"),
    path("cycles/<uuid:pk>/export.json", listing.export, name="export"),
    path("cycles/<uuid:pk>/order/<slug:name>/", listing.order, name="order"),
    path("cycles/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", listing.paper, name="cycle-paper"),
    path("cycles/<uuid:pk>/visit/<str:code>/", visiting.visit, name="visit"),
    path("places/<uuid:pk>/", places.show, name="place"),
    path("places/<uuid:pk>/items/<slug:key>/", places.rows, name="rows"),
    path("places/<uuid:pk>/appeal/", places.appeal_against, name="appeal-against"),
    path("places/<uuid:pk>/sheet/", places.order_sheet, name="order-sheet"),
    path("places/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", places.paper, name="place-paper"),
    path("places/<uuid:pk>/visit/", visiting.open_visit, name="open-visit"),
    path("places/<uuid:pk>/<slug:name>/", web.steps(CANDIDACY), name="step"),
    path("appeals/<uuid:pk>/", places.appeal, name="appeal"),
    path("appeals/<uuid:pk>/<slug:name>/", web.steps(APPEAL), name="appeal-step"),
]
