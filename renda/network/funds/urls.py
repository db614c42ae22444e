from django.urls import path

from renda.ground.workflow import web
from renda.network.funds import views
from renda.network.funds.workflow import FUND

app_name = "funds"
urlpatterns = [
    path("", views.index, name="list"),
    path("export.xlsx", views.export, name="export"),
    path("plan/", views.plan, name="plan"),
    path("rates/", views.rates, name="rates"),
    path("<uuid:pk>/", views.show, name="fund"),
    path("<uuid:pk>/files/<uuid:file_id>/", views.voucher, name="voucher"),
    path("<uuid:pk>/<slug:name>/", web.steps(FUND), name="step"),
]
