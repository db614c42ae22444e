"""The campaign, its items and its deeds as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable
from datetime import date

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.kernel.law import Source
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_clock, by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.voice.campaigns import access, rules
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem
from renda.voice.campaigns.states import A, CampaignState, HandlingLevel, S

C = CampaignState

# Whom it waits for.


def office(row: Campaign | CampaignItem | CampaignAction) -> Iterable[str]:
    return [holder_key(_office_role(row.office), row.office_id)]


def sorter(row: CampaignItem | CampaignAction) -> Iterable[str]:
    """The presidium of the town it lies in; the office where no town is known or the matter goes beyond the town."""
    beyond = isinstance(row, CampaignItem) and row.handling_level in (HandlingLevel.COUNTY, HandlingLevel.CITY)
    if row.presidium_id and not beyond:
        return [holder_key(Role.TOWNSHIP, row.presidium_id)]
    return office(row)


def unit(row: CampaignItem) -> Iterable[str]:
    if row.handling_org is None:
        return office(row)
    return [holder_key(_unit_role(row.handling_org), row.handling_org.pk)]


def author(row: CampaignItem | CampaignAction) -> Iterable[str]:
    """The deputy; without an account the station's liaison officer, without a station whoever sorts."""
    if row.deputy.user_id:
        return [person_key(row.deputy.user_id)]
    return [holder_key(Role.LIAISON, row.helper_org_id)] if row.helper_org_id else sorter(row)


def _office_role(org: Organisation) -> Role:
    return Role.TOWNSHIP if org.kind == OrgKind.PRESIDIUM else Role.OFFICE


def _unit_role(org: Organisation) -> Role:
    kinds = {OrgKind.TOWN_GOV: Role.TOWN_GOV, OrgKind.VILLAGE: Role.VILLAGE, OrgKind.GOV_OFFICE: Role.GOV_OFFICE}
    return kinds.get(OrgKind(org.kind), Role.CLERK)


# Until when.


def campaign_end(row: Campaign, _since: date, _book: RuleBook) -> Due:
    """活动截止日"""
    source = Source(row.paper or f"“{row.title}”活动安排")
    return Due.days_after(row.from_on, (row.until_on - row.from_on).days, source=source)


def handling_due(row: CampaignItem, since: date, book: RuleBook) -> Due:
    """村、镇、县、市各按县定期限，自交办之日起"""
    return rules.handling_due(row.handling_level, row.assigned_on or since, book)


def planned_day(row: CampaignAction, since: date, _book: RuleBook) -> Due | None:
    """自己定的日子"""
    if row.planned_on is None or row.planned_on < since:
        return None
    return Due.days_after(since, (row.planned_on - since).days, source=Source("代表自己定的日子"))


CAMPAIGN = Workflow(
    "campaign", C, model=Campaign, party=access.is_party,
    steps=[
        step("prepare", "筹备活动", [], C.DRAFT, allow=access.is_office, seen_by="public"),
        step("edit", "修改", [C.DRAFT, C.OPEN], None, allow=access.is_office, seen_by="public"),
        step("open", "开始活动", [C.DRAFT], C.OPEN, allow=access.is_office, seen_by="public"),
        step("close", "结束活动", [C.OPEN], C.CLOSED, allow=access.is_office, blocked=access.has_open_items,
             seen_by="public"),
    ],
    waits=[
        waits(C.DRAFT, for_=office, until=None, ask="等您开始活动"),
        waits(C.OPEN, for_=office, until=campaign_end, ask="看着活动按期办完"),
    ],
)  # fmt: skip

CAMPAIGN_ITEM = Workflow(
    "campaign_item", S, model=CampaignItem, party=access.is_party,
    private={"text", "place", "press", "result", "reply", "rating_text"},
    steps=[
        step("collect", "收下建议", [], S.COLLECTED, allow=access.enters, blocked=access.not_running, seen_by="parties"),
        step("edit", "改内容", [S.COLLECTED, S.SORTED], None, allow=access.enters, seen_by="parties"),
        step("withdraw", "撤回", [S.COLLECTED, S.SORTED], S.WITHDRAWN, allow=access.enters, blocked=access.carries_others,
             is_grave=True, seen_by="parties"),
        step("sort", "梳理", [S.COLLECTED, S.SORTED], S.SORTED, allow=access.is_sorter, seen_by="parties", is_bulk=True),
        step("explain", "直接答复", [S.COLLECTED, S.SORTED], S.REPLIED, allow=access.is_sorter, seen_by="parties",
             is_bulk=True),
        step("merge", "合并", [S.COLLECTED, S.SORTED, S.ASSIGNED], S.MERGED, allow=access.is_sorter,
             blocked=access.carries_others, seen_by="parties", is_bulk=True),
        step("split", "拆出来", [S.MERGED], S.SORTED, allow=access.is_sorter, seen_by="parties"),
        step("assign", "交办", [S.SORTED], S.ASSIGNED, allow=access.is_sorter, seen_by="parties", is_bulk=True),
        step("take_back", "收回重新交办", [S.ASSIGNED], S.SORTED, allow=access.is_sorter, seen_by="parties"),
        step("hand_back", "退回", [S.ASSIGNED], S.SORTED, allow=access.is_unit, seen_by="parties"),
        step("press", "督办", [S.ASSIGNED], None, allow=access.is_sorter, seen_by="parties", is_bulk=True),
        step("handle", "写办理情况", [S.ASSIGNED], S.HANDLED, allow=access.answers, seen_by="parties", is_bulk=True),
        step("reply", "答复代表", [S.HANDLED], S.REPLIED, allow=access.answers, seen_by="parties", is_bulk=True),
        step("reply_along", "随主件答复", [S.MERGED], S.REPLIED, allow=access.moves_along, seen_by="parties", is_inner=True),
        step("rate", "评价", [S.REPLIED], S.RATED, allow=access.rates, seen_by="parties"),
        step("lapse", "未反馈", [S.REPLIED], S.RATED, allow=by_clock, at="due", seen_by="parties"),
        step("handle_again", "再办一次", [S.RATED], S.SORTED, allow=access.is_sorter, blocked=access.no_second_round,
             seen_by="parties"),
        step("close", "办结", [S.RATED], S.CLOSED, allow=access.is_sorter, seen_by="parties", is_bulk=True),
    ],
    waits=[
        waits(S.COLLECTED, for_=sorter, until=by_rule("campaign_sort"), ask="等您梳理"),
        waits(S.SORTED, for_=sorter, until=by_rule("campaign_assign"), ask="等您交办"),
        waits(S.ASSIGNED, for_=unit, until=handling_due, ask="等您办理"),
        waits(S.HANDLED, for_=unit, until=by_rule("campaign_reply"), ask="等您答复代表"),
        waits(S.REPLIED, for_=author, until=by_rule("campaign_rating"), ask="看答复，说满不满意"),
        waits(S.RATED, for_=sorter, until=None, ask="等您办结"),
    ],
)  # fmt: skip

CAMPAIGN_ACTION = Workflow(
    "campaign_action", A, model=CampaignAction, party=access.is_party, private={"title", "place", "beneficiaries", "result"},
    steps=[
        step("plan", "打算办件实事", [], A.PLANNED, allow=access.enters, blocked=access.not_running, seen_by="parties"),
        step("edit", "改打算", [A.PLANNED], None, allow=access.enters, seen_by="parties"),
        step("report", "记下结果", [A.PLANNED], A.DONE, allow=access.enters, seen_by="parties"),
        step("verify", "核实", [A.DONE], A.VERIFIED, allow=access.verifies, seen_by="parties", is_bulk=True),
        step("send_back", "请补充", [A.DONE], A.PLANNED, allow=access.verifies, seen_by="parties"),
        step("drop", "不办了", [A.PLANNED], A.DROPPED, allow=access.enters, seen_by="parties"),
    ],
    waits=[
        waits(A.PLANNED, for_=author, until=planned_day, ask="办了请记下结果"),
        waits(A.DONE, for_=sorter, until=by_rule("campaign_verify"), ask="等您核实"),
    ],
)  # fmt: skip
