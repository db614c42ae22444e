"""One-line facts about who acts and an opinion. The first line of each docstring is what people read."""

from renda.ground.kernel.actor import Actor, Role
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Entry, S


def is_anyone(actor: Actor, opinion: Opinion) -> bool:
    """任何人，不用登录"""
    return opinion.entry in {Entry.QR, Entry.OFFLINE} or actor.is_signed_in


def is_bearer(actor: Actor, opinion: Opinion) -> bool:
    """拿着回执的群众本人"""
    return opinion.pk in actor.bearer_of


def is_liaison(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、站长"""
    return actor.holds(Role.LIAISON, Role.STATION_MASTER, org_id=opinion.station.org_id)


def is_office(actor: Actor, _opinion: Opinion) -> bool:
    """县人大代表工委"""
    return actor.holds(Role.OFFICE)


def is_presidium(actor: Actor, opinion: Opinion) -> bool:
    """本镇人大主席团"""
    return opinion.station.town_org_id is not None and actor.holds(Role.TOWNSHIP, org_id=opinion.station.town_org_id)


def is_station_deputy(actor: Actor, opinion: Opinion) -> bool:
    """本站的人大代表"""
    return actor.is_signed_in and actor.user_id in opinion.member_user_ids


def is_taker(actor: Actor, opinion: Opinion) -> bool:
    """接下这件事的代表"""
    return opinion.deputy is not None and actor.is_signed_in and opinion.deputy.user_id == actor.user_id


def is_holder(actor: Actor, opinion: Opinion) -> bool:
    """正在办的村、镇或县级单位"""
    roles = {S.VILLAGE: Role.VILLAGE, S.TOWN: Role.TOWN_GOV, S.COUNTY: Role.CLERK}
    role = roles.get(S(opinion.state)) if opinion.state else None
    return role is not None and opinion.target_org_id is not None and actor.holds(role, org_id=opinion.target_org_id)


def may_enter(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、本站代表、本镇人大主席团"""
    return is_liaison(actor, opinion) or is_presidium(actor, opinion) or is_station_deputy(actor, opinion)


def may_screen(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、本镇人大主席团"""
    return is_liaison(actor, opinion) or is_presidium(actor, opinion)


def may_take_up(actor: Actor, opinion: Opinion) -> bool:
    """请到的代表、本站代表，或联络员代为登记"""
    if opinion.deputy is not None and opinion.deputy.user_id:
        return is_taker(actor, opinion) or is_liaison(actor, opinion)
    return is_station_deputy(actor, opinion) or is_liaison(actor, opinion)


def may_answer_on_spot(actor: Actor, opinion: Opinion) -> bool:
    """本站代表、联络员"""
    return is_liaison(actor, opinion) or is_taker(actor, opinion) or is_station_deputy(actor, opinion)


def may_pass_on(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、接下的代表、本镇人大主席团"""
    return may_screen(actor, opinion) or is_taker(actor, opinion)


def may_pass_up(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、接下的代表、本镇人大主席团，或正在办的村、镇"""
    return may_pass_on(actor, opinion) or (opinion.state != S.COUNTY and is_holder(actor, opinion))


def may_handle(actor: Actor, opinion: Opinion) -> bool:
    """正在办的村、镇、县级单位，或接下的代表"""
    if opinion.state == S.TAKEN:
        return is_taker(actor, opinion) or is_liaison(actor, opinion)
    return is_holder(actor, opinion)


def may_extend(actor: Actor, opinion: Opinion) -> bool:
    """本镇人大主席团、县人大代表工委"""
    return is_presidium(actor, opinion) or is_office(actor, opinion)


def may_tell(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、接下的代表"""
    return is_liaison(actor, opinion) or is_taker(actor, opinion)


def may_close(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、本镇人大主席团、县人大代表工委"""
    return may_screen(actor, opinion) or is_office(actor, opinion)


def may_unmask(actor: Actor, opinion: Opinion) -> bool:
    """本站联络员、本镇人大主席团、县人大代表工委"""
    return may_screen(actor, opinion) or is_office(actor, opinion)


def may_erase(actor: Actor, opinion: Opinion) -> bool:
    """群众本人要求、县人大代表工委，或保存期满自动"""
    return actor.is_clock or is_bearer(actor, opinion) or is_office(actor, opinion)


def may_carry_word(actor: Actor, _opinion: Opinion) -> bool:
    """由代表建议的办理带动"""
    return actor.is_signed_in or actor.is_clock


# --- reasons to refuse, as people read them; empty if there is none -------------------------------------------------


def already_reopened(opinion: Opinion) -> str:
    return "已经要求再办过一次。还不满意，可以用“投诉”，由县人大代表工委来看。" if opinion.reopened else ""


def has_no_contact(opinion: Opinion) -> str:
    return "" if opinion.has_contact else "没有留联系方式，只能在回执页上告诉本人。"
