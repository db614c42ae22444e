from django.urls import path

from renda.chamber.meetings.views import desk, materials, pages, papers, speeches
from renda.chamber.meetings.workflow import MEETING, PREPARATION
from renda.ground.workflow import web

app_name = "meetings"
urlpatterns = [
    path("", pages.index, name="list"),
    path("plan/", desk.plan, name="plan"),
    path("plans/<slug:kind>/", desk.plan_lines, name="plan-lines"),
    path("bodies/", desk.bodies, name="bodies"),
    path("bodies/<int:pk>/", desk.seats, name="seats"),
    path("preparations/<uuid:pk>/", pages.preparation, name="preparation"),
    path("preparations/<uuid:pk>/<slug:name>/", web.steps(PREPARATION), name="preparation-step"),
    path("speeches/<int:pk>/note/", speeches.note, name="note-speech"),
    path("speeches/<int:pk>/<slug:name>/", speeches.take, name="speech-step"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/materials/", materials.materials, name="materials"),
    path("<uuid:pk>/papers/", papers.papers, name="papers"),
    path("<uuid:pk>/papers/<slug:name>/", papers.draw_up, name="draw-up"),
    path("<uuid:pk>/speeches/", speeches.speeches, name="speeches"),
    path("<uuid:pk>/speeches/ask/", speeches.ask, name="ask-to-speak"),
    path("<uuid:pk>/speeches/new/", speeches.add, name="add-speech"),
    path("<uuid:pk>/door.svg", pages.door, name="door"),
    path("<uuid:pk>/presence/", desk.presence, name="presence"),
    path("<uuid:pk>/preparation/", desk.set_up, name="set-up"),
    path("<uuid:pk>/meeting.ics", pages.calendar, name="calendar"),
    path("<uuid:pk>/files/<uuid:file_id>/", materials.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", papers.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(MEETING), name="step"),
]
