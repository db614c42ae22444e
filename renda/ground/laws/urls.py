"""Addresses of laws: /laws/代表法/51/ is what is in force, /laws/代表法/2015-08-29/21/ an earlier version."""

from datetime import date

from django.urls import path, register_converter

from renda.ground.laws import views


class DayConverter:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")

app_name = "laws"
urlpatterns = [
    path("", views.index, name="list"),
    path("<str:name>/", views.law, name="law"),
    path("<str:name>/<day:day>/", views.law, name="version"),
    path("<str:name>/<day:day>/<str:slug>/", views.article, name="article-at"),
    path("<str:name>/<day:day>/<str:slug>/changes/", views.changes, name="changes"),
    path("<str:name>/<str:slug>/", views.article, name="article"),
]
