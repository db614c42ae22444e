"""Who gets in, by role; who sees the row of each kind that `rows.py` makes; how addresses are written down."""

from dataclasses import dataclass

from renda.demo.people import PLAYERS

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
# The meeting is open: everybody reads when, where and what; its members are the cast's two deputies and three others.
IN_HALL = frozenset({"office", "deputy", "deputy2"})
MEMBERS = IN_HALL - {"office"}
OPINED = CONGRESS | UNIT | {"co_leader", "deputy", "deputy2"}
# Organs that ask for deputies, and the office on their behalf.
ASKERS = UNIT | {"co_leader", "gov", "town_gov", "office"}
PROPOSERS = UNIT | {"co_leader", "gov", "town_gov", "office", "township", "committee", "deputy", "deputy2"}
INSIDE = IN_HALL | CONGRESS | {"admin"}
PLANNERS = frozenset({"office", "chair", "committee", "township", "admin"})
DECIDERS = frozenset({"office", "township", "admin"})
# Whose station the books are of: its own people, its town, the office and the county's leaders.
BOOKS = KEEPS_STATION | {"chair"}
# Assessed stations: the county's congress, the town, the station; its group's members are the chair and the committee.
GRADERS = KEEPS_STATION | {"chair", "committee"}
# Whose figures they are: the congress's and the government's staff all of theirs, units their own.
READERS = CONGRESS | UNIT | {"township", "gov", "co_leader", "village", "town_gov"}
WHOLE = CONGRESS | {"township", "gov"}
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
    "observing": STAFF,
    "observer": frozenset({"office"}),
    "participation": frozenset({"office", "chair", "committee", "deputy", "deputy2"}) | UNIT,
    "invitation": CONGRESS | UNIT | {"admin"},
    "ballot": STAFF,
    # Nominations run: the session's own people and the county's congress; who is asked to join reads the other row.
    "election": CONGRESS | {"admin", "deputy", "deputy2", "deputy3"},
    "nomination": frozenset({"office", "deputy", "deputy2"}),
    "issuing": STAFF,
    # Announced, so everybody's; opinions handed over are the congress's, the committee's members' and the two bureaus'.
    "decision": STAFF,
    "deliberation": OPINED,
    # Before the agenda: the office, the leaders, the government's office that proposes; a line also its person.
    "appointment": frozenset({"office", "chair", "gov"}),
    "nominee": frozenset({"office", "chair", "gov", "co_clerk"}),
    "exam": frozenset({"office", "co_clerk"}),
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


def pages(prefix: str, who: frozenset[str], *addresses: str) -> dict[str, Route]:
    """Each address with what fills it behind a blank: `<int:pk>/close/ person.pk`."""
    parts = [f"{prefix}{address}".split(" ") for address in addresses]
    return {address: Route(who, tuple(fills)) for address, *fills in parts}
