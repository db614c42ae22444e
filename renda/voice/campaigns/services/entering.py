"""How an item comes in: by the deputy, or by somebody for the deputy; its words corrected or withdrawn."""

from typing import Any
from uuid import UUID

from renda.ground.kernel import jobs
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Conflict, NotAllowed, NotFound
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.ground.workflow.models import StepTaken
from renda.network.deputies.models import Deputy
from renda.voice.campaigns import queries, rules
from renda.voice.campaigns.models import Campaign, CampaignItem
from renda.voice.campaigns.queries.bodies import PRESIDIUM
from renda.voice.campaigns.queries.rows import STATION
from renda.voice.campaigns.services.holding import hold_open
from renda.voice.campaigns.services.numbers import mark_of, number_of, take_serial
from renda.voice.campaigns.states import Entry, S
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

COMPARING = "renda.voice.campaigns.tasks.compare_one"
SAID_ALREADY = "这位代表在这项活动里已经提过同样的一件：{number}。"


@service
def collect_campaign_item(
    campaign: Campaign, *, actor: Actor, text: str, place: str = "", deputy_id: int | None = None,
    presidium_id: int | None = None, category: str = "", once: UUID | None = None, note: str = "", key: UUID | None = None,
) -> CampaignItem:  # fmt: skip
    """Take an item in: the deputy's own, or for a deputy by the station, the presidium or the office.

    The town is the one named, else the deputy's. Raises Blocked (the campaign takes none), Conflict (the same words again),
    NotAllowed, NotFound (no such deputy).
    """
    campaign = hold_open(campaign)
    deputy = deputy_for(actor, deputy_id)
    home = queries.home_of(actor.county_id, deputy.pk, among=actor.orgs(*STATION))
    presidium = presidium_of(actor.county_id, presidium_id or own_presidium(actor) or home.presidium_id)
    is_own = deputy.user_id is not None and deputy.user_id == actor.user_id
    row = new_item(
        campaign, deputy, text=text, place=place, category=category, presidium=presidium, helper_org_id=home.org_id
    )
    row.entered_by_id, row.entry = actor.user_id, Entry.SELF if is_own else Entry.PROXY
    if key is not None:
        row.pk = key
    _start(row, actor=actor, once=once, note=note)
    jobs.enqueue(COMPARING, str(campaign.pk), campaign.county_id)
    return row


def new_item(
    campaign: Campaign, deputy: Deputy, *, text: str, place: str, category: str, presidium: Organisation | None,
    helper_org_id: int | None,
) -> CampaignItem:  # fmt: skip
    """The row before its first step, without a number."""
    return CampaignItem(
        county_id=campaign.county_id, campaign=campaign, office=campaign.office, presidium=presidium, deputy=deputy,
        deputy_level=deputy.level, helper_org_id=helper_org_id, text=text, place=place, category=category,
        town=presidium.name.removesuffix(PRESIDIUM) if presidium else "", year=campaign.from_on.year,
        digest=rules.digest(deputy.pk, text),
    )  # fmt: skip


@service
def edit_campaign_item(
    row: CampaignItem, *, actor: Actor, text: str, place: str = "", presidium_id: int | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> CampaignItem:  # fmt: skip
    """Correct the words, the place or the town before it is handled."""
    changes: dict[str, Any] = {
        "text": text,
        "place": place,
        "digest": rules.digest(row.deputy_id, text),
        "is_compared": False,
    }
    if presidium_id and presidium_id != row.presidium_id:
        presidium = presidium_of(row.county_id, presidium_id)
        row.presidium = presidium
        changes |= {"presidium_id": presidium_id, "town": presidium.name.removesuffix(PRESIDIUM) if presidium else ""}
        changes["village_org_id"] = None
    _refuse_double(row, changes["digest"])
    CAMPAIGN_ITEM.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **changes)
    return row


@service
def withdraw_campaign_item(
    row: CampaignItem, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignItem:
    CAMPAIGN_ITEM.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row


def deputy_for(actor: Actor, deputy_id: int | None) -> Deputy:
    """The actor's own seat of the highest level, or the deputy named by somebody who works for deputies."""
    serving = Deputy.objects.filter(county_id=actor.county_id, serving=True)
    mine = serving.filter(user_id=actor.user_id, user__isnull=False)
    may_name = actor.holds(*STATION, Role.TOWNSHIP, Role.OFFICE)
    if deputy_id is not None:
        found = serving.filter(pk=deputy_id).first() if may_name else mine.filter(pk=deputy_id).first()
        if found is None:
            raise NotFound("没有找到这位在任代表，请在名单里选。")
        return found
    own = mine.order_by("-level", "pk").first()
    if own is None:
        raise NotAllowed("由在任代表来提；代为录入时，请先选代表。")
    return own


def own_presidium(actor: Actor) -> int | None:
    """A presidium enters what lies in its own town."""
    return next(iter(sorted(actor.orgs(Role.TOWNSHIP))), None)


def presidium_of(county_id: int, presidium_id: int | None) -> Organisation | None:
    if not presidium_id:
        return None
    return Organisation.objects.filter(county_id=county_id, pk=presidium_id, kind=OrgKind.PRESIDIUM).first()


def _start(row: CampaignItem, *, actor: Actor, once: UUID | None, note: str) -> None:
    """The engine knows the same call again by `once`; only then are the same words a second time looked for."""
    row.serial = take_serial(row.county_id, row.year)
    row.number_text = number_of(mark_of(row.county_id), row.year, row.serial)
    if once is None or not StepTaken.objects.filter(county_id=row.county_id, once=once).exists():
        _refuse_double(row, row.digest)
    CAMPAIGN_ITEM.start(row, "collect", actor=actor, once=once, note=note)


def _refuse_double(row: CampaignItem, digest: str) -> None:
    """Raises Conflict with the number of the item that says the same."""
    same = CampaignItem.objects.filter(county_id=row.county_id, campaign_id=row.campaign_id, digest=digest)
    found = same.exclude(state=S.WITHDRAWN).exclude(pk=row.pk).first()
    if found is not None:
        raise Conflict(SAID_ALREADY.format(number=found.number_text), link=found.get_absolute_url())
