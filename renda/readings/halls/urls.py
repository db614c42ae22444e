from django.urls import path

from renda.readings.halls import views

app_name = "halls"
urlpatterns = [path("<uuid:pk>/", views.show, name="show")]
