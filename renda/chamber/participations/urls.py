from django.urls import path

from renda.chamber.participations.views import pages
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.workflow import web

app_name = "participations"
urlpatterns = [
    path("", pages.index, name="list"),
    path("request/", pages.ask, name="request"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("<uuid:pk>/<slug:name>/", web.steps(PARTICIPATION), name="step"),
]
