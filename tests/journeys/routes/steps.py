"""The page of one step of each kind."""

from tests.journeys.routes.who import DECIDERS, KEEPERS, KEEPS_STATION, PRESSERS, SORTERS, STATION, UNIT, pages

# The page of one step of each kind: who may take it opens it, nobody else, whoever sees the row.
STEP_PAGES = {
    **pages("opinions/", STATION | {"township"}, "<uuid:pk>/<slug:name>/ opinion.pk screen"),
    **pages("suggestions/", frozenset({"office", "gov"}), "<uuid:pk>/<slug:name>/ suggestion.pk urge"),
    **pages("suggestions/promise/", UNIT, "<uuid:pk>/<slug:name>/ promise.pk answer"),
    **pages("suggestions/lookback/", UNIT, "<uuid:pk>/<slug:name>/ lookback.pk answer"),
    **pages("motions/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ motion.pk receive"),
    **pages("motions/cosigning/", frozenset({"deputy2"}), "<uuid:pk>/<slug:name>/ cosigning.pk sign"),
    **pages("suggestions/handling/", UNIT, "<uuid:pk>/<slug:name>/ handling.pk consult"),
    **pages("suggestions/signature/", frozenset({"deputy2"}), "<uuid:pk>/<slug:name>/ signature.pk sign"),
    **pages(
        "suggestions/publication/", frozenset({"publisher", "chair"}), "<uuid:pk>/<slug:name>/ publication.pk approve"
    ),
    **pages("pressing/tour/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ tour.pk report"),
    **pages("pressing/finding/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ finding.pk find"),
    **pages("pressing/inquiry/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ inquiry.pk remind"),
    **pages("pressing/evaluation/", UNIT, "<uuid:pk>/<slug:name>/ evaluation.pk rate"),
    **pages("activities/summary/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ summary.pk edit"),
    **pages("activities/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ activity.pk edit"),
    **pages("funds/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ fund.pk spend"),
    **pages("menus/", frozenset({"deputy", "deputy3"}), "<uuid:pk>/<slug:name>/ order.pk take"),
    **pages("contacts/", frozenset({"liaison", "deputy", "township"}), "<uuid:pk>/<slug:name>/ pair.pk log"),
    **pages("meetings/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ meeting.pk add_item"),
    **pages("meetings/preparations/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ preparation.pk hand"),
    **pages("meetings/invitations/", UNIT, "<uuid:pk>/<slug:name>/ invitation.pk answer"),
    **pages("observers/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ observing.pk choose"),
    **pages("observers/sign-ups/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ observer.pk unmask"),
    **pages("participations/", UNIT | {"office"}, "<uuid:pk>/<slug:name>/ participation.pk take_up"),
    **pages("ballots/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ ballot.pk close"),
    **pages("elections/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ election.pk time"),
    **pages("elections/nominations/", frozenset({"deputy2"}), "<uuid:pk>/<slug:name>/ nomination.pk endorse"),
    **pages("ballots/issuing/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ issuing.pk end"),
    **pages("decisions/", UNIT, "<uuid:pk>/<slug:name>/ decision.pk report"),
    **pages("deliberations/", UNIT | {"co_leader"}, "<uuid:pk>/<slug:name>/ deliberation.pk answer"),
    **pages("appointments/", frozenset({"office", "gov"}), "<uuid:pk>/<slug:name>/ appointment.pk add"),
    **pages("appointments/lines/", frozenset({"office", "gov"}), "<uuid:pk>/<slug:name>/ nominee.pk fill"),
    **pages("appointments/exams/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ exam.pk cancel"),
    **pages("stations/openings/", DECIDERS, "<uuid:pk>/<slug:name>/ opening.pk begin"),
    **pages("stations/placings/", KEEPERS, "<uuid:pk>/<slug:name>/ placing.pk move"),
    **pages("campaigns/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ campaign.pk edit"),
    **pages("campaigns/item/", SORTERS, "<uuid:pk>/<slug:name>/ campaign_item.pk press"),
    **pages("campaigns/action/", STATION | SORTERS | {"deputy"}, "<uuid:pk>/<slug:name>/ campaign_action.pk edit"),
}
