"""Addresses of observers. Those of citizens are the list, a call and `r/`."""

from django.urls import path

from renda.chamber.observers.views import desk, public
from renda.chamber.observers.workflow import OBSERVER, OBSERVING
from renda.ground.workflow import web

app_name = "observers"
urlpatterns = [
    path("", public.index, name="list"),
    path("r/", public.find, name="find"),
    path("r/<str:code>/", public.receipt, name="receipt"),
    path("r/<str:code>/<slug:name>/", public.receipt_step, name="receipt-step"),
    path("meeting/<uuid:pk>/", desk.of_meeting, name="of-meeting"),
    path("meeting/<uuid:pk>/announce/", desk.announce, name="announce"),
    path("sign-ups/<uuid:pk>/", desk.sign_up, name="sign-up"),
    path("sign-ups/<uuid:pk>/<slug:name>/", web.steps(OBSERVER), name="sign-up-step"),
    path("<uuid:pk>/", public.call, name="call"),
    path("<uuid:pk>/<slug:name>/", web.steps(OBSERVING), name="step"),
]
