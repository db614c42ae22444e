"""Addresses of meetings and votes."""

from tests.journeys.routes.who import ALL, CONGRESS, IN_HALL, MEMBERS, PRESSERS, SEES, STAFF, pages

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
    **pages("ballots/", ALL, "issuing/<uuid:pk>/ issuing.pk", "now/<uuid:pk>/ meeting.pk", "keys/<uuid:pk>/ issuing.pk",
             "package/<uuid:pk>/ secret_ballot.pk", "recount/", "secrecy/"),
    **pages("ballots/", MEMBERS, "meeting/<uuid:pk>/vote/ meeting.pk"),
    # A paper that is another matter's; nothing waits for papers in this meeting.
    **pages("ballots/", frozenset(), "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ ballot.pk sheet.pk pdf"),
    **pages("ballots/", frozenset({"office"}), "meeting/<uuid:pk>/issue/ meeting.pk"),
    **pages("api/v1/", frozenset({"office"}), "meetings/<uuidstr:pk>/issuings meeting.pk"),
    **pages("api/v1/", STAFF, "issuings/<uuidstr:pk>/papers issuing.pk",
             "ballots/<uuidstr:pk>/package secret_ballot.pk"),
    **pages("api/v1/ballots/", ALL, "now/<uuidstr:pk> meeting.pk", "slips"),
    **pages("api/v1/meetings", STAFF, ""),
    # An empty body is a member's own sign-in without the code at the door.
    **pages("api/v1/meetings/", IN_HALL - {"office"}, "<uuidstr:pk>/presence meeting.pk"),
    **pages("api/v1/meetings/", STAFF, "bodies", "<uuidstr:pk>/preparations meeting.pk",
             "<uuidstr:pk>/ballots meeting.pk"),
    **pages("api/v1/ballots/", STAFF, "<uuidstr:pk>/cast ballot.pk", "<uuidstr:pk>/count ballot.pk"),
}  # fmt: skip
