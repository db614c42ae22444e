from django.contrib.auth.decorators import login_required
from django.urls import path

from renda.ground.workflow import web
from renda.voice.campaigns.views import campaign, deeds, items, lists, runs, sheets
from renda.voice.campaigns.workflow import CAMPAIGN, CAMPAIGN_ACTION, CAMPAIGN_ITEM

app_name = "campaigns"
STEP = "campaigns/step.html"
urlpatterns = [
    path("", campaign.index, name="list"),
    path("new/", campaign.prepare, name="prepare"),
    path("forms/", campaign.list_forms, name="forms"),
    path("forms/<slug:sheet>/", campaign.set_form, name="form"),
    path("import/template.xlsx", sheets.sample, name="sample"),
    path("import/<int:pk>/", sheets.show, name="sheet"),
    path("import/<int:pk>/rows/<int:number>/", sheets.correct, name="row"),
    path("import/<int:pk>/rows/<int:number>/skip/", sheets.skip, name="skip"),
    path("import/<int:pk>/load/", sheets.load, name="load"),
    path("import/<int:pk>/drop/", sheets.drop, name="drop"),
    path("import/<int:pk>/rest.xlsx", sheets.export_rest, name="rest"),
    path("runs/<int:pk>/", runs.show, name="run"),
    path("item/<uuid:pk>/", items.show, name="item"),
    path("item/<uuid:pk>/slip/<slug:slip>/", items.order_slip, name="slip"),
    path("item/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", items.paper, name="paper"),
    path("item/<uuid:pk>/<slug:name>/", web.steps(CAMPAIGN_ITEM, template=STEP), name="item_step"),
    path("action/<uuid:pk>/", deeds.show, name="action"),
    path("action/<uuid:pk>/files/<uuid:file_id>/", deeds.file, name="file"),
    path("action/<uuid:pk>/<slug:name>/", web.steps(CAMPAIGN_ACTION, template=STEP), name="action_step"),
    path("<uuid:pk>/", campaign.show, name="show"),
    path("<uuid:pk>/totals/", campaign.totals, name="totals"),
    path("<uuid:pk>/items/", lists.index, name="items"),
    path("<uuid:pk>/items.xlsx", lists.export, name="export"),
    path("<uuid:pk>/table/", lists.table, name="table"),
    path("<uuid:pk>/enter/", items.enter, name="enter"),
    path("<uuid:pk>/import/", sheets.start, name="import"),
    path("<uuid:pk>/all/<slug:name>/", runs.start, name="all"),
    path("<uuid:pk>/actions/", deeds.index, name="actions"),
    path("<uuid:pk>/plan/", deeds.plan, name="plan"),
    path("<uuid:pk>/<slug:name>/", login_required(web.steps(CAMPAIGN, template=STEP)), name="step"),
]
