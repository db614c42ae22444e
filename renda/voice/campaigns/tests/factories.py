"""Makes campaigns, items and deeds and brings them to a state by services, as the cast would."""

from datetime import timedelta
from itertools import count
from typing import Any

from renda.ground.kernel import clock
from renda.ground.papers.excel import write_rows
from renda.voice.campaigns import services
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem, ItemSheet
from renda.voice.campaigns.services.rows import FIELDS

TEXT = "石门村三组的路灯坏了四盏，学生晚上回家看不见路，请尽快修好。"
numbers = count(1)


def prepared(cast: Any, **changes: Any) -> Campaign:
    today = clock.today()
    facts = {
        "title": "关注民生提建议·五级代表在行动",
        "from_on": today,
        "until_on": today + timedelta(days=200),
        "takes": "both",
    }
    return services.prepare_campaign(actor=cast.office, **{**facts, **changes})


def running(cast: Any, **changes: Any) -> Campaign:
    return services.open_campaign(prepared(cast, **changes), actor=cast.office)


def campaign_of(cast: Any) -> Campaign:
    """The one that runs, or a new one."""
    found = Campaign.objects.filter(county=cast.county, state="open").order_by("pk").first()
    return found or running(cast)


def collected(cast: Any, text: str = "", **changes: Any) -> CampaignItem:
    text = text or f"{TEXT}第{next(numbers)}处。"
    changes.setdefault("actor", cast.deputy)
    return services.collect_campaign_item(
        changes.pop("campaign", None) or campaign_of(cast), text=text, place="石门村", **changes
    )


def sorted_item(cast: Any, level: str = "county", **changes: Any) -> CampaignItem:
    return services.sort_campaign_item(
        collected(cast, **changes), actor=cast.office, category="infrastructure", level=level
    )


def assigned(cast: Any, **changes: Any) -> CampaignItem:
    return services.assign_campaign_item(sorted_item(cast, **changes), actor=cast.office, org_id=cast.orgs.water)


def handled(cast: Any, **changes: Any) -> CampaignItem:
    return services.handle_campaign_item(
        assigned(cast, **changes), actor=cast.clerk, outcome="solved", result="四盏路灯已换新，当晚亮了。"
    )


def replied(cast: Any, **changes: Any) -> CampaignItem:
    return services.reply_campaign_item(handled(cast, **changes), actor=cast.clerk)


def rated(cast: Any, rating: str = "satisfied", **changes: Any) -> CampaignItem:
    return services.rate_campaign_item(replied(cast, **changes), actor=cast.deputy, rating=rating)


def closed(cast: Any, **changes: Any) -> CampaignItem:
    return services.close_campaign_item(rated(cast, **changes), actor=cast.office)


def planned(cast: Any, **changes: Any) -> CampaignAction:
    return services.plan_campaign_action(campaign_of(cast), actor=cast.deputy, title="帮三组修一段水渠", **changes)


def reported(cast: Any) -> CampaignAction:
    return services.report_campaign_action(
        planned(cast), actor=cast.deputy, result="水渠通了。", beneficiaries="三组42户"
    )


def sheet(cast: Any, rows: list[dict[str, str]], **changes: Any) -> ItemSheet:
    """An uploaded table of these rows, by title of the column."""
    titles = [field.title for field in FIELDS]
    data = write_rows(titles, [[row.get(title, "") for title in titles] for row in rows])
    changes.setdefault("actor", cast.office)
    return services.read_sheet(
        changes.pop("campaign", None) or campaign_of(cast), data, file_name="建议.xlsx", **changes
    )
