from django.urls import path

from renda.chamber.elections import views
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.ground.workflow import web

app_name = "elections"
urlpatterns = [
    path("", views.index, name="list"),
    path("meeting/<uuid:pk>/call/", views.call, name="call"),
    path("nominations/<uuid:pk>/", views.nomination, name="nomination"),
    path("nominations/<uuid:pk>/<slug:name>/", web.steps(NOMINATION), name="nomination-step"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/nominate/", views.nominate, name="nominate"),
    path("<uuid:pk>/propose/", views.propose, name="propose"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", views.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(ELECTION), name="step"),
]
