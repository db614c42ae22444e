"""Addresses of opinions. Those of residents are short: they stand on paper."""

from django.urls import path

from renda.ground.workflow import web
from renda.voice.opinions.views import desk, paper, public
from renda.voice.opinions.workflow import OPINION

app_name = "opinions"
urlpatterns = [
    path("o/new", public.new, name="new"),
    path("o/challenge", public.challenge, name="challenge"),
    path("o/privacy", public.privacy, name="privacy"),
    path("o/form/<str:code>/", paper.blank, name="blank"),
    path("o/form/<str:code>/form.svg", paper.blank_svg, name="blank-svg"),
    path("r/", public.find, name="find"),
    path("r/<str:code>", public.receipt, name="receipt"),
    path("r/<str:code>/qr.svg", public.receipt_qr, name="receipt-qr"),
    path("r/<str:code>/photos/<uuid:file_id>/", public.receipt_photo, name="receipt-photo"),
    path("r/<str:code>/ask-code/", public.ask_code, name="ask-code"),
    path("r/<str:code>/phone/", public.confirm_phone, name="confirm-phone"),
    path("r/<str:code>/<slug:name>/", public.receipt_step, name="receipt-step"),
    path("opinions/", desk.index, name="index"),
    path("opinions/export.xlsx", desk.export, name="export"),
    path("opinions/enter/", desk.enter, name="enter"),
    path("opinions/paper/", paper.paper, name="paper"),
    path("opinions/paper/<uuid:pk>/", paper.draft, name="paper-draft"),
    path("opinions/paper/<uuid:pk>/drop/", paper.drop, name="paper-drop"),
    path("opinions/paper/<uuid:pk>/files/<uuid:file_id>/", paper.picture, name="paper-picture"),
    path("opinions/by-phone/", desk.find_by_phone, name="by-phone"),
    path("opinions/<uuid:pk>/", desk.detail, name="detail"),
    path("opinions/<uuid:pk>/alike/", desk.alike, name="alike"),
    path("opinions/<uuid:pk>/slip/", desk.slip, name="slip"),
    path("opinions/<uuid:pk>/unmask/", desk.unmask, name="unmask"),
    path("opinions/<uuid:pk>/files/<uuid:file_id>/", desk.show_file, name="file"),
    path("opinions/<uuid:pk>/<slug:name>/", web.steps(OPINION, template="opinions/step.html"), name="step"),
]
