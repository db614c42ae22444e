"""Every address of the platform: which rows it names, and who gets in. `test_routes` walks it; an unknown address fails.

What stands after an address fills its `<…>` in order: an attribute of a row (`tests/journeys/rows.py`), or a plain word.
Who is not named is asked to sign in, refused, or told that there is nothing. Whoever gets in may still be told what is
wrong with the form, or that the step is not open: permission of each step is `test_steps`.
"""

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from renda.demo.people import PLAYERS
from renda.ground.workflow.engine import WORKFLOWS

STAFF = frozenset(player.key for player in PLAYERS)
ALL = STAFF | {"resident"}
ADMIN = frozenset({"admin"})
KEEPERS = frozenset({"office", "admin"})
STATION = frozenset({"liaison", "station_master"})
DEPUTIES = frozenset({"deputy", "deputy2", "deputy3", "town_deputy"})
# A unit's own people; the clerk of the other unit stands in for this one's.
UNIT = frozenset({"clerk", "leader_of_unit", "co_clerk"})
CONGRESS = frozenset({"office", "publisher", "chair", "committee"})
OPINION = STATION | DEPUTIES | {"office", "chair", "township"}
SORTERS = frozenset({"office", "township"})
PARTIES = STATION | {"deputy"} | CONGRESS | {"gov"} | UNIT
# A motion that has been handed in: its movers and their station, the congress's side.
MOTION = STATION | {"deputy", "deputy2"} | CONGRESS
MOVERS = STATION | DEPUTIES | {"office", "committee", "township", "gov", "town_gov"}
PRESSERS = frozenset({"office", "township", "chair", "committee"})
# The item is the deputy's of the cast's station, given to the unit; the deed is the same deputy's.
ITEM = STATION | {"deputy", "township"} | CONGRESS | UNIT
DEED = STATION | {"deputy", "township"} | CONGRESS
# Who keeps the cast's station: its own people, its town, the office.
KEEPS_STATION = STATION | {"township", "office"}
# Who sees the row of each kind that `rows.py` makes.
SEES = {
    "opinion": OPINION,
    "suggestion": PARTIES,
    "handling": PARTIES,
    "signature": STATION | {"deputy", "deputy2"},
    "rating": STATION | {"deputy", "office"},
    "publication": PARTIES,
    "tour": CONGRESS | {"gov", "deputy", "deputy2"} | UNIT,
    "finding": CONGRESS | {"gov", "deputy", "deputy2"} | UNIT,
    "inquiry": CONGRESS | {"gov", "deputy"} | UNIT,
    "evaluation": CONGRESS | UNIT,
    "promise": PARTIES,
    "lookback": PARTIES,
    "complaint": KEEPERS,
    "motion": MOTION,
    "cosigning": MOTION,
    "campaign": STAFF,
    "campaign_item": ITEM,
    "campaign_action": DEED,
    "activity": STAFF,
    "summary": KEEPS_STATION | CONGRESS | {"admin"},
    "fund": frozenset({"office", "chair", "committee"}),
    # Named, so everybody's; the case is on its way, with one deputy.
    "brand": STAFF,
    "method_case": STATION | CONGRESS | {"township", "deputy", "admin"},
    "order": STATION | {"township", "office", "chair", "deputy", "deputy3"},
    "station_check": KEEPS_STATION | CONGRESS | {"admin"},
    "pair": frozenset({"office", "chair", "committee", "township", "liaison", "deputy"}),
    "meeting": STAFF,
    "preparation": frozenset({"office", "chair"}),
    "ballot": STAFF,
    # A planned place of the cast's town; the exception of a county deputy.
    "opening": frozenset({"office", "chair", "committee", "township", "admin"}),
    "placing": frozenset({"office", "chair", "committee", "admin"}),
    "candidacy": KEEPS_STATION | {"chair", "committee"},
    "station_appeal": KEEPS_STATION | {"chair", "committee"},
    "duty_archive": STATION | {"office", "chair", "township", "deputy"},
    "duty_objection": STATION | {"office", "chair", "township", "deputy"},
    "paper_form": KEEPS_STATION | {"chair"},
}


@dataclass(frozen=True)
class Route:
    """who: the roles that get in. fills: what its address names. is_public: rows that every county's visitor may open."""

    who: frozenset[str]
    fills: tuple[str, ...] = ()

    @property
    def names_row(self) -> bool:
        return any("." in fill for fill in self.fills)


def _pages(prefix: str, who: frozenset[str], *addresses: str) -> dict[str, Route]:
    """Each address with what fills it behind a blank: `<int:pk>/close/ person.pk`."""
    parts = [f"{prefix}{address}".split(" ") for address in addresses]
    return {address: Route(who, tuple(fills)) for address, *fills in parts}


def _derived() -> dict[str, Route]:
    """The API's routes of each kind of matter: one to read, one per step, one per step on many."""
    found: dict[str, Route] = {}
    for kind, workflow in WORKFLOWS.items():
        if kind not in SEES:
            continue
        row = f"api/v1/{kind}/<uuidstr:pk>"
        found[row] = Route(SEES[kind], (f"{kind}.pk",))
        for step in workflow.steps.values():
            if step.is_offered:
                found[f"{row}/steps/{step.name}"] = Route(STAFF, (f"{kind}.pk",))
            if step.is_offered and step.is_bulk:
                found[f"api/v1/{kind}/many/{step.name}"] = Route(STAFF)
    return found


PUBLIC = {
    **_pages("", ALL, "", "healthz", "readyz", "api/", "manifest.webmanifest", "sw.js", "find/", "published/", "places/",
             "our-deputies/", "privacy/", "accessibility/", "complain/", "complain/find/", "workflow/", "workflow/seals/", "workflow/burden/",
             "workflow/<slug:kind>/ opinion", "workflow/<slug:kind>/many/<slug:name>/ opinion screen", "county/",
             "county/holidays/", "county/terms/", "deputies/", "stations/", "suggestions/",
             "suggestions/export.xlsx", "suggestions/export.csv", "motions/", "motions/export.xlsx",
             "motions/public/<str:congress>/<str:number>/ congress open_motion.number_short"),
    **_pages("api/v1/", ALL, "docs", "openapi.json", "burden", "county/", "county/rules", "county/rules/<kind>/due opinion_town",
             "county/holidays/<year> 2026", "county/terms", "people/sign-in", "deputies/", "stations/", "opinions/intake",
             "deputies/<code> deputy.code", "stations/<code> station.code", "opinions/receipts/<code> opinion.code",
             "public/suggestions", "public/suggestions/<congress>/<number> congress published.number_short"),
    # Nothing is counted yet, and the root of the API is no page.
    **_pages("api/v1/", frozenset(), "public/figures", ""),
    **_pages("ui/", ALL, "look/", "components/", "offline/"),
    **_pages("sign-in/", ALL, "", "first/", "sms/code/"),
    # Only where a channel for short messages is set up.
    **_pages("sign-in/", frozenset(), "sms/"),
    **_pages("", ALL, "sign-out/"),
    **_pages("o/", ALL, "new", "challenge", "privacy"),
    **_pages("r/", ALL, "", "<str:code> opinion.code", "<str:code>/qr.svg opinion.code", "<str:code>/ask-code/ opinion.code",
             "<str:code>/phone/ opinion.code", "<str:code>/<slug:name>/ opinion.code withdraw",
             "<str:code>/photos/<uuid:file_id>/ opinion.code photo.pk"),
    **_pages("deputies/", ALL, "<str:code>/ deputy.code"),
    **_pages("stations/", ALL, "<str:code>/ station.code", "<str:code>/qr.svg station.code", "<str:code>/poster/ station.code",
             "of/<str:code>/ deputy.code"),
    **_pages("stations/", ALL, "<str:code>/hall/ station.code", "<str:code>/cards/ station.code"),
    **_pages("", ALL, "hall/", "our-deputies/<str:code>/qr.svg deputy.code"),
    **_pages("api/v1/", ALL, "public/stations/<code> station.code"),
    **_pages("published/", ALL, "<str:congress>/<str:number>/ congress published.number_short",
             "<str:congress>/<str:number>/<uuid:pk>.pdf congress published.number_short letter.pk"),
    **_pages("complain/", ALL, "<str:code>/ complaint.code"),
}  # fmt: skip

ACCOUNT = {
    **_pages("account/", STAFF, "", "settings/", "password/", "posts/", "sessions/end/", "tokens/new/", "second/",
             "lists/<slug:page>/keep/ desk", "lists/<slug:page>/drop/ desk", "lists/<slug:page>/columns/ desk"),
    **_pages("account/", frozenset({"clerk"}), "tokens/<int:pk>/end/ token.pk"),
    **_pages("account/", ADMIN, "confirm/", "second/reauthenticate/", "second/webauthn/reauthenticate/"),
    **_pages("account/second/", STAFF, "authenticate/", "webauthn/login/", "totp/activate/", "webauthn/", "webauthn/add/",
             "recovery-codes/generate/"),
    # Asks for the password again; the others have nothing to take away.
    **_pages("account/second/", ADMIN, "totp/deactivate/", "webauthn/keys/<int:pk>/remove/ 1", "webauthn/keys/<int:pk>/edit/ 1"),
    **_pages("account/second/recovery-codes/", frozenset(), "", "download/"),
    **_pages("account/", ALL, "sessions/"),
    **_pages("api/v1/", STAFF, "inbox", "people/me", "people/tokens", "files", "notices/", "notices/unread", "notices/read",
             "notices/dead", "opinions", "opinions/entries", "suggestions", "suggestions/export.csv", "suggestions/imports", "motions", "motions/sessions",
             "promises", "lookbacks"),
    **_pages("api/v1/", frozenset({"clerk"}), "people/tokens/<int:pk> token.pk"),
    **_pages("api/v1/", frozenset({"office"}), "files/<uuidstr:pk> staged.pk", "files/<uuidstr:pk>/content staged.pk",
             "notices/<uuidstr:pk>/read message.pk"),
    **_pages("api/v1/", ADMIN, "notices/dead/<uuidstr:pk>/resend outgoing.pk"),
    # The body is read first: whoever signs in is told what it lacks.
    **_pages("api/v1/", STAFF, "opinions/<uuidstr:pk>/contact opinion.pk", "suggestions/<uuidstr:pk>/signatures suggestion.pk",
             "suggestions/<uuidstr:pk>/publications suggestion.pk", "motions/<uuidstr:pk>/cosignings motion.pk",
             "motions/sessions/<pk>/deadline session.pk"),
    **_pages("api/v1/people/", STAFF, "lists/<page> desk", "lists/<page>/views desk", "lists/<page>/views/drop desk", "stand-ins"),
    **_pages("api/v1/", PARTIES, "suggestions/<uuidstr:pk>/whole suggestion.pk"),
    **_pages("notices/", STAFF, "", "read/"),
    **_pages("notices/", frozenset({"office"}), "<uuid:pk>/open/ message.pk"),
}  # fmt: skip

OFFICES = {
    **_pages("api/v1/people/", ADMIN, "accounts", "accounts/<int:pk> person.pk", "accounts/<int:pk>/close person.pk",
             "accounts/<int:pk>/reopen person.pk", "accounts/<int:pk>/reset-second person.pk", "acts"),
    **_pages("api/v1/people/", UNIT | ADMIN, "stand-ins/<int:pk>/end stand_in.pk"),
    # The body is read first: whoever signs in is told what it lacks.
    **_pages("api/v1/people/", STAFF, "accounts/<int:pk>/posts person.pk", "posts/<int:pk>/end post.pk", "orgs",
             "orgs/<int:pk>/close org.pk"),
    **_pages("api/v1/county/", STAFF, "rules/<kind> opinion_town", "rules/<kind>/try opinion_town", "holidays",
             "terms/<int:pk>/close term.pk", "terms/<int:pk>/sessions term.pk"),
    # Only changed, by PUT: a look and a form are told so, whoever asks. test_admin_api and test_terms show who may.
    **_pages("api/v1/", ALL, "people/orgs/<int:pk> org.pk", "people/lists/<page>/columns desk", "county/terms/<int:pk> term.pk",
             "county/sessions/<int:pk> session.pk"),
    **_pages("api/v1/county/", KEEPERS, "holidays/drafts/<int:pk> holidays.pk", "holidays/drafts/<int:pk>/confirm holidays.pk"),
    **_pages("notices/outbox/", ADMIN, "", "resend/", "<uuid:pk>/resend/ outgoing.pk", "<uuid:pk>/discard/ outgoing.pk"),
    **_pages("people/", ADMIN, "", "new/", "acts/", "slips/", "<int:pk>/ person.pk", "<int:pk>/close/ person.pk",
             "<int:pk>/reopen/ person.pk", "<int:pk>/second/reset/ person.pk", "<int:pk>/posts/start/ person.pk",
             "posts/<int:pk>/end/ post.pk", "orgs/", "orgs/new/", "orgs/<int:pk>/ org.pk", "orgs/<int:pk>/close/ org.pk",
             "rosters/", "rosters/sample/<slug:kind>/ units", "rosters/<int:pk>/ roster.pk", "rosters/<int:pk>/load/ roster.pk",
             "rosters/<int:pk>/drop/ roster.pk", "rosters/<int:pk>/rest/ roster.pk"),
    **_pages("people/", STAFF, "stand-ins/"),
    **_pages("people/", UNIT | ADMIN, "stand-ins/<int:pk>/end/ stand_in.pk"),
    **_pages("county/", KEEPERS, "rules/<slug:kind>/ opinion_town", "holidays/<int:pk>/drop/ holidays.pk", "holidays/draft/",
             "terms/open/", "terms/<int:pk>/ term.pk", "terms/<int:pk>/session/ term.pk", "terms/sessions/<int:pk>/ session.pk"),
    **_pages("workflow/try/", KEEPERS, "holidays/<int:pk>/ holidays.pk", "rule/<slug:kind>/ opinion_town"),
    **_pages("deputies/", KEEPERS, "import/", "import/<int:pk>/ roll.pk", "import/<int:pk>/load/ roll.pk",
             "import/<int:pk>/drop/ roll.pk", "import/<int:pk>/rest.xlsx roll.pk", "<str:code>/change/ deputy.code",
             "<str:code>/end/ deputy.code"),
    **_pages("deputies/", STAFF, "import/sample.xlsx"),
    **_pages("stations/", KEEPERS, "open/", "unplaced/", "members/<int:pk>/leave/ membership.pk", "<str:code>/join/ station.code",
             "import/<slug:kind>/ stations", "import/<slug:kind>/<int:pk>/ stations places.pk",
             "import/<slug:kind>/<int:pk>/load/ stations places.pk", "import/<slug:kind>/<int:pk>/drop/ stations places.pk",
             "import/<slug:kind>/<int:pk>/rest.xlsx stations places.pk"),
    **_pages("stations/", STAFF, "import/<slug:kind>/sample.xlsx stations"),
    **_pages("stations/", KEEPERS | STATION, "<str:code>/change/ station.code"),
}  # fmt: skip

MATTERS = {
    **_pages("", STAFF, "desk/", "desk/export.xlsx", "complaints/"),
    **_pages("desk/peek/", OPINION, "<slug:kind>/<uuid:pk>/ opinion opinion.pk"),
    **_pages("opinions/", STAFF, "", "export.xlsx", "by-phone/"),
    **_pages("opinions/", STATION | DEPUTIES | {"township"}, "enter/"),
    **_pages("opinions/", OPINION, "<uuid:pk>/ opinion.pk", "<uuid:pk>/unmask/ opinion.pk",
             "<uuid:pk>/files/<uuid:file_id>/ opinion.pk photo.pk"),
    # The slip is for opinions that were entered on a resident's behalf; this one came from a phone.
    **_pages("opinions/", frozenset(), "<uuid:pk>/slip/ opinion.pk"),
    **_pages("complaints/", SEES["complaint"], "<uuid:pk>/ complaint.pk", "<uuid:pk>/<slug:name>/ complaint.pk answer"),
    **_pages("suggestions/", STATION | DEPUTIES, "new/"),
    **_pages("suggestions/", frozenset({"office", "township"}), "convert/"),
    **_pages("suggestions/", PARTIES, "<uuid:pk>/ suggestion.pk", "<uuid:pk>/invite/ suggestion.pk", "<uuid:pk>/record/ suggestion.pk",
             "<uuid:pk>/publish/ suggestion.pk", "<uuid:pk>/whole/ suggestion.pk"),
    **_pages("suggestions/", PARTIES - {"deputy"}, "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ suggestion.pk paper.pk pdf"),
    **_pages("suggestions/", STAFF, "promises/", "promises/export.xlsx", "lookbacks/"),
    **_pages("suggestions/", frozenset({"office", "township"}), "lookbacks/begin/"),
    **_pages("suggestions/promise/", SEES["promise"], "<uuid:pk>/ promise.pk"),
    **_pages("suggestions/lookback/", SEES["lookback"], "<uuid:pk>/ lookback.pk"),
    # A file that is another matter's.
    **_pages("suggestions/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ suggestion.pk photo.pk"),
    **_pages("suggestions/import/", frozenset({"office", "township"}), ""),
    **_pages("suggestions/import/", frozenset({"office"}), "<int:pk>/ intake.pk", "<int:pk>/columns/ intake.pk",
             "<int:pk>/names/ intake.pk", "<int:pk>/load/ intake.pk", "<int:pk>/drop/ intake.pk", "<int:pk>/rest.xlsx intake.pk"),
    **_pages("api/v1/suggestions/imports/", frozenset({"office"}), "<pk> intake.pk", "<pk>/load intake.pk",
             "<pk>/mapping intake.pk"),
    **_pages("motions/", MOVERS, "new/"),
    **_pages("motions/", frozenset({"office"}), "deadline/<int:pk>/ session.pk"),
    **_pages("motions/", MOTION, "<uuid:pk>/ motion.pk", "<uuid:pk>/invite/ motion.pk", "<uuid:pk>/record/ motion.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ motion.pk cover.pk pdf"),
    # A file that is another matter's.
    **_pages("motions/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ motion.pk photo.pk"),
    **_pages("suggestions/handling/", UNIT, "<uuid:pk>/draft_reply/ handling.pk", "<uuid:pk>/keep_draft/ handling.pk"),
    **_pages("suggestions/handling/", UNIT | {"office", "gov"}, "<uuid:pk>/preview/ handling.pk"),
    **_pages("suggestions/rating/", SEES["rating"], "<uuid:pk>/ rating.pk", "<uuid:pk>/rate/ rating.pk",
             "<uuid:pk>/<slug:name>/ rating.pk rate"),
}  # fmt: skip

PRESSING = {
    **_pages("suggestions/", KEEPERS, "committees/"),
    **_pages("pressing/", STAFF, "", "export.xlsx", "table/", "matrix/", "matrix/export.xlsx", "four/", "tours/", "inquiries/"),
    **_pages("pressing/", PRESSERS, "matrix/assess/", "tours/new/"),
    **_pages("pressing/suggestion/", PARTIES, "<uuid:pk>/ suggestion.pk"),
    # Its category has no committee of its own here: the office follows it.
    **_pages("pressing/suggestion/", frozenset({"office", "chair"}), "<uuid:pk>/inquire/ suggestion.pk", "<uuid:pk>/slip/ suggestion.pk"),
    **_pages("pressing/motion/", MOTION | UNIT, "<uuid:pk>/ given_motion.pk"),
    **_pages("pressing/motion/", frozenset({"office", "chair", "committee"}), "<uuid:pk>/inquire/ given_motion.pk"),
    **_pages("pressing/tour/", SEES["tour"], "<uuid:pk>/ tour.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ tour.pk tour_paper.pk pdf"),
    **_pages("pressing/inquiry/", SEES["inquiry"], "<uuid:pk>/ inquiry.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ inquiry.pk inquiry_paper.pk pdf"),
    # A file that is another matter's.
    **_pages("pressing/inquiry/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ inquiry.pk photo.pk"),
    **_pages("api/v1/pressing/", STAFF, "items", "matrix/<int:year> 2026", "tours", "inquiries"),
}  # fmt: skip

ACTIVITIES = {
    **_pages("activities/", STAFF, "four/", "words/"),
    **_pages("activities/", KEEPERS, "words/<slug:family>/ kind"),
    **_pages("activities/station/", KEEPS_STATION | CONGRESS | {"admin"}, "<str:code>/month/ station.code"),
    **_pages("activities/station/", KEEPS_STATION, "<str:code>/gap/ station.code"),
    **_pages("api/v1/activities", ALL, "/words"),
    **_pages("api/v1/activities", STAFF, "/gaps", "/words/<family> kind"),
    **_pages("activities/", STAFF, "", "calendar/", "calendar/export.xlsx"),
    **_pages("activities/", ALL, "station/<str:code>/ station.code", "<uuid:pk>/ activity.pk", "<uuid:pk>/poster/ activity.pk"),
    **_pages("activities/station/", KEEPS_STATION, "<str:code>/plan/ station.code", "<str:code>/roster/ station.code",
             "<str:code>/summary/ station.code"),
    **_pages("activities/summary/", SEES["summary"], "<uuid:pk>/ summary.pk"),
    **_pages("activities/summary/", SEES["summary"], "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ summary.pk summary_paper.pk pdf"),
    # A file that is another matter's.
    **_pages("activities/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ activity.pk photo.pk"),
    **_pages("api/v1/activities", ALL, ""),
    **_pages("api/v1/activities", STAFF, "/roster", "/summaries", "/calendar/<int:year> 2026"),
}  # fmt: skip

FUNDS = {
    **_pages("funds/", PRESSERS, "", "export.xlsx"),
    **_pages("funds/", frozenset({"office", "township"}), "plan/"),
    **_pages("funds/", frozenset({"office"}), "rates/"),
    **_pages("funds/", SEES["fund"], "<uuid:pk>/ fund.pk"),
    # A file that is another matter's.
    **_pages("funds/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ fund.pk photo.pk"),
    **_pages("api/v1/funds/", PRESSERS, "table/<int:year> 2026"),
    # An empty body is refused before anybody is: who plans is the service's to say.
    **_pages("api/v1/funds/", STAFF, "plans"),
}  # fmt: skip

BRANDS = {
    **_pages("brands/", ALL, "", "<uuid:pk>/ brand.pk"),
    **_pages("brands/", STAFF, "export.xlsx", "cases/", "cases/export.xlsx", "methods/", "methods/<int:pk>/ method.pk",
             "methods/<int:pk>/export.xlsx method.pk"),
    **_pages("brands/", STATION | {"township"}, "new/"),
    **_pages("brands/", frozenset({"office"}), "themes/", "methods/<int:pk>/change/ method.pk", "methods/<int:pk>/use/ method.pk"),
    **_pages("brands/", SORTERS, "methods/new/"),
    **_pages("brands/cases/", KEEPS_STATION, "new/", "at/<str:code>/ station.code"),
    **_pages("brands/cases/", SEES["method_case"], "<uuid:pk>/ method_case.pk"),
    # A file that is another matter's.
    **_pages("brands/cases/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ method_case.pk photo.pk"),
    **_pages("brands/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ brand.pk keep"),
    **_pages("brands/cases/", KEEPS_STATION | {"deputy"}, "<uuid:pk>/<slug:name>/ method_case.pk tick"),
    **_pages("api/v1/brands", ALL, "", "/themes"),
    # The body is read first: whoever signs in is told what it lacks.
    **_pages("api/v1/brands", STAFF, "/cases", "/methods", "/methods/<int:pk>/versions method.pk", "/methods/<int:pk>/progress method.pk"),
}  # fmt: skip

MENUS = {
    **_pages("menus/", ALL, "towns/", "town/<int:pk>/ service_item.group.town_org_id", "challenge/", "r/", "r/<str:code>/ order.code",
             "town/<int:pk>/<int:item>/ service_item.group.town_org_id service_item.pk", "station/<str:code>/ station.code",
             "station/<str:code>/<int:item>/ station.code service_item.pk", "r/<str:code>/qr.svg order.code",
             "r/<str:code>/<slug:name>/ order.code cancel"),
    **_pages("menus/", STAFF, "", "export.xlsx"),
    **_pages("menus/", STAFF - DEPUTIES, "counts/", "counts/export.xlsx"),
    **_pages("menus/", STATION | {"township"}, "enter/"),
    **_pages("menus/", frozenset({"office", "township"}), "groups/", "groups/new/", "groups/<int:pk>/ service_item.group_id",
             "groups/<int:pk>/change/ service_item.group_id", "groups/<int:pk>/items/new/ service_item.group_id",
             "items/<int:pk>/ service_item.pk"),
    **_pages("menus/", frozenset({"office"}), "fields/"),
    **_pages("menus/", SEES["order"], "<uuid:pk>/ order.pk"),
    **_pages("menus/", STATION | {"township", "office"}, "<uuid:pk>/unmask/ order.pk"),
    # The slip is for orders that were entered for a resident; this one came from a phone.
    **_pages("menus/", frozenset(), "<uuid:pk>/slip/ order.pk"),
    **_pages("api/v1/menus/", ALL, "towns", "towns/<int:pk> service_item.group.town_org_id", "stations/<code> station.code",
             "receipts/<code> order.code", "receipts/<code>/steps/<name> order.code cancel"),
    # To read the list; to order needs no account.
    **_pages("api/v1/menus/", STAFF, "orders", "entries", "orders/<uuidstr:pk>/contact order.pk"),
    **_pages("api/v1/menus/", STAFF - DEPUTIES, "counts/<int:year> 2026"),
}  # fmt: skip

STANDARDS = {
    **_pages("standards/", STAFF, "", "gaps/", "gaps/export.xlsx", "lists/", "wall/"),
    **_pages("standards/", KEEPS_STATION, "begin/"),
    **_pages("standards/", frozenset({"office"}), "lists/<slug:key>/ six", "wall/<slug:key>/edit/ duties"),
    # What hangs on the wall is for everybody.
    **_pages("standards/", ALL, "wall/<slug:key>/ duties", "station/<str:code>/wall/ station.code"),
    **_pages("standards/", SEES["station_check"], "station/<str:code>/ station.code", "<uuid:pk>/ station_check.pk"),
    **_pages("standards/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ station_check.pk rectify"),
    # A file that is another matter's.
    **_pages("standards/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ station_check.pk photo.pk"),
    **_pages("api/v1/standards/", ALL, "wall"),
    **_pages("api/v1/standards/", STAFF, "checklists", "checks", "gaps/<int:year> 2026"),
}  # fmt: skip

CONTACTS = {
    # Who has no list of others' pairs is led to the own ones.
    **_pages("contacts/", STAFF, "", "mine/"),
    **_pages("contacts/", PRESSERS, "sheet/", "sheet.xlsx"),
    **_pages("contacts/", frozenset({"office"}), "words/", "begin/<int:sort>/ 1"),
    **_pages("contacts/", SEES["pair"], "<uuid:pk>/ pair.pk"),
    **_pages("contacts/", frozenset({"liaison", "deputy"}), "<uuid:pk>/unmask/ pair.pk"),
    **_pages("contacts/", frozenset({"liaison", "deputy", "township"}), "<uuid:pk>/complete/ pair.pk"),
    **_pages("api/v1/contacts/", STAFF, "pairs", "words", "least"),
    **_pages("api/v1/contacts/", PRESSERS, "sheet/<int:year>/<int:quarter> 2026 1"),
    # A body is read before its row is looked for.
    **_pages("api/v1/contacts/", STAFF, "pairs/<uuidstr:pk>/resident pair.pk"),
}  # fmt: skip

# The meeting is open: everybody reads when, where and what; its members are the cast's two deputies and three others.
IN_HALL = frozenset({"office", "deputy", "deputy2"})
MEETINGS = {
    **_pages("meetings/", ALL, "", "<uuid:pk>/ meeting.pk", "<uuid:pk>/meeting.ics meeting.pk"),
    **_pages("meetings/", frozenset({"office", "township"}), "plan/"),
    **_pages("meetings/", PRESSERS, "bodies/"),
    **_pages("meetings/", frozenset({"office"}), "plans/<slug:kind>/ standing", "bodies/<int:pk>/ body.pk",
             "<uuid:pk>/preparation/ meeting.pk", "<uuid:pk>/door.svg meeting.pk"),
    **_pages("meetings/", IN_HALL, "<uuid:pk>/presence/ meeting.pk"),
    **_pages("meetings/preparations/", SEES["preparation"], "<uuid:pk>/ preparation.pk"),
    # A file and a paper that are another matter's.
    **_pages("meetings/", frozenset(), "<uuid:pk>/files/<uuid:file_id>/ meeting.pk photo.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ meeting.pk paper.pk pdf"),
    **_pages("ballots/", ALL, "meeting/<uuid:pk>/ meeting.pk", "<uuid:pk>/ ballot.pk"),
    **_pages("ballots/", frozenset({"office"}), "meeting/<uuid:pk>/put/ meeting.pk", "<uuid:pk>/count/ ballot.pk"),
    **_pages("ballots/", IN_HALL, "<uuid:pk>/cast/ ballot.pk"),
    **_pages("api/v1/meetings", ALL, ""),
    **_pages("api/v1/meetings/", STAFF, "bodies", "<uuidstr:pk>/presence meeting.pk", "<uuidstr:pk>/preparations meeting.pk",
             "<uuidstr:pk>/ballots meeting.pk"),
    **_pages("api/v1/ballots/", STAFF, "<uuidstr:pk>/cast ballot.pk", "<uuidstr:pk>/count ballot.pk"),
}  # fmt: skip

PLANNERS = frozenset({"office", "chair", "committee", "township", "admin"})
DECIDERS = frozenset({"office", "township", "admin"})
NETWORK = {
    **_pages("stations/", ALL, "map/"),
    **_pages("stations/", PLANNERS, "plan/", "plan/export.xlsx", "villages/", "tags/", "placings/exceptions/",
             "<str:code>/life/ station.code"),
    **_pages("stations/", KEEPERS, "plan/new/", "villages/covering/", "outline/"),
    **_pages("stations/", SEES["opening"], "openings/<uuid:pk>/ opening.pk"),
    **_pages("stations/", DECIDERS, "placings/"),
    # A county deputy is the office's.
    **_pages("stations/", KEEPERS, "placings/of/<str:code>/ free_deputy.code", "placings/of/<str:code>/choose/ free_deputy.code",
             "placings/of/<str:code>/excuse/ free_deputy.code"),
    **_pages("stations/", KEEPERS, "tags/<int:pk>/keep/ tag.pk", "outline/drop/"),
    **_pages("stations/", DECIDERS, "placings/accept/"),
    **_pages("stations/", KEEPERS, "<str:code>/record/ station.code"),
    # Without saying which gap there is no list.
    **_pages("dashboards/network/", frozenset(), "rows/"),
    **_pages("stations/", SEES["placing"], "placings/<uuid:pk>/ placing.pk"),
    **_pages("stations/", KEEPS_STATION | {"admin"}, "<str:code>/tags/ station.code"),
    **_pages("api/v1/network/", ALL, "map", "villages", "tags"),
    **_pages("api/v1/network/", PLANNERS, "plan", "exceptions"),
    **_pages("api/v1/network/", DECIDERS, "proposals"),
    # The body is read first: whoever signs in is told what it lacks.
    **_pages("api/v1/network/placings/", STAFF, "accept", "choose", "excuse"),
    **_pages("dashboards/network/", PLANNERS | {"publisher"}, "", "export.xlsx", "map/"),
    **_pages("api/v1/dashboards/network", PLANNERS | {"publisher"}, "", "/gaps/<slug:what> village"),
}  # fmt: skip

# Whose station the books are of: its own people, its town, the office and the county's leaders.
BOOKS = KEEPS_STATION | {"chair"}
DUTY = {
    **_pages("duty/", BOOKS, "", "books/<str:code>/<int:year>/ station.code 2026",
             "books/<str:code>/<int:year>/<slug:key>/ station.code 2026 opinions"),
    # Nothing is made yet.
    **_pages("duty/", frozenset(), "books/<str:code>/<int:year>/all.zip station.code 2026", "towns/<int:year>/all.zip 2026",
             "books/<str:code>/<int:year>/<slug:key>/book.pdf station.code 2026 opinions"),
    **_pages("duty/", ALL, "burden/", "public/<str:code>/ deputy.code"),
    **_pages("duty/", frozenset({"office"}), "titles/", "runs/<int:pk>/stop/ book_run.pk", "runs/<int:pk>/resume/ book_run.pk"),
    **_pages("duty/", KEEPS_STATION, "runs/", "books/<str:code>/make/ station.code"),
    **_pages("duty/", frozenset({"office", "chair"}), "runs/<int:pk>/ book_run.pk"),
    **_pages("duty/", BOOKS | DEPUTIES, "archives/"),
    **_pages("duty/archives/of/", SEES["duty_archive"], "<str:code>/<int:year>/ deputy.code 2026"),
    **_pages("duty/archives/of/", SEES["duty_archive"], "<str:code>/<int:year>/begin/ deputy.code 2026"),
    **_pages("duty/archives/of/", frozenset({"deputy"}), "<str:code>/<int:year>/object/ deputy.code 2026"),
    **_pages("duty/", SEES["duty_objection"], "objections/<uuid:pk>/ duty_objection.pk"),
    **_pages("duty/", KEEPS_STATION, "blank/<str:code>/ station.code", "blank/<str:code>/sheets/ station.code"),
    **_pages("duty/", SEES["paper_form"], "form/<str:code>/ paper_form.code"),
    # A file that is another matter's.
    **_pages("duty/", frozenset(), "form/<str:code>/photo/<uuid:file_id>/ paper_form.code photo.pk"),
    **_pages("duty/", frozenset({"deputy"}), "archives/<uuid:pk>/<slug:name>/ duty_archive.pk confirm"),
    **_pages("duty/", frozenset({"office"}), "objections/<uuid:pk>/<slug:name>/ duty_objection.pk explain"),
    **_pages("duty/", KEEPS_STATION, "paper/<uuid:pk>/<slug:name>/ paper_form.pk place"),
    **_pages("api/v1/", BOOKS, "books", "books/<int:year>/<station> 2026 station.code",
             "books/<int:year>/<station>/<book> 2026 station.code opinions"),
    # The body is read first: whoever signs in is told what it lacks.
    **_pages("api/v1/", STAFF, "book-runs", "paper-forms/<station> station.code",
             "archives/<int:year>/<deputy>/objections 2026 deputy.code"),
    **_pages("api/v1/", frozenset({"office", "chair"}), "book-runs/<int:pk> book_run.pk"),
    **_pages("api/v1/", frozenset({"office"}), "book-runs/<int:pk>/stop book_run.pk", "book-runs/<int:pk>/resume book_run.pk"),
    **_pages("api/v1/", SEES["duty_archive"], "archives/<int:year>/<deputy> 2026 deputy.code"),
}  # fmt: skip

CAMPAIGNS = {
    **_pages("campaigns/", ALL, "", "<uuid:pk>/ campaign.pk", "<uuid:pk>/totals/ campaign.pk"),
    **_pages("campaigns/", KEEPERS, "forms/<slug:sheet>/ assign"),
    **_pages("campaigns/", STAFF, "forms/", "import/template.xlsx", "<uuid:pk>/items/ campaign.pk", "<uuid:pk>/items.xlsx campaign.pk",
             "<uuid:pk>/table/ campaign.pk", "<uuid:pk>/actions/ campaign.pk"),
    **_pages("campaigns/", SORTERS, "new/", "<uuid:pk>/import/ campaign.pk"),
    **_pages("campaigns/import/", frozenset({"office"}), "<int:pk>/ items_sheet.pk", "<int:pk>/rows/<int:number>/ items_sheet.pk 2",
             "<int:pk>/rows/<int:number>/skip/ items_sheet.pk 2", "<int:pk>/load/ items_sheet.pk", "<int:pk>/drop/ items_sheet.pk",
             "<int:pk>/rest.xlsx items_sheet.pk"),
    **_pages("campaigns/runs/", frozenset({"office"}), "<int:pk>/ run.pk"),
    **_pages("campaigns/", STATION | DEPUTIES | SORTERS, "<uuid:pk>/enter/ campaign.pk", "<uuid:pk>/plan/ campaign.pk"),
    **_pages("campaigns/", SORTERS, "<uuid:pk>/all/<slug:name>/ campaign.pk sort"),
    **_pages("campaigns/item/", ITEM, "<uuid:pk>/ campaign_item.pk"),
    **_pages("campaigns/item/", UNIT | SORTERS, "<uuid:pk>/slip/<slug:slip>/ campaign_item.pk assign",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ campaign_item.pk slip.pk pdf"),
    **_pages("campaigns/action/", DEED, "<uuid:pk>/ campaign_action.pk",
             "<uuid:pk>/files/<uuid:file_id>/ campaign_action.pk evidence.pk"),
    **_pages("api/v1/campaigns", ALL, "", "/<uuidstr:pk>/totals campaign.pk"),
    **_pages("api/v1/campaigns", STAFF, "/<uuidstr:pk>/items campaign.pk", "/<uuidstr:pk>/actions campaign.pk",
             "/<uuidstr:pk>/sheets campaign.pk", "/<uuidstr:pk>/runs campaign.pk"),
    **_pages("api/v1/campaigns/", frozenset({"office"}), "sheets/<int:pk> items_sheet.pk", "sheets/<int:pk>/load items_sheet.pk",
             "runs/<int:pk> run.pk"),
}  # fmt: skip

# Assessed stations: the county's congress, the town, the station; its group's members are the chair and the committee.
GRADERS = KEEPS_STATION | {"chair", "committee"}
ASSESSMENTS = {
    **_pages("assessments/", ALL, "grades/", "cycles/<uuid:pk>/visit/<str:code>/ station_cycle.pk station.code"),
    **_pages("assessments/", GRADERS, "", "schemes/", "schemes/<int:pk>/ station_cycle.scheme_id"),
    **_pages("assessments/", frozenset({"office"}), "schemes/<int:pk>/item/ station_cycle.scheme_id",
             "schemes/<int:pk>/lines/ station_cycle.scheme_id", "cycles/new/", "cycles/<uuid:pk>/groups/<int:number>/ station_cycle.pk 1",
             "cycles/<uuid:pk>/order/<slug:name>/ station_cycle.pk notice", "places/<uuid:pk>/sheet/ candidacy.pk"),
    **_pages("assessments/cycles/", GRADERS, "<uuid:pk>/ station_cycle.pk", "<uuid:pk>/groups/ station_cycle.pk",
             "<uuid:pk>/grades/ station_cycle.pk",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ station_cycle.pk cycle_paper.pk pdf"),
    **_pages("assessments/cycles/", KEEPS_STATION, "<uuid:pk>/begin/ station_cycle.pk"),
    **_pages("assessments/cycles/", frozenset({"office", "chair", "committee"}), "<uuid:pk>/export.json station_cycle.pk"),
    **_pages("assessments/places/", GRADERS, "<uuid:pk>/ candidacy.pk", "<uuid:pk>/items/<slug:key>/ candidacy.pk b2",
             "<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/ candidacy.pk place_paper.pk pdf"),
    **_pages("assessments/places/", STATION | {"township"}, "<uuid:pk>/appeal/ candidacy.pk"),
    **_pages("assessments/places/", frozenset({"chair", "committee"}), "<uuid:pk>/visit/ candidacy.pk"),
    **_pages("assessments/places/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ candidacy.pk lower"),
    **_pages("assessments/appeals/", GRADERS, "<uuid:pk>/ station_appeal.pk"),
    **_pages("assessments/appeals/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ station_appeal.pk refuse"),
    **_pages("api/v1/assessments/", ALL, "grades"),
    **_pages("api/v1/assessments/", GRADERS, "cycles", "cycles/<uuidstr:pk>/places station_cycle.pk"),
    **_pages("api/v1/assessments/", frozenset({"office", "chair", "committee"}), "cycles/<uuidstr:pk>/export station_cycle.pk"),
    # An empty body is refused before anybody is.
    **_pages("api/v1/assessments/", STAFF, "places", "places/<uuidstr:pk>/sheets candidacy.pk", "places/<uuidstr:pk>/appeals candidacy.pk"),
}  # fmt: skip

# Whose figures they are: the congress's and the government's staff all of theirs, units their own.
READERS = CONGRESS | UNIT | {"township", "gov", "co_leader", "village", "town_gov"}
WHOLE = CONGRESS | {"township", "gov"}
FIGURES = {
    **_pages("dashboards/suggestions/", READERS, "", "units/", "export.xlsx", "rows/", "rows.xlsx"),
    **_pages("dashboards/suggestions/", CONGRESS | {"township"}, "deputies/"),
    **_pages("dashboards/suggestions/", WHOLE, "years/"),
    **_pages("dashboards/", READERS, "assessments/"),
    **_pages("dashboards/", READERS - {"township"}, "assessments/<uuid:pk>/ assessment.pk"),
    **_pages("dashboards/", frozenset({"office", "township"}), "assessments/make/"),
    **_pages("dashboards/", WHOLE, "reports/"),
    **_pages("dashboards/", frozenset({"office", "township", "gov"}), "reports/draft/"),
    **_pages("dashboards/", CONGRESS | {"gov"}, "reports/<uuid:pk>/ report.pk", "reports/<uuid:pk>.docx report.pk",
             "reports/<uuid:pk>.pdf report.pk"),
    **_pages("api/v1/dashboards/", READERS, "suggestions", "suggestions/years"),
    # What is asked for is read first: whoever signs in is told what is missing.
    **_pages("api/v1/dashboards/", STAFF, "suggestions/rows", "assessments", "reports"),
    **_pages("api/v1/dashboards/", READERS - {"township"}, "assessments/<uuidstr:pk> assessment.pk"),
    **_pages("api/v1/dashboards/", CONGRESS | {"gov"}, "reports/<uuidstr:pk> report.pk"),
}  # fmt: skip

# The page of one step of each kind: who may take it opens it, nobody else, whoever sees the row.
STEP_PAGES = {
    **_pages("opinions/", STATION | {"township"}, "<uuid:pk>/<slug:name>/ opinion.pk screen"),
    **_pages("suggestions/", frozenset({"office", "gov"}), "<uuid:pk>/<slug:name>/ suggestion.pk urge"),
    **_pages("suggestions/promise/", UNIT, "<uuid:pk>/<slug:name>/ promise.pk answer"),
    **_pages("suggestions/lookback/", UNIT, "<uuid:pk>/<slug:name>/ lookback.pk answer"),
    **_pages("motions/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ motion.pk receive"),
    **_pages("motions/cosigning/", frozenset({"deputy2"}), "<uuid:pk>/<slug:name>/ cosigning.pk sign"),
    **_pages("suggestions/handling/", UNIT, "<uuid:pk>/<slug:name>/ handling.pk consult"),
    **_pages("suggestions/signature/", frozenset({"deputy2"}), "<uuid:pk>/<slug:name>/ signature.pk sign"),
    **_pages(
        "suggestions/publication/", frozenset({"publisher", "chair"}), "<uuid:pk>/<slug:name>/ publication.pk approve"
    ),
    **_pages("pressing/tour/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ tour.pk report"),
    **_pages("pressing/finding/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ finding.pk find"),
    **_pages("pressing/inquiry/", PRESSERS - {"township"}, "<uuid:pk>/<slug:name>/ inquiry.pk remind"),
    **_pages("pressing/evaluation/", UNIT, "<uuid:pk>/<slug:name>/ evaluation.pk rate"),
    **_pages("activities/summary/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ summary.pk edit"),
    **_pages("activities/", KEEPS_STATION, "<uuid:pk>/<slug:name>/ activity.pk edit"),
    **_pages("funds/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ fund.pk spend"),
    **_pages("menus/", frozenset({"deputy", "deputy3"}), "<uuid:pk>/<slug:name>/ order.pk take"),
    **_pages("contacts/", frozenset({"liaison", "deputy", "township"}), "<uuid:pk>/<slug:name>/ pair.pk log"),
    **_pages("meetings/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ meeting.pk add_item"),
    **_pages("meetings/preparations/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ preparation.pk hand"),
    **_pages("ballots/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ ballot.pk close"),
    **_pages("stations/openings/", DECIDERS, "<uuid:pk>/<slug:name>/ opening.pk begin"),
    **_pages("stations/placings/", KEEPERS, "<uuid:pk>/<slug:name>/ placing.pk move"),
    **_pages("campaigns/", frozenset({"office"}), "<uuid:pk>/<slug:name>/ campaign.pk edit"),
    **_pages("campaigns/item/", SORTERS, "<uuid:pk>/<slug:name>/ campaign_item.pk press"),
    **_pages("campaigns/action/", STATION | SORTERS | {"deputy"}, "<uuid:pk>/<slug:name>/ campaign_action.pk edit"),
}

ROUTES = {
    **PUBLIC, **ACCOUNT, **OFFICES, **MATTERS, **STEP_PAGES, **PRESSING, **ACTIVITIES, **FUNDS, **BRANDS, **MENUS, **STANDARDS,
    **CONTACTS, **NETWORK, **MEETINGS, **CAMPAIGNS, **FIGURES, **DUTY, **ASSESSMENTS, **_derived(),
}  # fmt: skip


def address(path: str, route: Route, rows: Any) -> str:
    """The address with its parts filled in from these rows."""
    fills = iter(route.fills)
    return "/" + re.sub(r"<[^>]+>", lambda _: _value(next(fills), rows), path)


def _value(fill: str, rows: Any) -> str:
    return str(attrgetter(fill)(rows)) if "." in fill else fill
