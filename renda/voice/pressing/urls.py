from django.urls import path

from renda.ground.workflow import web
from renda.voice.pressing.views import acts, item, listing, settings
from renda.voice.pressing.workflow import EVALUATION, FINDING, INQUIRY, TOUR

app_name = "pressing"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export.xlsx", listing.export, name="export"),
    path("table/", listing.print_table, name="table"),
    path("matrix/", listing.show_matrix, name="matrix"),
    path("matrix/assess/", listing.assess, name="assess"),
    path("matrix/export.xlsx", listing.export_matrix, name="export_matrix"),
    path("four/", settings.four, name="four"),
    path("tours/", acts.tours, name="tours"),
    path("tours/new/", acts.plan, name="plan"),
    path("tour/<uuid:pk>/", acts.tour, name="tour"),
    path("tour/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", acts.tour_paper, name="tour_paper"),
    path("tour/<uuid:pk>/<slug:name>/", web.steps(TOUR), name="tour_step"),
    path("finding/<uuid:pk>/<slug:name>/", web.steps(FINDING), name="finding_step"),
    path("inquiries/", acts.inquiries, name="inquiries"),
    path("inquiry/<uuid:pk>/", acts.inquiry, name="inquiry"),
    path("inquiry/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", acts.inquiry_paper, name="inquiry_paper"),
    path("inquiry/<uuid:pk>/files/<uuid:file_id>/", acts.inquiry_file, name="inquiry_file"),
    path("inquiry/<uuid:pk>/<slug:name>/", web.steps(INQUIRY, template="pressing/step.html"), name="inquiry_step"),
    path("evaluation/<uuid:pk>/<slug:name>/", web.steps(EVALUATION), name="evaluation_step"),
    path("suggestion/<uuid:pk>/", item.show, name="suggestion"),
    path("suggestion/<uuid:pk>/inquire/", item.inquire, name="inquire"),
    path("suggestion/<uuid:pk>/slip/", item.slip, name="slip"),
    path("motion/<uuid:pk>/", item.show_motion, name="motion"),
    path("motion/<uuid:pk>/inquire/", item.inquire_motion, name="inquire_motion"),
]
