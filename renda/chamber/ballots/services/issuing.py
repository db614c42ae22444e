"""Papers of secret votes are given out, once, for all votes that lie ready; then the keys that sign them are deleted.

Nothing here says when a paper was taken. Whoever owns the database sees who took papers and in which order, never whose slip one becomes.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from renda.chamber.ballots import blind
from renda.chamber.ballots.models import Ballot, Issuing, PaperTaken
from renda.chamber.ballots.package import encoded, octets_of
from renda.chamber.ballots.queries import held_papers, issuing_held
from renda.chamber.ballots.secrecy import digest_of_keys
from renda.chamber.ballots.states import BallotState, IssuingState
from renda.chamber.ballots.workflow import ISSUING
from renda.chamber.meetings.models import Meeting
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.ground.kernel.writing import insert, send
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy

YOUNG = 600.0  # seconds in which a key file may be one whose issuing is not committed yet


@service
def start_issuing(meeting: Meeting, *, actor: Actor, once: UUID | None = None, note: str = "") -> Issuing:
    """Make a key pair for each secret vote that lies ready and let members take papers. Raises NotAllowed, Blocked."""
    row = Issuing(county_id=meeting.county_id, meeting=meeting, office=meeting.office)
    ISSUING.check_may(ISSUING.steps["start"], row, actor)
    votes = list(Ballot.objects.without_papers().filter(meeting=meeting).select_for_update().order_by("pk"))
    keys = {str(vote.pk): blind.make_key() for vote in votes}
    public = {vote: encoded(blind.public_bytes(key)) for vote, key in keys.items()}
    row.digest = digest_of_keys(public)
    ISSUING.start(row, "start", actor=actor, once=once, note=note)
    for vote in votes:
        blind.keep_key(keys[str(vote.pk)], key_file(vote.pk))
        Ballot.objects.filter(pk=vote.pk).update(issuing=row, public_key=public[str(vote.pk)])
    return row


def key_file(ballot_id: UUID) -> Path:
    return Path(settings.BALLOT_KEYS) / f"{ballot_id.hex}.key"


def take_papers(row: Issuing, *, actor: Actor, blinded: Mapping[str, str]) -> dict[str, str]:
    """Sign what a member's phone sends, one blinded token for each vote; those the member withdrew from are left out.

    blinded, and what is returned: vote → base64url. The same again gets the same, also after the end; other tokens are a conflict.
    Raises NotAllowed, WrongState, Invalid, Conflict.
    """
    deputy = _taker(row, actor)
    votes = {str(one.pk): one for one in row.ballots.exclude(recusals__deputy=deputy)}
    asked = {vote: text for vote, text in blinded.items() if vote in votes}
    if not asked:
        raise Invalid("这里没有您能领的票。")
    if (held := held_papers(row, deputy.pk)) and set(held) >= set(asked):
        return _same(held, asked)
    signed = {vote: _signed(votes[vote], text) for vote, text in asked.items()}
    with transaction.atomic():
        if issuing_held(row.pk) != IssuingState.RUNNING:
            raise WrongState("发票已经结束。这一次请用纸质票，下一次发票再领。")
        papers = [
            PaperTaken(county_id=row.county_id, ballot=votes[v], deputy=deputy, blinded=asked[v], signed=signed[v])
            for v in sorted(asked)
        ]
        send([insert(papers)])
        return _same(held_papers(row, deputy.pk), asked)


def _taker(row: Issuing, actor: Actor) -> Deputy:
    """Whoever acts, as a member in the hall; elsewhere only where the county lets members vote from afar."""
    mine = row.meeting.presences.filter(guest="", deputy__user_id=actor.user_id).select_related("deputy")
    is_remote = rule_book(row.county_id).value("ballot_remote", clock.today()) == 1
    there = (mine if is_remote else mine.in_hall()).first() if actor.is_signed_in else None
    if there is None or actor.county_id != row.county_id:
        raise NotAllowed("只有签到在会场的组成人员能领票；还没有签到的，请先签到。")
    return there.deputy


def _same(held: Mapping[str, tuple[str, str]], asked: Mapping[str, str]) -> dict[str, str]:
    if any(held[vote][0] != text for vote, text in asked.items()):
        raise Conflict("您已经用另一部手机或者另一个浏览器领过票，请在那里表决。")
    return {vote: held[vote][1] for vote in asked}


def _signed(vote: Ballot, text: str) -> str:
    try:
        key = blind.load_key(key_file(vote.pk))
    except FileNotFoundError:
        raise WrongState("发票已经结束。这一次请用纸质票，下一次发票再领。") from None
    try:
        return encoded(blind.sign_blinded(key, octets_of(text)))
    except ValueError:
        raise Invalid("手机送来的票读不懂，请刷新页面再试。", field="papers") from None


@service
def end_issuing(
    row: Issuing, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Issuing:
    """Nobody takes a paper any more: count them, write their rows anew in no order of time, delete the keys."""
    Issuing.objects.select_for_update().get(pk=row.pk)
    papers = sorted(PaperTaken.objects.filter(ballot__issuing=row), key=lambda one: one.blinded)
    taken = len({one.deputy_id for one in papers})
    ISSUING.apply(row, "end", actor=actor, seen=seen, once=once, note=note, taken=taken)
    PaperTaken.objects.filter(ballot__issuing=row).delete()
    PaperTaken.objects.bulk_create(papers)
    for vote in row.ballots.all():
        Ballot.objects.filter(pk=vote.pk).update(issued=sum(one.ballot_id == vote.pk for one in papers))
    transaction.on_commit(sweep_keys)
    return row


def sweep_keys() -> int:
    """Delete every key whose issuing does not run; how many. Also when the program starts: it may have died in between."""
    kept = Ballot.objects.filter(issuing__state=IssuingState.RUNNING, state=BallotState.READY).values_list(
        "pk", flat=True
    )
    known = {key_file(pk).name for pk in kept}
    ended = {key_file(pk).name for pk in Ballot.objects.exclude(issuing=None).values_list("pk", flat=True)} - known
    old = time.time() - YOUNG
    found = [path for path in sorted(Path(settings.BALLOT_KEYS).glob("*")) if path.name not in known]
    gone = [path for path in found if path.name in ended or path.stat().st_mtime < old]
    for path in gone:
        blind.destroy_key(path)
    return len(gone)
