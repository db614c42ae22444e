from django.urls import path

from renda.chamber.ballots import views
from renda.chamber.ballots.workflow import BALLOT
from renda.ground.workflow import web

app_name = "ballots"
urlpatterns = [
    path("meeting/<uuid:pk>/", views.of_meeting, name="of-meeting"),
    path("meeting/<uuid:pk>/put/", views.put, name="put"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/cast/", views.cast, name="cast"),
    path("<uuid:pk>/count/", views.count, name="count"),
    path("<uuid:pk>/sheet/", views.sheet, name="sheet"),
    path("<uuid:pk>/files/<uuid:file_id>/", views.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", views.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(BALLOT), name="step"),
]
