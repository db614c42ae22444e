"""Addresses of meetings and votes."""

from tests.journeys.routes.who import ALL, CONGRESS, IN_HALL, PRESSERS, SEES, STAFF, pages

MEETINGS = {
    **pages("meetings/", ALL, "", "<uuid:pk>/ meeting.pk", "<uuid:pk>/meeting.ics meeting.pk"),
    **pages("meetings/", frozenset({"office", "township"}), "plan/"),
    **pages("meetings/", PRESSERS, "bodies/"),
    **pages("meetings/", frozenset({"office"}), "plans/<slug:kind>/ standing", "bodies/<int:pk>/ body.pk",
             "<uuid:pk>/preparation/ meeting.pk", "<uuid:pk>/door.svg meeting.pk"),
    **pages("meetings/", IN_HALL, "<uuid:pk>/presence/ meeting.pk"),
    **pages("meetings/preparations/", SEES["preparation"], "<uuid:pk>/ preparation.pk"),
    # A file and a paper that are another matter's.
    **pages("meetings/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ meeting.pk photo.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ meeting.pk paper.pk pdf"),
    **pages("ballots/", ALL, "meeting/<uuid:pk>/ meeting.pk", "<uuid:pk>/ ballot.pk"),
    **pages("ballots/", frozenset({"office"}), "meeting/<uuid:pk>/put/ meeting.pk"),
    **pages("ballots/", IN_HALL | CONGRESS, "<uuid:pk>/count/ ballot.pk"),
    **pages("ballots/", IN_HALL - {"office"}, "<uuid:pk>/cast/ ballot.pk"),
    **pages("api/v1/meetings", STAFF, ""),
    # An empty body is a member's own sign-in without the code at the door.
    **pages("api/v1/meetings/", IN_HALL - {"office"}, "<uuidstr:pk>/presence meeting.pk"),
    **pages("api/v1/meetings/", STAFF, "bodies", "<uuidstr:pk>/preparations meeting.pk",
             "<uuidstr:pk>/ballots meeting.pk"),
    **pages("api/v1/ballots/", STAFF, "<uuidstr:pk>/cast ballot.pk", "<uuidstr:pk>/count ballot.pk"),
}  # fmt: skip

APPOINTMENTS = {
    **pages("appointments/", STAFF, ""),
    **pages("appointments/", ALL, "announced/", "sit/", "sit/<str:code>/ exam.code", "sit/<str:code>/begin/ exam.code",
             "sit/<str:code>/answer/ exam.code", "sit/<str:code>/hand-in/ exam.code"),
    **pages("appointments/", frozenset({"office"}), "open/", "questions/", "questions/new/", "questions/upload/",
             "questions/start/", "questions/<int:pk>/ question.pk", "exams/<uuid:pk>/marks/ exam.pk"),
    **pages("appointments/", SEES["appointment"], "<uuid:pk>/ appointment.pk"),
    **pages("appointments/", frozenset({"office", "gov"}), "<uuid:pk>/upload/ appointment.pk"),
    **pages("appointments/lines/", SEES["nominee"], "<uuid:pk>/ nominee.pk"),
    **pages("appointments/exams/", SEES["exam"], "<uuid:pk>/ exam.pk"),
    **pages("appointments/exams/", frozenset({"co_clerk"}), "<uuid:pk>/answer/ exam.pk"),
    # A file and a paper that are another matter's; a list that is not announced yet.
    **pages("appointments/", frozenset(), "lines/<uuid:pk>/files/<uuid:file_id>/ nominee.pk photo.pk",
             "lines/<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ nominee.pk paper.pk pdf",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ appointment.pk paper.pk pdf",
             "announced/<uuid:pk>/<uuid:paper_id>.<slug:ending> appointment.pk paper.pk pdf"),
    **pages("api/v1/appointments", STAFF, ""),
    **pages("api/v1/appointments/", ALL, "announced"),
    **pages("api/v1/appointments/", STAFF, "questions"),
    **pages("api/v1/exams/", STAFF, "<uuidstr:pk>/answers exam.pk", "<uuidstr:pk>/marks exam.pk"),
}  # fmt: skip
