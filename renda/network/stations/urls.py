from django.urls import path

from renda.network.stations.views import desk, public

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
    path("<str:code>/qr.svg", public.qr_code, name="qr"),
    path("<str:code>/poster/", public.poster, name="poster"),
    path("<str:code>/change/", desk.change, name="change"),
    path("<str:code>/join/", desk.join, name="join"),
]
