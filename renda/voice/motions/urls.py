from django.urls import path

from renda.ground.workflow import web
from renda.voice.motions.views import listing, making, matter
from renda.voice.motions.workflow import COSIGNING, MOTION

app_name = "motions"
STEP = "motions/step.html"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export.xlsx", listing.export, name="export"),
    path("new/", making.draft, name="draft"),
    path("deadline/<int:pk>/", making.set_deadline, name="deadline"),
    path("public/<str:congress>/<str:number>/", matter.show_public, name="public"),
    path("cosigning/<uuid:pk>/<slug:name>/", web.steps(COSIGNING, template=STEP), name="cosigning_step"),
    path("<uuid:pk>/", matter.show, name="show"),
    path("<uuid:pk>/invite/", making.invite, name="invite"),
    path("<uuid:pk>/record/", making.record, name="record"),
    path("<uuid:pk>/files/<uuid:file_id>/", matter.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", matter.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(MOTION, template=STEP), name="step"),
]
