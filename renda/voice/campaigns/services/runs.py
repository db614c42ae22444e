"""One step on all rows of a filter: started by a person, taken by the worker in pieces, stopped and resumed without doubles.

Each piece is one transaction with a savepoint for each row: what the row's own check refuses is noted, the rest goes on.
"""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import DomainError, Invalid, NotFound
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for
from renda.ground.workflow.lookup import service_of
from renda.voice.campaigns.models import BatchRun, BatchTrouble, Campaign, CampaignItem
from renda.voice.campaigns.queries.pages import Filters, filtered, read_filters
from renda.voice.campaigns.services.campaign import COUNTING
from renda.voice.campaigns.services.telling import holders_of, tell_of_run
from renda.voice.campaigns.states import Stage
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

RUNNING = "renda.voice.campaigns.tasks.take_run"
PIECE = 100


@transaction.atomic
def start_run(
    campaign: Campaign,
    step: str,
    *,
    actor: Actor,
    filters: dict[str, str],
    fields: dict[str, Any],
    once: UUID | None = None,
) -> BatchRun:
    """Let the worker take a step on all rows of a filter that the actor sees. The same call again is the same run.

    Raises Invalid if the step is none for many rows or no row can take it.
    """
    known = CAMPAIGN_ITEM.steps.get(step)
    if known is None or not known.is_bulk:
        raise Invalid("这一步要逐件办。")
    if once is not None and (same := BatchRun.objects.filter(county_id=actor.county_id, once=once).first()):
        return same
    total = rows_of(campaign, step, actor, read_filters(filters)).count()
    if not total:
        raise Invalid(f"这些条件下没有能“{known.label}”的。")
    run = BatchRun.objects.create(
        county_id=actor.county_id, campaign=campaign, user_id=actor.user_id, step=step, filters=filters, fields=fields,
        once=once, total=total,
    )  # fmt: skip
    jobs.enqueue(RUNNING, run.pk, run.county_id)
    return run


def rows_of(campaign: Campaign, step: str, actor: Actor, filters: Filters) -> Any:
    """The rows of a filter, of those that stand where the step can be taken."""
    rows = CampaignItem.objects.visible_to(actor).filter(
        campaign_id=campaign.pk, state__in=CAMPAIGN_ITEM.steps[step].sources
    )
    return filtered(rows, filters, actor.county_id, clock.today())


def take_run(run_id: int, county_id: int) -> None:
    """Take the run to its end, piece by piece, from where it stands; then tell each person once."""
    run = BatchRun.objects.filter(pk=run_id, county_id=county_id).exclude(stage=Stage.DONE).first()
    if run is None:
        return
    actor = _actor_of(run)
    while _take_piece(run, actor):
        pass
    _finish(run)


def _actor_of(run: BatchRun) -> Actor:
    """Who started it, in the posts held now: a permission that has ended meanwhile counts no more."""
    user = User.objects.filter(pk=run.user_id, county_id=run.county_id, is_active=True).first()
    if user is None:
        raise NotFound("开始成批办理的人已经不在了。")
    return actor_for(user, clock.today())


@transaction.atomic
def _take_piece(asked: BatchRun, actor: Actor) -> bool:
    """The next hundred rows; the run's own row is held, so that of two workers one goes on where the other has stopped."""
    run = _held(asked)
    rows = rows_of(run.campaign, run.step, actor, read_filters(run.filters)).filter(created_at__lte=run.made_at)
    rows = rows.filter(pk__lt=run.place) if run.place else rows
    piece = list(rows.order_by("-pk")[:PIECE])
    if not piece:
        return False
    take, told, troubles = service_of(CAMPAIGN_ITEM, run.step), Counter(run.holders), list[BatchTrouble]()
    for row in piece:
        try:
            take(row, actor=actor, is_quiet=True, **run.fields)
        except DomainError as refusal:
            troubles.append(_trouble(run, row, refusal))
        else:
            told.update(holders_of(row, run.step))
    BatchTrouble.objects.bulk_create(troubles, ignore_conflicts=True)
    run.taken, run.refused = run.taken + len(piece) - len(troubles), run.refused + len(troubles)
    run.place, run.holders = piece[-1].pk, dict(told)
    run.save(update_fields=["taken", "refused", "place", "holders"])
    return len(piece) == PIECE


def _held(run: BatchRun) -> BatchRun:
    return BatchRun.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=run.pk)


def _trouble(run: BatchRun, row: CampaignItem, refusal: DomainError) -> BatchTrouble:
    return BatchTrouble(
        county_id=run.county_id, run=run, item_id=row.pk, number=row.number_text, title=row.title_line(),
        reason=refusal.text[:300],
    )  # fmt: skip


@transaction.atomic
def _finish(asked: BatchRun) -> None:
    """Once: of two workers the later finds it done."""
    run = _held(asked)
    if run.stage != Stage.DONE:
        tell_of_run(run.campaign, run.step, run.holders)
        run.stage, run.done_at, run.holders = Stage.DONE, clock.now(), {}
        run.save(update_fields=["stage", "done_at", "holders"])
        jobs.enqueue(COUNTING, str(run.campaign_id), run.county_id)
