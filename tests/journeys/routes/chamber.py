"""Addresses of meetings and votes."""

from tests.journeys.routes.who import ALL, CONGRESS, IN_HALL, PRESSERS, PROPOSERS, SEES, STAFF, pages

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
    **pages("decisions/", ALL, "", "matters/", "year/<int:year>/ 2026", "year/<int:year>.xlsx 2026", "<uuid:pk>/ decision.pk"),
    **pages("decisions/", PROPOSERS, "propose/"),
    **pages("decisions/", frozenset({"office"}), "matters/edit/"),
    **pages("decisions/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ decision.pk photo.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ decision.pk paper.pk pdf"),
    **pages("api/v1/decisions", STAFF, "", "/matters", "/year/<int:year> 2026"),
    **pages("deliberations/", ALL, ""),
    **pages("deliberations/", SEES["deliberation"], "<uuid:pk>/ deliberation.pk"),
    **pages("deliberations/", frozenset({"office", "committee", "township"}), "begin/"),
    **pages("deliberations/", frozenset({"office", "committee"}), "draft/<uuid:pk>/ meeting.pk"),
    **pages("deliberations/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ deliberation.pk photo.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ deliberation.pk paper.pk pdf"),
    **pages("api/v1/deliberations", STAFF, ""),
    **pages("api/v1/meetings/", STAFF, "<uuidstr:pk>/deliberations meeting.pk"),
}  # fmt: skip
