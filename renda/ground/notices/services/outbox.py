"""The outbox: send what is due, wait longer each time, put aside what can't be delivered, throw away what is old.

A message is sent at least once. Its row is leased before the call, outside any transaction; a worker killed between
the call and the note of it leaves a row that is sent again under the same key, by which the other side drops the copy.
"""

import logging
from collections import Counter
from datetime import timedelta

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.notices import channels
from renda.ground.notices.channels import Letter, Refused, TryLater
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.rules import MOST_TRIES, wait_after
from renda.ground.notices.states import Sending

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
MOST_AT_ONCE = 500
SILENT_AFTER = 3
KEEP_MESSAGES = timedelta(days=400)
KEEP_SENT = timedelta(days=90)
KEEP_DEAD = timedelta(days=30)
WIPED = {"address": "", "title": "", "body": ""}


def send_due(most: int = MOST_AT_ONCE) -> int:
    """Send what is due; returns how many went out. A channel silent three times running is left alone for this time."""
    silent: Counter[str] = Counter()
    sent = 0
    for _ in range(most):
        down = [channel for channel, times in silent.items() if times >= SILENT_AFTER]
        row = Outgoing.objects.due(clock.now()).exclude(channel__in=down).first()
        if row is None:
            break
        if not _lease(row):
            continue
        outcome = _deliver(row)
        sent += outcome is Sending.SENT
        silent[row.channel] = silent[row.channel] + 1 if outcome is Sending.QUEUED else 0
    return sent


def _lease(row: Outgoing) -> bool:
    """Take the row for three minutes; of several workers one gets it."""
    taken = Outgoing.objects.filter(pk=row.pk, state=Sending.QUEUED, next_at=row.next_at)
    return bool(taken.update(next_at=clock.now() + LEASE, tries=row.tries + 1))


def _deliver(row: Outgoing) -> Sending:
    if row.expires_at and row.expires_at < clock.now():
        return _bury(row, "过了有效时间，没有再发", **WIPED)
    try:
        channels.send(row.channel, Letter(row.pk, row.address, row.title, row.body))
    except TryLater as trouble:
        return _wait(row, str(trouble))
    except Refused as refusal:
        return _bury(row, str(refusal))
    Outgoing.objects.filter(pk=row.pk).update(state=Sending.SENT, sent_at=clock.now(), trouble="", **WIPED)
    return Sending.SENT


def _wait(row: Outgoing, trouble: str) -> Sending:
    tries = row.tries + 1
    if tries >= MOST_TRIES:
        return _bury(row, trouble)
    logger.warning("message %s by %s: %s (try %s)", row.pk, row.channel, trouble, tries)
    Outgoing.objects.filter(pk=row.pk).update(next_at=clock.now() + wait_after(tries), trouble=trouble[:200])
    return Sending.QUEUED


def _bury(row: Outgoing, trouble: str, **wiped: str) -> Sending:
    logger.error("message %s by %s is a dead letter: %s", row.pk, row.channel, trouble)
    Outgoing.objects.filter(pk=row.pk).update(state=Sending.DEAD, trouble=trouble[:200], **wiped)
    return Sending.DEAD


@transaction.atomic
def resend(row: Outgoing, *, actor: Actor) -> Outgoing:
    """Give a dead letter another round of tries. Raises NotAllowed, NotFound (sent or thrown away meanwhile)."""
    _check(row, actor)
    fresh = {"state": Sending.QUEUED, "tries": 0, "next_at": clock.now(), "trouble": ""}
    if not Outgoing.objects.dead().filter(pk=row.pk, county_id=actor.county_id).exclude(body="").update(**fresh):
        raise NotFound("这一条已经不在“送不出去”里了，请刷新后再看。")
    row.refresh_from_db()
    return row


@transaction.atomic
def resend_all(*, actor: Actor) -> int:
    """Resend every dead letter of the county: what one does when a gateway has been mended. Returns how many."""
    _check(None, actor)
    dead = Outgoing.objects.visible_to(actor).dead().order_by().exclude(body="")
    return dead.update(state=Sending.QUEUED, tries=0, next_at=clock.now(), trouble="")


@transaction.atomic
def discard(row: Outgoing, *, actor: Actor) -> None:
    """Throw a dead letter away (不再发送). Raises NotAllowed."""
    _check(row, actor)
    Outgoing.objects.dead().filter(pk=row.pk, county_id=actor.county_id).delete()


def _check(row: Outgoing | None, actor: Actor) -> None:
    if not actor.holds(Role.ADMIN) or (row is not None and row.county_id != actor.county_id):
        raise NotAllowed("发不出去的消息由本县管理员处理。")


def throw_away() -> int:
    """Delete old messages, what was sent long ago, and dead letters nobody took care of for a month."""
    now = clock.now()
    gone = Message.objects.filter(made_at__lt=now - KEEP_MESSAGES).delete()[0]
    gone += Outgoing.objects.filter(state=Sending.SENT, sent_at__lt=now - KEEP_SENT).delete()[0]
    gone += Outgoing.objects.filter(state=Sending.DEAD, made_at__lt=now - KEEP_DEAD).delete()[0]
    return gone
