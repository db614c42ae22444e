from django.urls import path

from renda.ground.workflow import web
from renda.network.activities.views import listing, months, pages, words
from renda.network.activities.workflow import ACTIVITY, SUMMARY

app_name = "activities"
urlpatterns = [
    path("", listing.index, name="list"),
    path("calendar/", months.calendar, name="calendar"),
    path("calendar/export.xlsx", months.export_calendar, name="export-calendar"),
    path("four/", months.four, name="four"),
    path("words/", words.index, name="words"),
    path("words/<slug:family>/", words.change, name="change-words"),
    path("station/<str:code>/month/", months.month, name="month"),
    path("station/<str:code>/gap/", pages.gap, name="gap"),
    path("station/<str:code>/", listing.of_station, name="of-station"),
    path("station/<str:code>/plan/", pages.plan, name="plan"),
    path("station/<str:code>/roster/", pages.roster, name="roster"),
    path("station/<str:code>/summary/", pages.draft_summary, name="draft-summary"),
    path("summary/<uuid:pk>/", pages.summary, name="summary"),
    path("summary/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", pages.summary_paper, name="summary-paper"),
    path("summary/<uuid:pk>/<slug:name>/", web.steps(SUMMARY), name="summary-step"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/poster/", pages.poster, name="poster"),
    path("<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("<uuid:pk>/<slug:name>/", web.steps(ACTIVITY), name="step"),
]
