"""Facts about an actor and a campaign, an item or a deed. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem
from renda.voice.campaigns.queries.rows import COUNTY_READERS, STATION, UNIT
from renda.voice.campaigns.states import OPEN, OPEN_ACTIONS, CampaignState, Grade, HandlingLevel

LAST_ROUND = 2
Owned = CampaignItem | CampaignAction


def is_office(actor: Actor, campaign: Campaign) -> bool:
    """组织活动的人大代表工作机构（乡镇为人大主席团）"""
    return actor.holds(Role.OFFICE, Role.TOWNSHIP, org_id=campaign.office_id)


def is_deputy(actor: Actor, row: Owned) -> bool:
    """提出的代表"""
    return actor.is_signed_in and row.deputy.user_id == actor.user_id


def is_helper(actor: Actor, row: Owned) -> bool:
    """代表所在家站的联络员"""
    return row.helper_org_id is not None and actor.holds(*STATION, org_id=row.helper_org_id)


def is_sorter(actor: Actor, row: Owned) -> bool:
    """组织活动的机构，或者事项所在镇的人大主席团"""
    is_town = row.presidium_id is not None and actor.holds(Role.TOWNSHIP, org_id=row.presidium_id)
    return is_town or actor.holds(Role.OFFICE, Role.TOWNSHIP, org_id=row.office_id)


def enters(actor: Actor, row: Owned) -> bool:
    """代表本人；代为录入的联络员、镇人大主席团、代表工作机构"""
    return is_deputy(actor, row) or is_helper(actor, row) or is_sorter(actor, row)


def is_unit(actor: Actor, item: CampaignItem) -> bool:
    """承办单位（报市里办的，由代表工作机构）"""
    if item.handling_level == HandlingLevel.CITY:
        return actor.holds(Role.OFFICE, Role.TOWNSHIP, org_id=item.office_id)
    return item.handling_org_id is not None and actor.holds(*UNIT, org_id=item.handling_org_id)


def answers(actor: Actor, item: CampaignItem) -> bool:
    """承办单位，或者组织活动的机构、镇人大主席团"""
    return is_unit(actor, item) or is_sorter(actor, item)


def rates(actor: Actor, item: CampaignItem) -> bool:
    """代表本人，或者按纸质表代录的联络员；代表没有账号的，也可以由组织的机构代录"""
    has_no_account = item.deputy.user_id is None
    return is_deputy(actor, item) or is_helper(actor, item) or (has_no_account and is_sorter(actor, item))


def moves_along(_actor: Actor, _row: CampaignItem) -> bool:
    """随主件自动办理"""
    return True


def is_party(actor: Actor, row: Campaign | Owned) -> bool:
    """Whoever sees an item has to do with it; of a campaign the public reads only the public rows."""
    return not isinstance(row, Campaign) or is_office(actor, row) or actor.holds(*COUNTY_READERS)


def verifies(actor: Actor, action: CampaignAction) -> bool:
    """组织活动的机构、镇人大主席团或者家站，不能是代表本人，也不能是记结果的人"""
    is_own = is_deputy(actor, action) or (action.reported_by_id > 0 and action.reported_by_id == actor.user_id)
    return not is_own and (is_sorter(actor, action) or is_helper(actor, action))


# Reasons to refuse, as the user reads them; empty if there is none.


def has_open_items(campaign: Campaign) -> str:
    """No item may be open at the end: 全部办理并答复代表. Source: DOMAIN 3.2 S-7"""
    items = campaign.items.filter(county_id=campaign.county_id, state__in=OPEN).count()
    actions = campaign.actions.filter(county_id=campaign.county_id, state__in=OPEN_ACTIONS).count()
    words = [f"{items}件建议"] if items else []
    words += [f"{actions}件实事"] if actions else []
    return f"还有{'、'.join(words)}没有办结，全部办结以后才能结束活动。" if words else ""


def not_running(row: Owned) -> str:
    return "" if row.campaign.state == CampaignState.OPEN else "这项活动现在不收，请看活动的起止日期。"


def carries_others(item: CampaignItem) -> str:
    """An item into which others went must stand by itself."""
    count = item.merged_from.filter(county_id=item.county_id).count()
    return f"已经有{count}件并入这一件，要先把它们拆出来。" if count else ""


def no_second_round(item: CampaignItem) -> str:
    if item.merged_into_id:
        return "这一件随主件答复，要再办请在主件上办。"
    if item.handling_round >= LAST_ROUND:
        return "已经再办过一次；代表仍不满意的，可以引导提出代表建议。"
    return "" if item.rating == Grade.DISSATISFIED else "代表不满意的才再办。"
