"""Facts about an actor and books, archives, paper forms. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.stations.models import Station
from renda.readings.duty.models import DutyArchive, Objection, PaperForm
from renda.readings.duty.queries import COUNTY, STATION
from renda.readings.duty.states import ObjectionState

READERS = (*COUNTY, Role.TOWNSHIP, *STATION)


def reads_books(actor: Actor) -> bool:
    """家站联络员、站长，镇人大主席团，县人大代表工作机构和常委会领导"""
    return actor.holds(*READERS)


def sets_books(actor: Actor) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def makes_books(actor: Actor) -> bool:
    """县人大代表工作机构、镇人大主席团；家站的工作人员做本站的"""
    return actor.holds(Role.OFFICE, Role.TOWNSHIP, *STATION)


def keeps(actor: Actor, row: Station | PaperForm) -> bool:
    """本站联络员、站长，所在镇人大主席团，或者县人大代表工作机构"""
    return (
        actor.holds(*STATION, org_id=row.org_id)
        or (row.town_org_id is not None and actor.holds(Role.TOWNSHIP, org_id=row.town_org_id))
        or actor.holds(Role.OFFICE)
    )


def is_self(actor: Actor, row: DutyArchive | Objection) -> bool:
    """代表本人"""
    return actor.is_signed_in and actor.holds(Role.DEPUTY) and row.deputy.user_id == actor.user_id


def verifies(actor: Actor, row: DutyArchive | Objection) -> bool:
    """县人大代表工作机构；乡镇人大代表的，本镇人大主席团"""
    town = row.town_org_id
    return actor.holds(Role.OFFICE) or (town is not None and actor.holds(Role.TOWNSHIP, org_id=town))


def begins(actor: Actor, row: DutyArchive) -> bool:
    """代表本人、县人大代表工作机构或者本镇人大主席团"""
    return is_self(actor, row) or verifies(actor, row)


# What blocks a step: the reason as the user reads it, empty if there is none.


def has_open_objection(row: DutyArchive) -> str:
    rows = Objection.objects.filter(county_id=row.county_id, deputy_id=row.deputy_id, year=row.year)
    return "还有异议没有答复，请先更正或者说明。" if rows.filter(state=ObjectionState.RAISED).exists() else ""


def is_for_opinion(row: PaperForm) -> str:
    return "这张单记的是群众意见，请交照片后按意见录入。" if row.feeds == "opinion" else ""


def is_for_activity(row: PaperForm) -> str:
    return "" if row.feeds == "opinion" else "这张单记的是活动，照片会直接成为活动草稿。"
