"""Addresses of the public pages."""

from django.urls import path

from renda.ground.workflow import web
from renda.readings.portal.views import complaints, pages, stations
from renda.readings.portal.workflow import COMPLAINT

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("find/", pages.find, name="find"),
    path("published/", pages.suggestions, name="suggestions"),
    path("published/<str:congress>/<str:number>/", pages.suggestion, name="suggestion"),
    path("published/<str:congress>/<str:number>/<uuid:pk>.pdf", pages.letter, name="letter"),
    path("places/", pages.stations, name="stations"),
    path("our-deputies/", pages.deputies, name="deputies"),
    path("our-deputies/<str:code>/qr.svg", stations.deputy_qr, name="deputy-qr"),
    path("hall/", stations.county_hall, name="county-hall"),
    path("stations/<str:code>/", stations.station, name="station"),
    path("stations/<str:code>/hall/", stations.hall, name="hall"),
    path("stations/<str:code>/cards/", stations.cards, name="cards"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("complain/", complaints.complain, name="complain"),
    path("complain/find/", complaints.find_complaint, name="find-complaint"),
    path("complain/<str:code>/", complaints.receipt, name="complaint-receipt"),
    path("complaints/", complaints.index, name="complaints"),
    path("complaints/<uuid:pk>/", complaints.show, name="complaint"),
    path("complaints/<uuid:pk>/<slug:name>/", web.steps(COMPLAINT), name="complaint-step"),
]
