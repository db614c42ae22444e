"""Addresses of advice."""

from django.urls import path

from renda.ground.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.index, name="index"),
    path("duties/", views.duties, name="duties"),
    path("duties/<int:pk>/", views.duty, name="duty"),
]
