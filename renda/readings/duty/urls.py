from django.urls import path

from renda.ground.workflow import web
from renda.readings.duty.views import archives, books, papering, runs, setting
from renda.readings.duty.workflow import DUTY_ARCHIVE, DUTY_OBJECTION, PAPER_FORM

app_name = "duty"
urlpatterns = [
    path("", books.index, name="shelves"),
    path("books/<str:code>/<int:year>/", books.shelf, name="shelf"),
    path("books/<str:code>/<int:year>/all.zip", books.zip_of_station, name="zip"),
    path("books/<str:code>/<int:year>/<slug:key>/", books.book, name="book"),
    path("books/<str:code>/<int:year>/<slug:key>/book.pdf", books.pdf, name="pdf"),
    path("towns/<int:year>/all.zip", books.zip_of_town, name="town-zip"),
    path("burden/", books.burden, name="burden"),
    path("titles/", setting.titles, name="titles"),
    path("runs/", runs.index, name="runs"),
    path("runs/<int:pk>/", runs.show, name="run"),
    path("runs/<int:pk>/stop/", runs.stop, name="stop"),
    path("runs/<int:pk>/resume/", runs.resume, name="resume"),
    path("books/<str:code>/make/", runs.make, name="make"),
    path("archives/", archives.index, name="archives"),
    path("archives/of/<str:code>/<int:year>/", archives.show, name="archive"),
    path("archives/of/<str:code>/<int:year>/begin/", archives.begin, name="begin"),
    path("archives/of/<str:code>/<int:year>/object/", archives.object_to, name="object"),
    path("archives/<uuid:pk>/<slug:name>/", web.steps(DUTY_ARCHIVE), name="archive-step"),
    path("objections/<uuid:pk>/", archives.objection, name="objection"),
    path("objections/<uuid:pk>/<slug:name>/", web.steps(DUTY_OBJECTION), name="objection-step"),
    path("public/<str:code>/", archives.public, name="public"),
    path("blank/<str:code>/", papering.index, name="blank"),
    path("blank/<str:code>/sheets/", papering.sheets, name="sheets"),
    path("form/<str:code>/", papering.form, name="form"),
    path("form/<str:code>/photo/<uuid:file_id>/", papering.photo, name="photo"),
    path("paper/<uuid:pk>/<slug:name>/", web.steps(PAPER_FORM), name="form-step"),
]
