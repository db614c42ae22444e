"""Addresses of the search."""

from django.urls import path

from renda.ground.search import views

app_name = "search"
urlpatterns = [
    path("", views.page, name="page"),
    path("suggest/", views.suggest, name="suggest"),
    path("replies/<slug:kind>/<uuid:pk>/<slug:name>/", views.check_reply, name="check-reply"),
    path("alike/", views.alike, name="alike"),
]
