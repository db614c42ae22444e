from django.urls import path

from renda.ground.workflow import web
from renda.network.contacts.workflow import PAIR

app_name = "contacts"
urlpatterns = [
    path("<uuid:pk>/", web.steps(PAIR), {"name": "log"}, name="pair"),
    path("<uuid:pk>/<slug:name>/", web.steps(PAIR), name="step"),
]
