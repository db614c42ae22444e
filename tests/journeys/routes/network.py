"""Addresses of the rooms of the network: stations and what goes on there."""

from tests.journeys.routes.who import (
    ALL,
    CONGRESS,
    DECIDERS,
    DEPUTIES,
    KEEPERS,
    KEEPS_STATION,
    PLANNERS,
    PRESSERS,
    SEES,
    SORTERS,
    STAFF,
    STATION,
    pages,
)

ACTIVITIES = {
    **pages("activities/", STAFF, "four/", "words/"),
    **pages("activities/", KEEPERS, "words/<slug:family>/ kind"),
    **pages("activities/station/", KEEPS_STATION | CONGRESS | {"admin"}, "<str:code>/month/ station.code"),
    **pages("activities/station/", KEEPS_STATION, "<str:code>/gap/ station.code"),
    **pages("api/v1/activities", ALL, "/words"),
    **pages("api/v1/activities", STAFF, "/gaps", "/words/<family> kind"),
    **pages("activities/", STAFF, "", "calendar/", "calendar/export.xlsx"),
    **pages("activities/", ALL, "station/<str:code>/ station.code", "<uuid:pk>/ activity.pk", "<uuid:pk>/poster/ activity.pk"),
    **pages("activities/station/", KEEPS_STATION, "<str:code>/plan/ station.code", "<str:code>/roster/ station.code",
             "<str:code>/summary/ station.code"),
    **pages("activities/summary/", SEES["summary"], "<uuid:pk>/ summary.pk"),
    **pages("activities/summary/", SEES["summary"], "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ summary.pk summary_paper.pk pdf"),
    # A file that is another matter's.
    **pages("activities/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ activity.pk photo.pk"),
    **pages("api/v1/activities", ALL, ""),
    **pages("api/v1/activities", STAFF, "/roster", "/summaries", "/calendar/<int:year> 2026"),
}  # fmt: skip

FUNDS = {
    **pages("funds/", PRESSERS, "", "export.xlsx"),
    **pages("funds/", frozenset({"office", "township"}), "plan/"),
    **pages("funds/", frozenset({"office"}), "rates/"),
    **pages("funds/", SEES["fund"], "<uuid:pk>/ fund.pk"),
    # A file that is another matter's.
    **pages("funds/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ fund.pk photo.pk"),
    **pages("api/v1/funds/", PRESSERS, "table/<int:year> 2026"),
    # An empty body is refused before anybody is: who plans is the service's to say.
    **pages("api/v1/funds/", STAFF, "plans"),
}  # fmt: skip

BRANDS = {
    **pages("brands/", ALL, "", "<uuid:pk>/ brand.pk"),
    **pages("brands/", STAFF, "export.xlsx", "cases/", "cases/export.xlsx", "methods/", "methods/<int:pk>/ method.pk",
             "methods/<int:pk>/export.xlsx method.pk"),
    **pages("brands/", STATION | {"township"}, "new/"),
    **pages("brands/", frozenset({"office"}), "themes/", "methods/<int:pk>/change/ method.pk", "methods/<int:pk>/use/ method.pk"),
    **pages("brands/", SORTERS, "methods/new/"),
    **pages("brands/cases/", KEEPS_STATION, "new/", "at/<str:code>/ station.code"),
    **pages("brands/cases/", SEES["method_case"], "<uuid:pk>/ method_case.pk"),
    # A file that is another matter's.
    **pages("brands/cases/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ method_case.pk photo.pk"),
    **pages("brands/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ brand.pk keep"),
    **pages("brands/cases/", KEEPS_STATION | {"deputy"}, "<uuid:pk>/<slug:name>/ method_case.pk tick"),
    **pages("api/v1/brands", ALL, "", "/themes"),
    # The body is read first: whoever signs in is told what it lacks.
    **pages("api/v1/brands", STAFF, "/cases", "/methods", "/methods/<int:pk>/versions method.pk", "/methods/<int:pk>/progress method.pk"),
}  # fmt: skip

MENUS = {
    **pages("menus/", ALL, "towns/", "town/<int:pk>/ service_item.group.town_org_id", "challenge/", "r/", "r/<str:code>/ order.code",
             "town/<int:pk>/<int:item>/ service_item.group.town_org_id service_item.pk", "station/<str:code>/ station.code",
             "station/<str:code>/<int:item>/ station.code service_item.pk", "r/<str:code>/qr.svg order.code",
             "r/<str:code>/<slug:name>/ order.code cancel"),
    **pages("menus/", STAFF, "", "export.xlsx"),
    **pages("menus/", STAFF - DEPUTIES, "counts/", "counts/export.xlsx"),
    **pages("menus/", STATION | {"township"}, "enter/"),
    **pages("menus/", frozenset({"office", "township"}), "groups/", "groups/new/", "groups/<int:pk>/ service_item.group_id",
             "groups/<int:pk>/change/ service_item.group_id", "groups/<int:pk>/items/new/ service_item.group_id",
             "items/<int:pk>/ service_item.pk"),
    **pages("menus/", frozenset({"office"}), "fields/"),
    **pages("menus/", SEES["order"], "<uuid:pk>/ order.pk"),
    **pages("menus/", STATION | {"township", "office"}, "<uuid:pk>/unmask/ order.pk"),
    # The slip is for orders that were entered for a resident; this one came from a phone.
    **pages("menus/", frozenset(), "<uuid:pk>/slip/ order.pk"),
    **pages("api/v1/menus/", ALL, "towns", "towns/<int:pk> service_item.group.town_org_id", "stations/<code> station.code",
             "receipts/<code> order.code", "receipts/<code>/steps/<name> order.code cancel"),
    # To read the list; to order needs no account.
    **pages("api/v1/menus/", STAFF, "orders", "entries", "orders/<uuidstr:pk>/contact order.pk"),
    **pages("api/v1/menus/", STAFF - DEPUTIES, "counts/<int:year> 2026"),
}  # fmt: skip

STANDARDS = {
    **pages("standards/", STAFF, "", "gaps/", "gaps/export.xlsx", "lists/", "wall/"),
    **pages("standards/", KEEPS_STATION, "begin/"),
    **pages("standards/", frozenset({"office"}), "lists/<slug:key>/ six", "wall/<slug:key>/edit/ duties"),
    # What hangs on the wall is for everybody.
    **pages("standards/", ALL, "wall/<slug:key>/ duties", "station/<str:code>/wall/ station.code"),
    **pages("standards/", SEES["station_check"], "station/<str:code>/ station.code", "<uuid:pk>/ station_check.pk"),
    **pages("standards/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ station_check.pk rectify"),
    # A file that is another matter's.
    **pages("standards/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ station_check.pk photo.pk"),
    **pages("api/v1/standards/", ALL, "wall"),
    **pages("api/v1/standards/", STAFF, "checklists", "checks", "gaps/<int:year> 2026"),
}  # fmt: skip

CONTACTS = {
    # Who has no list of others' pairs is led to the own ones.
    **pages("contacts/", STAFF, "", "mine/"),
    **pages("contacts/", PRESSERS, "sheet/", "sheet.xlsx"),
    **pages("contacts/", frozenset({"office"}), "words/", "begin/<int:sort>/ 1"),
    **pages("contacts/", SEES["pair"], "<uuid:pk>/ pair.pk"),
    **pages("contacts/", frozenset({"liaison", "deputy"}), "<uuid:pk>/unmask/ pair.pk"),
    **pages("contacts/", frozenset({"liaison", "deputy", "township"}), "<uuid:pk>/complete/ pair.pk"),
    **pages("api/v1/contacts/", STAFF, "pairs", "words", "least"),
    **pages("api/v1/contacts/", PRESSERS, "sheet/<int:year>/<int:quarter> 2026 1"),
    # A body is read before its row is looked for.
    **pages("api/v1/contacts/", STAFF, "pairs/<uuidstr:pk>/resident pair.pk"),
}  # fmt: skip

NETWORK = {
    **pages("stations/", ALL, "map/"),
    **pages("stations/", PLANNERS, "plan/", "plan/export.xlsx", "villages/", "tags/", "placings/exceptions/",
             "<str:code>/life/ station.code"),
    **pages("stations/", KEEPERS, "plan/new/", "villages/covering/", "outline/"),
    **pages("stations/", SEES["opening"], "openings/<uuid:pk>/ opening.pk"),
    **pages("stations/", DECIDERS, "placings/"),
    # A county deputy is the office's.
    **pages("stations/", KEEPERS, "placings/of/<str:code>/ free_deputy.code", "placings/of/<str:code>/choose/ free_deputy.code",
             "placings/of/<str:code>/excuse/ free_deputy.code"),
    **pages("stations/", KEEPERS, "tags/<int:pk>/keep/ tag.pk", "outline/drop/"),
    **pages("stations/", DECIDERS, "placings/accept/"),
    **pages("stations/", KEEPERS, "<str:code>/record/ station.code"),
    # Without saying which gap there is no list.
    **pages("dashboards/network/", frozenset(), "rows/"),
    **pages("stations/", SEES["placing"], "placings/<uuid:pk>/ placing.pk"),
    **pages("stations/", KEEPS_STATION | {"admin"}, "<str:code>/tags/ station.code"),
    **pages("api/v1/network/", ALL, "map", "villages", "tags"),
    **pages("api/v1/network/", PLANNERS, "plan", "exceptions"),
    **pages("api/v1/network/", DECIDERS, "proposals"),
    # The body is read first: whoever signs in is told what it lacks.
    **pages("api/v1/network/placings/", STAFF, "accept", "choose", "excuse"),
    **pages("dashboards/network/", PLANNERS | {"publisher"}, "", "export.xlsx", "map/"),
    **pages("api/v1/dashboards/network", PLANNERS | {"publisher"}, "", "/gaps/<slug:what> village"),
}  # fmt: skip
