"""Addresses of what is only read from the record."""

from tests.journeys.routes.who import (
    ALL,
    BOOKS,
    CONGRESS,
    DEPUTIES,
    GRADERS,
    KEEPS_STATION,
    OPINION,
    PROPOSERS,
    READERS,
    SEES,
    STAFF,
    STATION,
    WHOLE,
    pages,
)

FIGURES = {
    **pages("dashboards/suggestions/", READERS, "", "units/", "export.xlsx", "rows/", "rows.xlsx"),
    **pages("dashboards/suggestions/", CONGRESS | {"township"}, "deputies/"),
    **pages("dashboards/suggestions/", WHOLE, "years/"),
    **pages("dashboards/", READERS, "assessments/"),
    **pages("dashboards/", READERS - {"township"}, "assessments/<uuid:pk>/ assessment.pk"),
    **pages("dashboards/", frozenset({"office", "township"}), "assessments/make/"),
    **pages("dashboards/", WHOLE, "reports/"),
    **pages("dashboards/", frozenset({"office", "township", "gov"}), "reports/draft/"),
    **pages("dashboards/", CONGRESS | {"gov"}, "reports/<uuid:pk>/ report.pk", "reports/<uuid:pk>.docx report.pk",
             "reports/<uuid:pk>.pdf report.pk"),
    **pages("api/v1/dashboards/", READERS, "suggestions", "suggestions/years"),
    # What is asked for is read first: whoever signs in is told what is missing.
    **pages("api/v1/dashboards/", STAFF, "suggestions/rows", "assessments", "reports"),
    **pages("api/v1/dashboards/", READERS - {"township"}, "assessments/<uuidstr:pk> assessment.pk"),
    **pages("api/v1/dashboards/", CONGRESS | {"gov"}, "reports/<uuidstr:pk> report.pk"),
}  # fmt: skip

DUTY = {
    **pages("duty/", BOOKS, "", "books/<str:code>/<int:year>/ station.code 2026",
             "books/<str:code>/<int:year>/<slug:key>/ station.code 2026 opinions"),
    # Nothing is made yet.
    **pages("duty/", frozenset(), "books/<str:code>/<int:year>/all.zip station.code 2026", "towns/<int:year>/all.zip 2026",
             "books/<str:code>/<int:year>/<slug:key>/book.pdf station.code 2026 opinions"),
    **pages("duty/", ALL, "burden/", "public/<str:code>/ deputy.code"),
    **pages("duty/", frozenset({"office"}), "titles/", "runs/<int:pk>/stop/ book_run.pk", "runs/<int:pk>/resume/ book_run.pk"),
    **pages("duty/", KEEPS_STATION, "runs/", "books/<str:code>/make/ station.code"),
    **pages("duty/", frozenset({"office", "chair"}), "runs/<int:pk>/ book_run.pk"),
    **pages("duty/", BOOKS | DEPUTIES, "archives/"),
    **pages("duty/archives/of/", SEES["duty_archive"], "<str:code>/<int:year>/ deputy.code 2026"),
    **pages("duty/archives/of/", SEES["duty_archive"], "<str:code>/<int:year>/begin/ deputy.code 2026"),
    **pages("duty/archives/of/", frozenset({"deputy"}), "<str:code>/<int:year>/object/ deputy.code 2026"),
    **pages("duty/", SEES["duty_objection"], "objections/<uuid:pk>/ duty_objection.pk"),
    **pages("duty/", KEEPS_STATION, "blank/<str:code>/ station.code", "blank/<str:code>/sheets/ station.code"),
    **pages("duty/", SEES["paper_form"], "form/<str:code>/ paper_form.code"),
    # A file that is another matter's.
    **pages("duty/", frozenset(), "form/<str:code>/photo/<uuid:file_id>/ paper_form.code photo.pk"),
    **pages("duty/", frozenset({"deputy"}), "archives/<uuid:pk>/<slug:name>/ duty_archive.pk confirm"),
    **pages("duty/", frozenset({"office"}), "objections/<uuid:pk>/<slug:name>/ duty_objection.pk explain"),
    **pages("duty/", KEEPS_STATION, "paper/<uuid:pk>/<slug:name>/ paper_form.pk place"),
    **pages("api/v1/", BOOKS, "books", "books/<int:year>/<station> 2026 station.code",
             "books/<int:year>/<station>/<book> 2026 station.code opinions"),
    # The body is read first: whoever signs in is told what it lacks.
    **pages("api/v1/", STAFF, "book-runs", "paper-forms/<station> station.code",
             "archives/<int:year>/<deputy>/objections 2026 deputy.code"),
    **pages("api/v1/", frozenset({"office", "chair"}), "book-runs/<int:pk> book_run.pk"),
    **pages("api/v1/", frozenset({"office"}), "book-runs/<int:pk>/stop book_run.pk", "book-runs/<int:pk>/resume book_run.pk"),
    **pages("api/v1/", SEES["duty_archive"], "archives/<int:year>/<deputy> 2026 deputy.code"),
}  # fmt: skip

TOPICS = {
    **pages("topics/", OPINION, "", "<uuid:pk>/ topic.pk"),
    **pages("topics/", OPINION & PROPOSERS, "<uuid:pk>/propose/ topic.pk"),
    **pages("api/v1/", OPINION, "topics", "topics/<uuidstr:pk> topic.pk"),
}

ASSESSMENTS = {
    **pages("assessments/", ALL, "grades/", "cycles/<uuid:pk>/visit/<str:code>/ station_cycle.pk station.code"),
    **pages("assessments/", GRADERS, "", "schemes/", "schemes/<int:pk>/ station_cycle.scheme_id"),
    **pages("assessments/", frozenset({"office"}), "schemes/<int:pk>/item/ station_cycle.scheme_id",
             "schemes/<int:pk>/lines/ station_cycle.scheme_id", "cycles/new/", "cycles/<uuid:pk>/groups/<int:number>/ station_cycle.pk 1",
             "cycles/<uuid:pk>/order/<slug:name>/ station_cycle.pk notice", "places/<uuid:pk>/sheet/ candidacy.pk"),
    **pages("assessments/cycles/", GRADERS, "<uuid:pk>/ station_cycle.pk", "<uuid:pk>/groups/ station_cycle.pk",
             "<uuid:pk>/grades/ station_cycle.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ station_cycle.pk cycle_paper.pk pdf"),
    **pages("assessments/cycles/", KEEPS_STATION, "<uuid:pk>/begin/ station_cycle.pk"),
    **pages("assessments/cycles/", frozenset({"office", "chair", "committee"}), "<uuid:pk>/export.json station_cycle.pk"),
    **pages("assessments/places/", GRADERS, "<uuid:pk>/ candidacy.pk", "<uuid:pk>/items/<slug:key>/ candidacy.pk b2",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ candidacy.pk place_paper.pk pdf"),
    **pages("assessments/places/", STATION | {"township"}, "<uuid:pk>/appeal/ candidacy.pk"),
    **pages("assessments/places/", frozenset({"chair", "committee"}), "<uuid:pk>/visit/ candidacy.pk"),
    **pages("assessments/places/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ candidacy.pk lower"),
    **pages("assessments/appeals/", GRADERS, "<uuid:pk>/ station_appeal.pk"),
    **pages("assessments/appeals/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ station_appeal.pk refuse"),
    **pages("api/v1/assessments/", ALL, "grades"),
    **pages("api/v1/assessments/", GRADERS, "cycles", "cycles/<uuidstr:pk>/places station_cycle.pk"),
    **pages("api/v1/assessments/", frozenset({"office", "chair", "committee"}), "cycles/<uuidstr:pk>/export station_cycle.pk"),
    # An empty body is refused before anybody is.
    **pages("api/v1/assessments/", STAFF, "places", "places/<uuidstr:pk>/sheets candidacy.pk", "places/<uuidstr:pk>/appeals candidacy.pk"),
}  # fmt: skip
