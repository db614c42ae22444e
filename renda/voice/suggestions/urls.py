from django.urls import path

from renda.ground.workflow import web
from renda.voice.suggestions.views import (
    drafting,
    intake,
    listing,
    lookbacks,
    matter,
    promises,
    replying,
    tracking,
    whole,
)
from renda.voice.suggestions.workflow import HANDLING, LOOKBACK, PROMISE, PUBLICATION, RATING, SIGNATURE, SUGGESTION

app_name = "suggestions"
STEP = "suggestions/step.html"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export.xlsx", listing.export, name="export"),
    path("export.csv", listing.export_csv, name="export-csv"),
    path("import/", intake.start, name="start-intake"),
    path("import/<int:pk>/", intake.show, name="intake"),
    path("import/<int:pk>/columns/", intake.map_columns, name="intake-columns"),
    path("import/<int:pk>/names/", intake.match_names, name="intake-names"),
    path("import/<int:pk>/load/", intake.load, name="load-intake"),
    path("import/<int:pk>/drop/", intake.drop, name="drop-intake"),
    path("import/<int:pk>/rest.xlsx", intake.export_rest, name="intake-rest"),
    path("new/", drafting.draft, name="draft"),
    path("committees/", tracking.tracking, name="tracking"),
    path("convert/", drafting.convert, name="convert"),
    path("handling/<uuid:pk>/draft_reply/", replying.write, name="write_reply"),
    path("handling/<uuid:pk>/keep_draft/", replying.write, name="keep_reply"),
    path("handling/<uuid:pk>/preview/", replying.show_preview, name="preview"),
    path("handling/<uuid:pk>/<slug:name>/", web.steps(HANDLING, template=STEP), name="handling_step"),
    path("signature/<uuid:pk>/<slug:name>/", web.steps(SIGNATURE, template=STEP), name="signature_step"),
    path("rating/<uuid:pk>/", replying.show_rating, name="rating"),
    path("rating/<uuid:pk>/rate/", replying.rate, name="rate"),
    path("rating/<uuid:pk>/<slug:name>/", web.steps(RATING, template=STEP), name="rating_step"),
    path("publication/<uuid:pk>/<slug:name>/", web.steps(PUBLICATION, template=STEP), name="publication_step"),
    path("promises/", promises.board, name="promises"),
    path("promises/export.xlsx", promises.export, name="export_promises"),
    path("promise/<uuid:pk>/", promises.show, name="promise"),
    path("promise/<uuid:pk>/<slug:name>/", web.steps(PROMISE, template=STEP), name="promise_step"),
    path("lookbacks/", lookbacks.index, name="lookbacks"),
    path("lookbacks/begin/", lookbacks.begin, name="begin_lookback"),
    path("lookback/<uuid:pk>/", lookbacks.show, name="lookback"),
    path("lookback/<uuid:pk>/<slug:name>/", web.steps(LOOKBACK, template=STEP), name="lookback_step"),
    path("<uuid:pk>/whole/", whole.show, name="whole"),
    path("<uuid:pk>/", matter.show, name="show"),
    path("<uuid:pk>/alike/", matter.alike, name="alike"),
    path("<uuid:pk>/invite/", drafting.invite, name="invite"),
    path("<uuid:pk>/record/", drafting.record, name="record"),
    path("<uuid:pk>/publish/", drafting.propose, name="propose"),
    path("<uuid:pk>/files/<uuid:file_id>/", matter.file, name="file"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", matter.paper, name="paper"),
    path("<uuid:pk>/<slug:name>/", web.steps(SUGGESTION, template=STEP), name="step"),
]
