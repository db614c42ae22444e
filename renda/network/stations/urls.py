from django.urls import path

from renda.ground.workflow import web
from renda.network.stations.views import desk, network, placing, plan, public
from renda.network.stations.workflow import OPENING, PLACING

app_name = "stations"
urlpatterns = [
    path("", public.index, name="list"),
    path("open/", desk.open_station, name="open"),
    path("unplaced/", desk.unplaced, name="unplaced"),
    path("of/<str:code>/", public.of_deputy, name="of-deputy"),
    path("members/<int:pk>/leave/", desk.leave, name="leave"),
    path("import/<slug:kind>/", desk.start_import, name="start-import"),
    path("import/<slug:kind>/sample.xlsx", desk.sample, name="sample"),
    path("import/<slug:kind>/<int:pk>/", desk.show_import, name="import"),
    path("import/<slug:kind>/<int:pk>/load/", desk.load_rows, name="load-import"),
    path("import/<slug:kind>/<int:pk>/drop/", desk.drop_rows, name="drop-import"),
    path("import/<slug:kind>/<int:pk>/rest.xlsx", desk.export_rest, name="export-rest"),
    path("map/", network.show_map, name="map"),
    path("villages/", network.villages, name="villages"),
    path("villages/covering/", network.covering, name="covering"),
    path("tags/", network.tags, name="tags"),
    path("tags/<int:pk>/keep/", network.keep_tag, name="keep-tag"),
    path("outline/", network.outline, name="outline"),
    path("outline/drop/", network.drop_outline, name="drop-outline"),
    path("plan/", plan.plan, name="plan"),
    path("plan/export.xlsx", plan.export, name="export-plan"),
    path("plan/new/", plan.plan_new, name="plan-new"),
    path("openings/<uuid:pk>/", plan.opening, name="opening"),
    path("openings/<uuid:pk>/<slug:name>/", web.steps(OPENING), name="opening-step"),
    path("placings/", placing.index, name="placings"),
    path("placings/accept/", placing.accept, name="accept-placings"),
    path("placings/exceptions/", placing.exceptions, name="exceptions"),
    path("placings/of/<str:code>/", placing.one, name="place-one"),
    path("placings/of/<str:code>/choose/", placing.choose, name="choose-place"),
    path("placings/of/<str:code>/excuse/", placing.excuse, name="excuse"),
    path("placings/<uuid:pk>/", placing.placing, name="placing"),
    path("placings/<uuid:pk>/<slug:name>/", web.steps(PLACING), name="placing-step"),
    path("<str:code>/qr.svg", public.qr_code, name="qr"),
    path("<str:code>/poster/", public.poster, name="poster"),
    path("<str:code>/change/", desk.change, name="change"),
    path("<str:code>/join/", desk.join, name="join"),
    path("<str:code>/life/", plan.life, name="life"),
    path("<str:code>/record/", plan.record, name="record"),
    path("<str:code>/tags/", network.station_tags, name="station-tags"),
]
