from django.urls import path

from renda.chamber.decisions.views import desk, pages
from renda.chamber.decisions.workflow import DECISION
from renda.ground.workflow import web

app_name = "decisions"
urlpatterns = [
    path("", pages.index, name="list"),
    path("propose/", desk.propose, name="propose"),
    path("matters/", pages.matters, name="matters"),
    path("matters/edit/", desk.edit_matters, name="edit-matters"),
    path("year/<int:year>/", pages.year, name="year"),
    path("year/<int:year>.xlsx", pages.year_sheet, name="year-sheet"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", pages.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(DECISION), name="step"),
]
