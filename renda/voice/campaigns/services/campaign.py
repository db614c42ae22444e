"""The campaign itself: prepared, changed, opened, closed."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.voice.campaigns import queries
from renda.voice.campaigns.models import Campaign, Totals
from renda.voice.campaigns.services.holding import locked
from renda.voice.campaigns.workflow import CAMPAIGN

COUNTING = "renda.voice.campaigns.tasks.count_one"
FACTS = ("title", "theme", "takes", "from_on", "until_on", "paper")


@service
def prepare_campaign(
    *, actor: Actor, title: str, from_on: date, until_on: date, theme: str = "", takes: str = "items", paper: str = "",
    once: UUID | None = None, note: str = "", key: UUID | None = None,
) -> Campaign:  # fmt: skip
    """Prepare a campaign of the actor's own office or presidium. Raises NotAllowed, Invalid (the days)."""
    _check_days(from_on, until_on)
    body = _body_of(actor)
    row = Campaign(
        county_id=actor.county_id, office=body, congress_id=body.congress_id or body.pk, title=title, theme=theme,
        takes=takes, from_on=from_on, until_on=until_on, paper=paper,
    )  # fmt: skip
    if key is not None:
        row.pk = key
    CAMPAIGN.start(row, "prepare", actor=actor, once=once, note=note)
    Totals.objects.create(county_id=row.county_id, campaign=row)
    return row


@service
def edit_campaign(
    row: Campaign, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "", **facts: Any
) -> Campaign:
    """Correct title, theme or days; the days of numbers already given stay as they are."""
    changes = {name: value for name, value in facts.items() if name in FACTS and getattr(row, name) != value}
    _check_days(changes.get("from_on", row.from_on), changes.get("until_on", row.until_on))
    CAMPAIGN.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **changes)
    return row


@service
def open_campaign(
    row: Campaign, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Campaign:
    """From now on deputies may bring items."""
    CAMPAIGN.apply(row, "open", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def close_campaign(
    row: Campaign, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Campaign:
    """End it. Refused while anything is open; whoever is entering an item is waited for. Raises Blocked."""
    locked(row)
    CAMPAIGN.apply(row, "close", actor=actor, seen=seen, once=once, note=note, closed_on=clock.today())
    jobs.enqueue(COUNTING, str(row.pk), row.county_id)
    return row


def _check_days(from_on: date, until_on: date) -> None:
    if until_on < from_on:
        raise Invalid("截止的日子不能早于开始的日子。", field="until_on")


def _body_of(actor: Actor) -> Organisation:
    """The office in which the actor works; a presidium runs campaigns of its town."""
    if actor.holds(Role.OFFICE):
        offices = Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(Role.OFFICE))
        return offices.order_by("pk").first() or _required(queries.office_of(actor.county_id))
    found = (
        Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(Role.TOWNSHIP)).order_by("pk").first()
    )
    return _required(found)


def _required(body: Organisation | None) -> Organisation:
    if body is None:
        raise NotAllowed("代表活动由县人大代表工委或者镇人大主席团组织。")
    return body
