"""Brands and cases as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.workflow.declare import by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.brands import access, rules
from renda.network.brands.models import Brand, MethodCase
from renda.network.brands.states import BrandState, CaseState

B, C = BrandState, CaseState


def drafter(brand: Brand) -> Iterable[str]:
    """The station if it drafted it, or has no town; else the town."""
    if brand.org_id and (brand.is_from_station or not brand.town_org_id):
        return [holder_key(Role.LIAISON, brand.org_id), holder_key(Role.STATION_MASTER, brand.org_id)]
    return town(brand)


def town(brand: Brand) -> Iterable[str]:
    return [holder_key(Role.TOWNSHIP, brand.town_org_id)] if brand.town_org_id else []


def office(row: Brand | MethodCase) -> Iterable[str]:
    return [holder_key(Role.OFFICE, row.office_id)]


def liaison(case: MethodCase) -> Iterable[str]:
    return [holder_key(Role.LIAISON, case.org_id), holder_key(Role.STATION_MASTER, case.org_id)]


def checker(case: MethodCase) -> Iterable[str]:
    return [holder_key(Role.PUBLISHER, case.office_id), holder_key(Role.OFFICE, case.office_id)]


BRAND = Workflow(
    "brand", B, model=Brand, related=["station"], party=access.is_inside_brand,
    steps=[
        step("draft", "起草品牌", [], B.DRAFT, allow=access.drafts, seen_by="parties"),
        step("edit", "改申请", [B.DRAFT], None, allow=access.drafts, seen_by="parties"),
        step("hand_in", "报镇", [B.DRAFT], B.HANDED, allow=access.of_station, blocked=access.has_no_town, seen_by="parties"),
        step("apply", "申请命名", [B.DRAFT, B.HANDED], B.APPLIED, allow=access.applies, blocked=access.town_has_one,
             seen_by="parties"),
        step("send_back", "退回", [B.HANDED, B.APPLIED], B.DRAFT, allow=access.sends_back, seen_by="parties"),
        step("name", "命名", [B.APPLIED], B.NAMED, allow=access.is_office, blocked=access.town_has_one, seen_by="public"),
        step("keep", "复核后保留", [B.NAMED], None, allow=access.is_office, seen_by="public"),
        step("rename", "复核后改名", [B.NAMED], None, allow=access.is_office, seen_by="public"),
        step("withdraw", "撤下", [B.NAMED], B.WITHDRAWN, allow=access.is_office, is_grave=True, seen_by="public"),
        step("drop", "不申请了", [B.DRAFT, B.HANDED], B.WITHDRAWN, allow=access.drafts, is_grave=True, seen_by="parties"),
    ],
    waits=[
        waits(B.DRAFT, for_=drafter, until=by_rule("brand_draft"), ask="等您改好、申请命名"),
        waits(B.HANDED, for_=town, until=by_rule("brand_town"), ask="等您看过，申请命名"),
        waits(B.APPLIED, for_=office, until=by_rule("brand_name"), ask="等您命名"),
        waits(B.NAMED, for_=office, until=rules.review_due, ask="等您每年复核一次"),
    ],
)  # fmt: skip

METHOD_CASE = Workflow(
    "method_case", C, model=MethodCase, related=["station", "method_version__method"], party=access.is_inside_case,
    private=["text", "result", "summary"],
    steps=[
        step("begin", "开始办", [], C.OPEN, allow=access.keeps_case, seen_by="parties"),
        step("edit", "改内容", [C.OPEN], None, allow=access.keeps_case, seen_by="parties"),
        step("tick", "办好一步", [C.OPEN], None, allow=access.works_on_case, blocked=access.all_ticked, seen_by="parties"),
        step("untick", "撤回一步", [C.OPEN], None, allow=access.keeps_case, blocked=access.nothing_ticked, seen_by="parties"),
        step("finish", "办结", [C.OPEN], C.FINISHED, allow=access.keeps_case, blocked=access.not_begun, seen_by="parties"),
        step("reopen", "再办", [C.FINISHED], C.OPEN, allow=access.keeps_case, seen_by="parties"),
        step("stop", "中止", [C.OPEN], C.STOPPED, allow=access.keeps_case, is_grave=True, seen_by="parties"),
        step("propose", "推荐为案例", [C.FINISHED], C.PROPOSED, allow=access.keeps_case, seen_by="parties"),
        step("publish", "发布案例", [C.PROPOSED], C.PUBLISHED, allow=access.is_second_person, seen_by="public"),
        step("decline", "退回推荐", [C.PROPOSED], C.FINISHED, allow=access.is_second_person, seen_by="parties"),
        step("take_down", "撤下案例", [C.PUBLISHED], C.FINISHED, allow=access.is_office, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(C.OPEN, for_=liaison, until=rules.planned_due, ask="等您按工作法办好"),
        waits(C.PROPOSED, for_=checker, until=by_rule("case_publish"), ask="等您看过，发布案例"),
    ],
)  # fmt: skip
