from django.urls import path

from renda.chamber.appointments.views import bank, exams, pages
from renda.chamber.appointments.workflow import APPOINTMENT, EXAM, NOMINEE
from renda.ground.workflow import web

app_name = "appointments"
urlpatterns = [
    path("", pages.index, name="list"),
    path("open/", pages.begin, name="open"),
    path("announced/", pages.announced, name="announced"),
    path("announced/<uuid:pk>/<uuid:paper_id>.<slug:ending>", pages.public_paper, name="public-paper"),
    path("questions/", bank.index, name="questions"),
    path("questions/new/", bank.edit, name="question-new"),
    path("questions/<int:pk>/", bank.edit, name="question"),
    path("questions/upload/", bank.upload, name="questions-upload"),
    path("questions/start/", bank.start, name="questions-start"),
    path("sit/", exams.enter, name="enter"),
    path("sit/<str:code>/", exams.sit, name="sit"),
    path("sit/<str:code>/begin/", exams.sit_begin, name="sit-begin"),
    path("sit/<str:code>/answer/", exams.sit_answer, name="sit-answer"),
    path("sit/<str:code>/hand-in/", exams.sit_hand_in, name="sit-hand-in"),
    path("exams/<uuid:pk>/", exams.show, name="exam"),
    path("exams/<uuid:pk>/answer/", exams.answer, name="answer"),
    path("exams/<uuid:pk>/marks/", exams.marks, name="marks"),
    path("exams/<uuid:pk>/<slug:name>/", web.steps(EXAM), name="exam-step"),
    path("lines/<uuid:pk>/", pages.line, name="line"),
    path("lines/<uuid:pk>/files/<uuid:file_id>/", pages.file, name="file"),
    path("lines/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", pages.line_paper, name="line-paper"),
    path("lines/<uuid:pk>/<slug:name>/", web.steps(NOMINEE), name="line-step"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/upload/", pages.upload, name="upload"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", pages.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(APPOINTMENT), name="step"),
]
