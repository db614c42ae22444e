from django.urls import path

from renda.readings.topics import views

app_name = "topics"
urlpatterns = [
    path("", views.index, name="list"),
    path("<uuid:pk>/", views.topic, name="topic"),
    path("<uuid:pk>/propose/", views.propose, name="propose"),
]
