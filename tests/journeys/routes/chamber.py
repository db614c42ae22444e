"""Addresses of meetings and votes."""

from tests.journeys.routes.who import ALL, CONGRESS, IN_HALL, INSIDE, PRESSERS, SEES, STAFF, pages

MEETINGS = {
    **pages("meetings/", ALL, "", "<uuid:pk>/ meeting.pk", "<uuid:pk>/meeting.ics meeting.pk"),
    **pages("meetings/", frozenset({"office", "township"}), "plan/"),
    **pages("meetings/", PRESSERS, "bodies/"),
    **pages("meetings/", frozenset({"office"}), "plans/<slug:kind>/ standing", "bodies/<int:pk>/ body.pk",
             "<uuid:pk>/preparation/ meeting.pk", "<uuid:pk>/door.svg meeting.pk"),
    **pages("meetings/", IN_HALL, "<uuid:pk>/presence/ meeting.pk"),
    **pages("meetings/preparations/", SEES["preparation"], "<uuid:pk>/ preparation.pk"),
    **pages("meetings/", ALL, "<uuid:pk>/sittings/ meeting.pk", "calendar/<str:key>.ics calendar_key.key"),
    **pages("meetings/", STAFF, "calendar/"),
    **pages("meetings/", INSIDE, "<uuid:pk>/materials/ meeting.pk", "<uuid:pk>/speeches/ meeting.pk",
             "<uuid:pk>/papers/ meeting.pk"),
    **pages("meetings/", IN_HALL, "<uuid:pk>/speeches/new/ meeting.pk"),
    **pages("meetings/", IN_HALL - {"office"}, "<uuid:pk>/speeches/ask/ meeting.pk"),
    **pages("meetings/speeches/", frozenset({"office", "deputy"}), "<int:pk>/note/ speech.pk"),
    **pages("meetings/speeches/", frozenset({"office"}), "<int:pk>/<slug:name>/ speech.pk call"),
    **pages("meetings/sittings/", frozenset({"office"}), "<int:pk>/attend/ sitting.pk", "<int:pk>/<slug:name>/ sitting.pk open"),
    **pages("meetings/", frozenset({"office"}), "<uuid:pk>/papers/<slug:name>/ meeting.pk agenda"),
    **pages("meetings/invitations/", SEES["invitation"], "<uuid:pk>/ invitation.pk"),
    # A file and a paper that are another matter's.
    **pages("meetings/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ meeting.pk photo.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ meeting.pk paper.pk pdf"),
    **pages("ballots/", ALL, "meeting/<uuid:pk>/ meeting.pk", "<uuid:pk>/ ballot.pk"),
    **pages("ballots/", frozenset({"office"}), "meeting/<uuid:pk>/put/ meeting.pk", "meeting/<uuid:pk>/minutes/ meeting.pk"),
    **pages("ballots/", IN_HALL | CONGRESS, "<uuid:pk>/count/ ballot.pk"),
    **pages("ballots/", IN_HALL - {"office"}, "<uuid:pk>/cast/ ballot.pk"),
    **pages("api/v1/meetings", STAFF, ""),
    # An empty body is a member's own sign-in without the code at the door.
    **pages("api/v1/meetings/", IN_HALL - {"office"}, "<uuidstr:pk>/presence meeting.pk"),
    **pages("api/v1/meetings/", STAFF, "bodies", "<uuidstr:pk>/preparations meeting.pk",
             "<uuidstr:pk>/ballots meeting.pk"),
    **pages("api/v1/meetings/", INSIDE, "<uuidstr:pk>/materials meeting.pk", "<uuidstr:pk>/speeches meeting.pk"),
    **pages("api/v1/meetings/", IN_HALL - {"office"}, "<uuidstr:pk>/speeches/ask meeting.pk"),
    **pages("api/v1/meetings/speeches/", STAFF, "<int:pk>/words speech.pk"),
    **pages("api/v1/meetings/speeches/", frozenset({"office"}), "<int:pk>/<verb> speech.pk call"),
    **pages("api/v1/ballots/", STAFF, "<uuidstr:pk>/cast ballot.pk", "<uuidstr:pk>/count ballot.pk"),
}  # fmt: skip
