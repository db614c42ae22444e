from django.urls import path

from renda.chamber.deliberations.views import pages
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.ground.workflow import web

app_name = "deliberations"
urlpatterns = [
    path("", pages.index, name="list"),
    path("begin/", pages.begin, name="begin"),
    path("draft/<uuid:pk>/", pages.draft, name="draft"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", pages.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(DELIBERATION), name="step"),
]
