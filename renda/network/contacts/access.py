"""Facts about an actor and a pair. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed
from renda.network.contacts.models import Pair
from renda.network.contacts.queries import COUNTY, own_seat
from renda.network.contacts.states import PairSort


def is_holder(actor: Actor, pair: Pair) -> bool:
    """联系人本人"""
    return actor.is_signed_in and actor.user_id == pair.holder_user_id


def is_liaison(actor: Actor, pair: Pair) -> bool:
    """代表主要家站的联络员"""
    station = pair.main_station
    return pair.is_with_resident and station is not None and actor.holds(Role.LIAISON, org_id=station.org_id)


def is_presidium(actor: Actor, pair: Pair) -> bool:
    """代表主要家站所在镇的人大主席团"""
    station = pair.main_station
    town = station.town_org_id if station else None
    return pair.is_with_resident and town is not None and actor.holds(Role.TOWNSHIP, org_id=town)


def keeps(actor: Actor, pair: Pair) -> bool:
    """联系群众的代表本人、他主要家站的联络员、所在镇人大主席团；前两种由县人大代表工作机构"""
    if not pair.is_with_resident:
        return actor.holds(Role.OFFICE)
    return is_holder(actor, pair) or is_liaison(actor, pair) or is_presidium(actor, pair)


def may_log(actor: Actor, pair: Pair) -> bool:
    """联系人本人，或者替他登记的联络员、镇人大主席团、县人大代表工作机构"""
    return is_holder(actor, pair) or keeps(actor, pair)


def may_unmask(actor: Actor, pair: Pair) -> bool:
    """联系群众的代表本人、他主要家站的联络员"""
    return pair.is_with_resident and (is_holder(actor, pair) or is_liaison(actor, pair))


def may_erase(actor: Actor, pair: Pair) -> bool:
    """结束后由代表本人、联络员、镇人大主席团或者县人大代表工作机构，保存期满自动"""
    return actor.is_clock or actor.holds(Role.OFFICE) or keeps(actor, pair)


def sets_words(actor: Actor) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def reads_sheet(actor: Actor) -> bool:
    """县人大机关的工作人员、镇人大主席团"""
    return actor.holds(*COUNTY, Role.TOWNSHIP)


def reads_list(actor: Actor) -> bool:
    """人大机关、镇人大主席团、家站联络员"""
    return reads_sheet(actor) or actor.holds(Role.LIAISON)


def begins(actor: Actor, sort: int) -> bool:
    """前两种由县人大代表工作机构；联系群众由县人大代表本人，或者替他登记的联络员、镇人大主席团"""
    if sort != PairSort.DEPUTY_RESIDENT:
        return actor.holds(Role.OFFICE)
    return actor.holds(Role.LIAISON, Role.TOWNSHIP) or (actor.holds(Role.DEPUTY) and own_seat(actor) is not None)


def check_begins(actor: Actor, sort: int) -> None:
    """Raises NotAllowed."""
    if not begins(actor, sort):
        raise NotAllowed(f"建立这种联系，{begins.__doc__}。")


# What blocks a step: the reason as the user reads it, empty if there is none.


def paired_already(pair: Pair) -> str:
    same = Pair.objects.active().filter(county_id=pair.county_id, sort=pair.sort)
    if pair.sort == PairSort.LEADER_TOWN:
        same = same.filter(leader_id=pair.leader_id, town_org_id=pair.town_org_id)
    elif pair.sort == PairSort.MEMBER_DEPUTY:
        same = same.filter(member_id=pair.member_id, deputy_id=pair.deputy_id or 0)
    else:
        same = same.filter(deputy_id=pair.deputy_id or 0, resident_index=pair.resident_index)
    return "这一对已经在联系，不用再建。" if same.exists() else ""


def has_no_resident(pair: Pair) -> str:
    return "" if pair.has_resident else "这一对没有登记群众。"
