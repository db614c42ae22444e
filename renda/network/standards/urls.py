from django.urls import path

from renda.ground.workflow import web
from renda.network.standards.views import county, listing, pages
from renda.network.standards.workflow import CHECK

app_name = "standards"
urlpatterns = [
    path("", listing.index, name="list"),
    path("begin/", pages.begin, name="begin"),
    path("gaps/", listing.gaps, name="gaps"),
    path("gaps/export.xlsx", listing.export_gaps, name="export-gaps"),
    path("lists/", county.checklists, name="checklists"),
    path("lists/<slug:key>/", county.checklist, name="checklist"),
    path("wall/", county.wall, name="wall"),
    path("wall/<slug:key>/", county.chart, name="chart"),
    path("wall/<slug:key>/edit/", county.edit_wall, name="edit-wall"),
    path("station/<str:code>/", listing.of_station, name="of-station"),
    path("station/<str:code>/wall/", county.charts_of_station, name="charts-of-station"),
    path("<uuid:pk>/", pages.check, name="check"),
    path("<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("<uuid:pk>/<slug:name>/", web.steps(CHECK, template="standards/step.html"), name="step"),
]
