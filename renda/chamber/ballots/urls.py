from django.urls import path

from renda.chamber.ballots import views
from renda.chamber.ballots.workflow import BALLOT
from renda.ground.workflow import web

app_name = "ballots"
urlpatterns = [
    path("meeting/<uuid:pk>/", views.of_meeting, name="of-meeting"),
    path("meeting/<uuid:pk>/put/", views.put, name="put"),
    path("meeting/<uuid:pk>/minutes/", views.minutes, name="minutes"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/cast/", views.cast, name="cast"),
    path("<uuid:pk>/count/", views.count, name="count"),
    path("<uuid:pk>/<slug:name>/", web.steps(BALLOT), name="step"),
]
