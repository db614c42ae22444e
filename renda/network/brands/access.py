"""Facts about an actor and a brand, a method or a case. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.activities import access as stations
from renda.network.activities.queries import COUNTY, STATION
from renda.network.brands.models import Brand, Method, MethodCase
from renda.network.brands.states import BrandSort, BrandState


def of_station(actor: Actor, brand: Brand) -> bool:
    """这个家站的联络员、站长"""
    return brand.org_id is not None and actor.holds(*STATION, org_id=brand.org_id)


def of_town(actor: Actor, brand: Brand) -> bool:
    """所在镇人大主席团"""
    return brand.town_org_id is not None and actor.holds(Role.TOWNSHIP, org_id=brand.town_org_id)


def drafts(actor: Actor, brand: Brand) -> bool:
    """所在镇人大主席团；特色站点也可以是家站联络员、站长"""
    return of_town(actor, brand) or of_station(actor, brand)


def applies(actor: Actor, brand: Brand) -> bool:
    """所在镇人大主席团；不在镇里的家站由联络员、站长"""
    return of_town(actor, brand) or (brand.town_org_id is None and of_station(actor, brand))


def is_office(actor: Actor, row: Brand | MethodCase) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE, org_id=row.office_id)


def sends_back(actor: Actor, brand: Brand) -> bool:
    """报到镇里的由镇人大主席团，申请到县里的由县人大代表工作机构"""
    return of_town(actor, brand) if brand.state == BrandState.HANDED else is_office(actor, brand)


def is_inside_brand(actor: Actor, brand: Brand) -> bool:
    """Who reads its history and its reasons: town, station, the county's congress."""
    return drafts(actor, brand) or actor.holds(*COUNTY)


def keeps_case(actor: Actor, case: MethodCase) -> bool:
    """家站联络员、站长，所在镇人大主席团，或者县人大代表工作机构"""
    return stations.keeps(actor, case)


def works_on_case(actor: Actor, case: MethodCase) -> bool:
    """管这个家站的人和参加的代表"""
    return keeps_case(actor, case) or takes_part(actor, case)


def takes_part(actor: Actor, case: MethodCase) -> bool:
    """参加的代表"""
    if not actor.holds(Role.DEPUTY):
        return False
    known: dict[int, bool] = case.__dict__.setdefault("known_parts", {})
    if actor.user_id not in known:
        known[actor.user_id] = case.parts.filter(deputy__user_id=actor.user_id).exists()
    return known[actor.user_id]


def is_inside_case(actor: Actor, case: MethodCase) -> bool:
    """Who reads what was noted on the way: those who work on it, the county's congress."""
    return works_on_case(actor, case) or actor.holds(*COUNTY)


def is_second_person(actor: Actor, case: MethodCase) -> bool:
    """县人大代表工作机构里没有推荐它的另一人"""
    is_here = actor.holds(Role.OFFICE, Role.PUBLISHER, org_id=case.office_id)
    return is_here and actor.is_signed_in and actor.user_id != case.proposed_by


def sets_method(actor: Actor, method: Method) -> bool:
    """县人大代表工作机构；镇里的工作法由镇人大主席团"""
    return actor.holds(Role.OFFICE) or (
        method.town_org_id is not None and actor.holds(Role.TOWNSHIP, org_id=method.town_org_id)
    )


def makes_methods(actor: Actor) -> bool:
    """县人大代表工作机构、镇人大主席团"""
    return actor.holds(Role.OFFICE, Role.TOWNSHIP)


def sets_themes(actor: Actor) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


# What blocks a step: the reason as the user reads it, empty if there is none.


def has_no_town(brand: Brand) -> str:
    return "" if brand.town_org_id else "这个家站不属于哪个镇，请直接申请命名。"


def town_has_one(brand: Brand) -> str:
    """One town, one brand. Source: DOMAIN H15"""
    if brand.sort != BrandSort.TOWN:
        return ""
    named = Brand.objects.filter(county_id=brand.county_id, town_org_id=brand.town_org_id, sort=BrandSort.TOWN).named()
    found = named.exclude(pk=brand.pk).first()
    return f"{brand.town}已经有品牌“{found.title}”，一镇一品牌；要换，请先改名或者撤下。" if found else ""


def all_ticked(case: MethodCase) -> str:
    return "" if case.passed < case.of_steps else "每一步都办好了，请办结。"


def nothing_ticked(case: MethodCase) -> str:
    return "" if case.passed else "还没有办好哪一步。"


def not_begun(case: MethodCase) -> str:
    return "" if case.passed else "一步都还没有办，不能办结；不办了，请中止并写明原因。"
