from django.urls import path

from renda.chamber.meetings.views import calendars, desk, guests, materials, pages, papers, sittings, speeches
from renda.chamber.meetings.workflow import INVITATION, MEETING, PREPARATION
from renda.ground.workflow import web

app_name = "meetings"
urlpatterns = [
    path("", pages.index, name="list"),
    path("plan/", desk.plan, name="plan"),
    path("plans/<slug:kind>/", desk.plan_lines, name="plan-lines"),
    path("calendar/", calendars.my_calendar, name="my-calendar"),
    path("calendar/<str:key>.ics", calendars.feed, name="feed"),
    path("bodies/", desk.bodies, name="bodies"),
    path("bodies/<int:pk>/", desk.seats, name="seats"),
    path("preparations/<uuid:pk>/", pages.preparation, name="preparation"),
    path("preparations/<uuid:pk>/<slug:name>/", web.steps(PREPARATION), name="preparation-step"),
    path("speeches/<int:pk>/note/", speeches.note, name="note-speech"),
    path("speeches/<int:pk>/<slug:name>/", speeches.take, name="speech-step"),
    path("invitations/<uuid:pk>/", guests.invitation, name="invitation"),
    path("invitations/<uuid:pk>/<slug:name>/", web.steps(INVITATION), name="invitation-step"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/materials/", materials.materials, name="materials"),
    path("<uuid:pk>/sittings/", sittings.sittings, name="sittings"),
    path("sittings/<int:pk>/attend/", sittings.attend, name="attend-sitting"),
    path("sittings/<int:pk>/<slug:name>/", sittings.take, name="sitting-step"),
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
