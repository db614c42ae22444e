"""What can be found of campaigns: the campaign by everybody once it runs; its items and deeds by who has to do with them."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import PUBLIC, Source, Text, held, holders, moment_of, seat
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem
from renda.voice.campaigns.queries.rows import COUNTY_READERS, STATION, UNIT
from renda.voice.campaigns.states import A, CampaignState, S


def campaigns() -> Any:
    return Campaign.objects.select_related("office")


def read_campaign(row: Campaign) -> Iterator[Text]:
    keys = holders(*COUNTY_READERS) | held((Role.TOWNSHIP,), row.office_id)
    keys |= {PUBLIC} if row.state != CampaignState.DRAFT else set()
    yield Text(
        title=row.title, at=moment_of(row.from_on), href=row.get_absolute_url(), keys=frozenset(keys), text=row.theme,
        number=row.paper, org=row.office.label, state=CampaignState(row.state).label,
    )  # fmt: skip


def items() -> Any:
    return CampaignItem.objects.select_related("deputy", "handling_org")


def read_item(row: CampaignItem) -> Iterator[Text]:
    yield Text(
        title=row.title_line(), at=row.created_at, href=row.get_absolute_url(), number=row.number_text,
        keys=frozenset(_concerned(row) | held(UNIT, row.handling_org_id)), names=(row.deputy.name,),
        text="\n".join(word for word in (row.text, row.place, row.result, row.reply) if word), town=row.town,
        org=row.handling_org.label if row.handling_org else "", state=S(row.state).label,
    )  # fmt: skip


def deeds() -> Any:
    return CampaignAction.objects.select_related("deputy")


def read_deed(row: CampaignAction) -> Iterator[Text]:
    yield Text(
        title=row.title, at=row.created_at, href=row.get_absolute_url(), keys=frozenset(_concerned(row)), town=row.town,
        text="\n".join(word for word in (row.place, row.beneficiaries, row.result) if word), names=(row.deputy.name,),
        state=A(row.state).label,
    )  # fmt: skip


def _concerned(row: Any) -> set[str]:
    towns = held((Role.TOWNSHIP,), row.presidium_id) | held((Role.TOWNSHIP,), row.office_id)
    return holders(*COUNTY_READERS) | towns | held(STATION, row.helper_org_id) | seat(row.deputy.user_id)


def visible_campaigns(actor: Actor) -> Any:
    return Campaign.objects.visible_to(actor)


def visible_items(actor: Actor) -> Any:
    return CampaignItem.objects.visible_to(actor)


def visible_deeds(actor: Actor) -> Any:
    return CampaignAction.objects.visible_to(actor)


SOURCES = (
    Source("campaign", "活动", campaigns, read_campaign, visible_campaigns),
    Source("campaign_item", "活动建议", items, read_item, visible_items, is_request=True),
    Source("campaign_action", "代表实事", deeds, read_deed, visible_deeds),
)
