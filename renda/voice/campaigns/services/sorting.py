"""What the office and the presidiums do: sort, answer at once, merge, assign, press."""

from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.voice.campaigns import access, queries
from renda.voice.campaigns.models import CampaignItem
from renda.voice.campaigns.services.telling import tell_of_step
from renda.voice.campaigns.states import HandlingLevel, Outcome, S
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

LEVEL_OF = {
    OrgKind.VILLAGE: HandlingLevel.VILLAGE, OrgKind.TOWN_GOV: HandlingLevel.TOWN, OrgKind.UNIT: HandlingLevel.COUNTY,
    OrgKind.GOV_OFFICE: HandlingLevel.COUNTY,
}  # fmt: skip
WITHIN_TOWN = (HandlingLevel.VILLAGE, HandlingLevel.TOWN)


@service
def sort_campaign_item(
    row: CampaignItem, *, actor: Actor, category: str = "", level: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "", is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Say what it is about and who should handle it; what is left empty stays as it came in. Raises Invalid."""
    category, level = category or row.category, level or row.handling_level
    if not category:
        raise Invalid("请选类别。", field="category")
    if not level:
        raise Invalid("请选由哪一级来办。", field="level")
    changes: dict[str, Any] = {"category": category, "handling_level": level}
    if category != row.category:
        changes["is_compared"] = False
    row.handling_level = level
    CAMPAIGN_ITEM.apply(row, "sort", actor=actor, seen=seen, once=once, note=note, **changes)
    return row


@service
def explain_campaign_item(
    row: CampaignItem, *, actor: Actor, reply: str, seen: int | None = None, once: UUID | None = None, note: str = "",
    is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Answer at once what needs no handling, or does not belong here: a law case, a matter for a statutory suggestion."""
    day = clock.today()
    CAMPAIGN_ITEM.apply(
        row, "explain", actor=actor, seen=seen, once=once, note=note, reply=reply, outcome=Outcome.EXPLAINED,
        handled_on=day, replied_on=day,
    )  # fmt: skip
    answer_merged(row, actor=actor)
    tell_of_step(row, "explain", is_quiet=is_quiet)
    return row


@service
def merge_campaign_item(
    row: CampaignItem, *, actor: Actor, main_number: str, seen: int | None = None, once: UUID | None = None,
    note: str = "", is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Let it be handled with another item of the same campaign; its deputy gets that one's answer.

    main_number: as printed, or its serial alone. The main item is locked first, so that it is not answered meanwhile.
    Raises Invalid, Conflict.
    """
    main = _main_of(row, actor, main_number)
    if main.state not in (S.COLLECTED, S.SORTED, S.ASSIGNED, S.HANDLED):
        raise Conflict(f"主件{main.number_text}是“{S(main.state).label}”，不能再并入。")
    CAMPAIGN_ITEM.apply(
        row, "merge", actor=actor, seen=seen, once=once, note=note, merged_into_id=main.pk,
        category=row.category or main.category,
    )  # fmt: skip
    return row


def _main_of(row: CampaignItem, actor: Actor, typed: str) -> CampaignItem:
    number = typed.strip()
    named: dict[str, Any] = (
        {"serial": int(number)} if number.isdecimal() and len(number) < 9 else {"number_text": number}
    )
    rows = CampaignItem.objects.visible_to(actor).filter(campaign_id=row.campaign_id, year=row.year, **named)
    found = rows.select_related(None).select_for_update(of=("self",)).first()
    if found is None:
        raise Invalid(f"没有找到编号是“{number[:30]}”的一件，请照列表里的编号写。", field="main_number")
    if found.pk == row.pk:
        raise Invalid("这就是主件自己，不用并。", field="main_number")
    if not access.is_sorter(actor, found):
        raise Invalid("主件不由您这里梳理，请联系县人大代表工委。", field="main_number")
    return found


@service
def split_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignItem:
    """It was merged by mistake: it stands by itself again."""
    CAMPAIGN_ITEM.apply(row, "split", actor=actor, seen=seen, once=once, note=note, merged_into_id=None)
    return row


@service
def assign_campaign_item(
    row: CampaignItem, *, actor: Actor, org_id: int | None = None, seen: int | None = None, once: UUID | None = None,
    note: str = "", is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Hand it to the body that handles it and tell that body.

    Without `org_id` it goes by level: to its town's government, to its village; to the city's organs by way of the office.
    Raises Invalid (no such body; a county unit must be named; a presidium assigns within its own town).
    """
    org = _unit_for(row, org_id)
    level = LEVEL_OF[OrgKind(org.kind)] if org else HandlingLevel.CITY
    if not actor.holds(Role.OFFICE) and level not in WITHIN_TOWN:
        raise Invalid("县级单位和市里办的，由县人大代表工委交办；镇里请交给本镇、本村。", field="org_id")
    row.handling_org, row.handling_level, row.assigned_on = org, level, clock.today()
    CAMPAIGN_ITEM.apply(
        row, "assign", actor=actor, seen=seen, once=once, note=note, handling_org_id=org.pk if org else None,
        handling_level=level, assigned_on=clock.today(), press="", pressed_on=None,
    )  # fmt: skip
    tell_of_step(row, "assign", is_quiet=is_quiet)
    return row


def _unit_for(row: CampaignItem, org_id: int | None) -> Organisation | None:
    if org_id is None and row.handling_level == HandlingLevel.CITY:
        return None
    wanted = org_id or _unit_by_place(row)
    found = queries.units_of(row.county_id).filter(pk=wanted).first() if wanted else None
    if found is None:
        raise Invalid(_ask_for_unit(row, org_id), field="org_id")
    return found


def _unit_by_place(row: CampaignItem) -> int | None:
    if row.handling_level == HandlingLevel.VILLAGE:
        return row.village_org_id
    if row.handling_level == HandlingLevel.TOWN and row.presidium:
        bodies = queries.units_of(row.county_id).filter(kind=OrgKind.TOWN_GOV, congress_id=row.presidium.congress_id)
        return bodies.values_list("pk", flat=True).first()
    return None


def _ask_for_unit(row: CampaignItem, org_id: int | None) -> str:
    if org_id is not None:
        return "请在本县的承办单位里选。"
    words = {
        HandlingLevel.VILLAGE: "没有写明是哪个村（社区），请选承办单位。",
        HandlingLevel.TOWN: "没有写明是哪个镇，请选承办单位。",
        HandlingLevel.COUNTY: "县级单位办的，请选承办单位。",
    }
    return words.get(HandlingLevel(row.handling_level), "") if row.handling_level else "请先梳理，定由哪一级来办。"


@service
def take_back_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignItem:
    """It went to the wrong body: assign it anew."""
    CAMPAIGN_ITEM.apply(row, "take_back", actor=actor, seen=seen, once=once, note=note, handling_org_id=None)
    row.handling_org = None
    return row


@service
def hand_back_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignItem:
    """The body says why it is not the one to handle it."""
    CAMPAIGN_ITEM.apply(row, "hand_back", actor=actor, seen=seen, once=once, note=note, handling_org_id=None)
    row.handling_org = None
    return row


@service
def press_campaign_item(
    row: CampaignItem, *, actor: Actor, press: str, seen: int | None = None, once: UUID | None = None, note: str = "",
    is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    """Urge the body that handles it (督办); the slip is made of this row."""
    CAMPAIGN_ITEM.apply(
        row, "press", actor=actor, seen=seen, once=once, note=note, press=press, pressed_on=clock.today()
    )
    tell_of_step(row, "press", is_quiet=is_quiet)
    return row


@service
def close_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "",
    is_quiet: bool = False,
) -> CampaignItem:  # fmt: skip
    CAMPAIGN_ITEM.apply(row, "close", actor=actor, seen=seen, once=once, note=note, closed_on=clock.today())
    return row


def answer_merged(main: CampaignItem, *, actor: Actor) -> None:
    """Each item that went into this one is answered with it: its deputy gets the same words and says the own rating."""
    rows = main.merged_from.filter(county_id=main.county_id, state=S.MERGED).select_related(
        "deputy", "office", "presidium"
    )
    for row in rows.order_by("pk"):
        CAMPAIGN_ITEM.apply(
            row, "reply_along", actor=actor, outcome=main.outcome, handling_level=main.handling_level,
            reply=main.reply_words, replied_on=main.replied_on,
        )  # fmt: skip
        tell_of_step(row, "reply", is_quiet=False)
