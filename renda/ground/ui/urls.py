"""Mounted at the root. renda/config/urls.py names the handlers of views.py."""

from django.urls import path

from renda.ground.ui import views

app_name = "ui"
urlpatterns = [
    path("ui/look/", views.look, name="look"),
    path("ui/components/", views.components, name="components"),
    path("ui/offline/", views.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service-worker"),
]
