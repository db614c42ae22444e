from django.urls import path

from renda.readings.dashboards.views import assessing, figures, network, reporting

app_name = "dashboards"
urlpatterns = [
    path("suggestions/", figures.index, name="suggestions"),
    path("suggestions/export.xlsx", figures.export, name="export"),
    path("suggestions/units/", figures.units, name="units"),
    path("suggestions/deputies/", figures.deputies, name="deputies"),
    path("suggestions/years/", figures.years, name="years"),
    path("suggestions/rows/", figures.rows, name="rows"),
    path("suggestions/rows.xlsx", figures.export_rows, name="export-rows"),
    path("network/", network.coverage, name="network"),
    path("network/export.xlsx", network.export, name="export-network"),
    path("network/rows/", network.rows, name="network-rows"),
    path("network/map/", network.show_map, name="network-map"),
    path("assessments/", assessing.assessments, name="assessments"),
    path("assessments/make/", assessing.make, name="make-assessment"),
    path("assessments/<uuid:pk>/", assessing.assessment, name="assessment"),
    path("reports/", reporting.reports, name="reports"),
    path("reports/draft/", reporting.draft, name="draft-report"),
    path("reports/<uuid:pk>/", reporting.report, name="report"),
    path("reports/<uuid:pk>.docx", reporting.report_docx, name="report-docx"),
    path("reports/<uuid:pk>.pdf", reporting.report_pdf, name="report-pdf"),
]
