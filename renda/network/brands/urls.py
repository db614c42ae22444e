from django.urls import path

from renda.ground.workflow import web
from renda.network.brands.views import brands, cases, methods
from renda.network.brands.workflow import BRAND, METHOD_CASE

app_name = "brands"
urlpatterns = [
    path("", brands.index, name="list"),
    path("export.xlsx", brands.export, name="export"),
    path("new/", brands.draft, name="draft"),
    path("themes/", methods.themes, name="themes"),
    path("methods/", methods.index, name="methods"),
    path("methods/new/", methods.make, name="make-method"),
    path("methods/<int:pk>/", methods.show, name="method"),
    path("methods/<int:pk>/export.xlsx", methods.export, name="export-method"),
    path("methods/<int:pk>/change/", methods.change, name="change-method"),
    path("methods/<int:pk>/use/", methods.use, name="use-method"),
    path("cases/", cases.index, name="cases"),
    path("cases/export.xlsx", cases.export, name="export-cases"),
    path("cases/new/", cases.choose, name="choose-station"),
    path("cases/at/<str:code>/", cases.begin, name="begin"),
    path("cases/<uuid:pk>/", cases.show, name="case"),
    path("cases/<uuid:pk>/files/<uuid:file_id>/", cases.file, name="file"),
    path("cases/<uuid:pk>/<slug:name>/", web.steps(METHOD_CASE), name="case-step"),
    path("<uuid:pk>/", brands.show, name="show"),
    path("<uuid:pk>/<slug:name>/", web.steps(BRAND), name="step"),
]
