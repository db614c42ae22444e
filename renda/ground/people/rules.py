"""How long codes live and how often a person may try: plain numbers, our own choice."""

from datetime import date

from renda.ground.kernel.actor import Role
from renda.ground.people.states import OrgKind

SLIP_DAYS = 14
SMS_MINUTES = 10
SMS_TRIES = 5
TOKEN_DAYS = 365
TOKEN_MOST_DAYS = 730
DEPUTISING_MOST_DAYS = 180

QUARTER_HOUR = 15 * 60
PER_ACCOUNT = 10
PER_ADDRESS = 100

# Posts that are personal: nobody stands in for an elected deputy, and an administrator appoints another one.
PERSONAL = frozenset({Role.DEPUTY, Role.ADMIN})
# Who does the daily work of an organisation: whom a vacant post below it falls to.
DESK_ROLE: dict[str, str] = {
    OrgKind.CONGRESS: Role.LEADER,
    OrgKind.OFFICE: Role.OFFICE,
    OrgKind.COMMITTEE: Role.COMMITTEE,
    OrgKind.PRESIDIUM: Role.TOWNSHIP,
    OrgKind.STATION: Role.LIAISON,
    OrgKind.VILLAGE: Role.VILLAGE,
    OrgKind.TOWN_GOV: Role.TOWN_GOV,
    OrgKind.GOV_OFFICE: Role.GOV_OFFICE,
    OrgKind.UNIT: Role.CLERK,
}
# Bodies through which the one above them works.
DESK_BODIES: frozenset[str] = frozenset({OrgKind.OFFICE, OrgKind.PRESIDIUM, OrgKind.GOV_OFFICE})
# Holders of these must have a second factor before they act.
SECOND_FACTOR = frozenset({Role.ADMIN})


def deputising_fault(role: str, from_on: date, to_on: date) -> str:
    """Why nobody can stand in like this, as the user reads it; empty if one can."""
    if role in PERSONAL:
        return "这个职务不能由别人代为履行。"
    if to_on < from_on:
        return "止日不能早于起日，请改一下日期。"
    if (to_on - from_on).days > DEPUTISING_MOST_DAYS:
        return f"代为履行一次最长{DEPUTISING_MOST_DAYS}天，请把止日提前，到期可以再定。"
    return ""
