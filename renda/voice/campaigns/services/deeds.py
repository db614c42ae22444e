"""Deeds of deputies: planned, reported with what came of it, verified by somebody else."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.campaigns import queries
from renda.voice.campaigns.models import Campaign, CampaignAction
from renda.voice.campaigns.queries.bodies import PRESIDIUM
from renda.voice.campaigns.queries.rows import STATION
from renda.voice.campaigns.services.entering import deputy_for, own_presidium, presidium_of
from renda.voice.campaigns.services.holding import hold_open
from renda.voice.campaigns.services.telling import tell_author, tell_sorter
from renda.voice.campaigns.workflow import CAMPAIGN_ACTION


@service
def plan_campaign_action(
    campaign: Campaign, *, actor: Actor, title: str, deed: str = "practical", way: str = "other", place: str = "",
    planned_on: date | None = None, deputy_id: int | None = None, once: UUID | None = None, note: str = "",
    key: UUID | None = None,
) -> CampaignAction:  # fmt: skip
    """Write down what a deputy means to do. Raises Blocked, NotAllowed, NotFound, Invalid (the campaign takes no deeds)."""
    campaign = hold_open(campaign)
    if not campaign.takes_actions:
        raise Invalid("这项活动只收建议，不记实事。")
    deputy = deputy_for(actor, deputy_id)
    home = queries.home_of(actor.county_id, deputy.pk, among=actor.orgs(*STATION))
    presidium = presidium_of(actor.county_id, own_presidium(actor) or home.presidium_id)
    row = CampaignAction(
        county_id=campaign.county_id, campaign=campaign, office=campaign.office, presidium=presidium, deputy=deputy,
        deputy_level=deputy.level, helper_org_id=home.org_id, title=title, deed=deed, way=way, place=place,
        planned_on=planned_on, entered_by_id=actor.user_id,
        town=presidium.name.removesuffix(PRESIDIUM) if presidium else "",
    )  # fmt: skip
    if key is not None:
        row.pk = key
    CAMPAIGN_ACTION.start(row, "plan", actor=actor, once=once, note=note)
    return row


@service
def edit_campaign_action(
    row: CampaignAction,
    *,
    actor: Actor,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
    **facts: Any,
) -> CampaignAction:
    changes = {name: facts[name] for name in ("title", "deed", "way", "place", "planned_on") if name in facts}
    row.planned_on = changes.get("planned_on", row.planned_on)
    CAMPAIGN_ACTION.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **changes)
    return row


@service
def report_campaign_action(
    row: CampaignAction, *, actor: Actor, result: str, beneficiaries: str = "", done_on: date | None = None,
    evidence: Iterable[Any] | None = (), seen: int | None = None, once: UUID | None = None, note: str = "",
) -> CampaignAction:  # fmt: skip
    """Say what came of it and for whom; pictures are welcome, not asked for. Raises Invalid (a day to come)."""
    day = done_on or clock.today()
    if day > clock.today():
        raise Invalid("办成的日子不能晚于今天。", field="done_on")
    CAMPAIGN_ACTION.apply(
        row, "report", actor=actor, seen=seen, once=once, note=note, result=result, beneficiaries=beneficiaries,
        done_on=day, reported_by_id=actor.user_id,
    )  # fmt: skip
    _keep_evidence(row, evidence or (), actor)
    tell_sorter(row, "campaigns/reported")
    return row


@service
def verify_campaign_action(
    row: CampaignAction, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignAction:
    """Somebody else than the deputy and the one who reported it has seen that it is so."""
    CAMPAIGN_ACTION.apply(row, "verify", actor=actor, seen=seen, once=once, note=note, verified_on=clock.today())
    return row


@service
def send_back_campaign_action(
    row: CampaignAction, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignAction:
    CAMPAIGN_ACTION.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    tell_author(row, "campaigns/sent_back")
    return row


@service
def drop_campaign_action(
    row: CampaignAction, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> CampaignAction:
    CAMPAIGN_ACTION.apply(row, "drop", actor=actor, seen=seen, once=once, note=note)
    return row


def _keep_evidence(row: CampaignAction, evidence: Iterable[Any], actor: Actor) -> None:
    """Uploads of this request, or files uploaded ahead by a program."""
    staged = [file for file in evidence if isinstance(file, StoredFile)]
    if staged:
        files.attach(staged, row, actor=actor, purpose="evidence", audience="parties")
    for upload in evidence:
        if not isinstance(upload, StoredFile):
            files.keep(
                upload, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose="evidence",
                audience="parties",
            )  # fmt: skip
