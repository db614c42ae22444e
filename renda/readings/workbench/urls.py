from django.urls import path

from renda.readings.workbench import peek, views

app_name = "workbench"
urlpatterns = [
    path("", views.show_desk, name="desk"),
    path("export.xlsx", views.export_desk, name="export"),
    path("peek/<slug:kind>/<uuid:pk>/", peek.show_peek, name="peek"),
]
