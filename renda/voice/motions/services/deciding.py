"""What the presidium decides: agenda, committee, suggestion, withdrawal; and what the congress then votes."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.motions import queries, rules
from renda.voice.motions.models import Motion
from renda.voice.motions.services.drafting import as_suggestion
from renda.voice.motions.services.papers import order_handling_opinion
from renda.voice.motions.services.receiving import void_number
from renda.voice.motions.services.telling import tell_committee, tell_movers, tell_office
from renda.voice.motions.states import Decision, Vote
from renda.voice.motions.workflow import MOTION
from renda.voice.suggestions import services as suggestions


@service
def put_on_agenda_motion(
    row: Motion, *, actor: Actor, decided_on: date, decision_paper: str = "", decision_reason: str = "",
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """The presidium puts it on the agenda of the session. Source: 地方组织法 (2022) art. 22"""
    facts = _decided(row, actor, Decision.AGENDA, decided_on, decision_paper, decision_reason)
    MOTION.apply(row, "put_on_agenda", actor=actor, seen=seen, once=once, note=note, **facts)
    return _announce(row, actor)


@service
def refer_motion(
    row: Motion, *, actor: Actor, committee_id: int, decided_on: date, decision_paper: str = "",
    decision_reason: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """The presidium gives it to a committee to consider after the session; the committee's time starts on that day."""
    chosen = queries.considering_bodies(row.congress).filter(pk=committee_id).first()
    if chosen is None:
        raise Invalid("请在本级人大的委员会里选。", field="committee_id")
    row.committee = chosen
    facts = _decided(row, actor, Decision.COMMITTEE, decided_on, decision_paper, decision_reason)
    MOTION.apply(
        row,
        "refer",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        committee_id=chosen.pk,
        referred_on=decided_on,
        **facts,
    )
    tell_committee(row, "motions/referred")
    return _announce(row, actor)


@service
def convert_motion(
    row: Motion, *, actor: Actor, decided_on: date, decision_paper: str, decision_reason: str,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """The presidium decides to treat it as a deputy's suggestion (议案转建议): the suggestion is made with all its signers.

    Each names the other: the suggestion holds the presidium's paper and the motion's address.
    """
    if row.mover is None:
        raise Invalid("机关提出的议案，不能作为代表建议处理。")
    facts = _decided(row, actor, Decision.SUGGESTION, decided_on, decision_paper, decision_reason)
    made = suggestions.convert_suggestion(
        actor=actor, deputy_id=row.mover.pk, motion_paper=decision_paper, motion_link=row.get_absolute_url(),
        session=row.session, cosigner_ids=list(row.cosignings.given().values_list("deputy_id", flat=True)),
        **as_suggestion(row),
    )  # fmt: skip
    MOTION.apply(row, "convert", actor=actor, seen=seen, once=once, note=note, suggestion_id=made.pk, **facts)
    row.suggestion = made
    return _announce(row, actor)


@service
def ask_withdrawal_motion(
    row: Motion,
    *,
    actor: Actor,
    withdrawal_reason: str,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Motion:
    """Ask to take it back before the vote: that needs the presidium's consent. Source: 地方组织法 (2022) art. 22"""
    MOTION.apply(
        row, "ask_withdrawal", actor=actor, seen=seen, once=once, note=note, withdrawal_reason=withdrawal_reason,
        withdrawal_asked_on=clock.today(),
    )  # fmt: skip
    tell_office(row, "motions/withdrawal_asked")
    return row


@service
def allow_withdrawal_motion(
    row: Motion,
    *,
    actor: Actor,
    decision_paper: str = "",
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Motion:
    """The presidium agrees: consideration ends; the number stays in the book, marked void."""
    paper = decision_paper or row.decision_paper
    MOTION.apply(
        row,
        "allow_withdrawal",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        withdrawn_on=clock.today(),
        decision_paper=paper,
    )
    void_number(row, actor, reason="经主席团同意撤回")
    tell_movers(row, "motions/withdrawn")
    return row


@service
def refuse_withdrawal_motion(
    row: Motion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Motion:
    """The presidium does not agree: it goes on as before."""
    MOTION.apply(row, "refuse_withdrawal", actor=actor, seen=seen, once=once, note=note, withdrawal_asked_on=None)
    tell_movers(row, "motions/withdrawal_refused")
    return row


@service
def vote_motion(
    row: Motion, *, actor: Actor, voted_on: date, members: int, yes: int, no: int, abstain: int, resolution: str = "",
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """Note the vote. Passed needs more than half of all deputies. members: seats filled on the day; the rest did not press.

    Raises Invalid if more voted than there are deputies. Source: 地方组织法 (2022) art. 25, DOMAIN R-MJ-1, R-MJ-4
    """
    if yes + no + abstain > members:
        raise Invalid("赞成、反对、弃权加起来多过全体代表，请核对。", field="members")
    _check_day(row, voted_on, "voted_on")
    passed = rules.has_passed(yes=yes, members=members)
    counts = {"members": members, "yes": yes, "no": no, "abstain": abstain, "unpressed": members - yes - no - abstain}
    MOTION.apply(
        row, "vote", actor=actor, seen=seen, once=once, note=note, votes=counts, resolution=resolution, voted_on=voted_on,
        vote=Vote.PASSED if passed else Vote.FAILED,
    )  # fmt: skip
    tell_movers(row, "motions/voted")
    return row


def _decided(row: Motion, actor: Actor, decision: str, on: date, paper: str, reason: str) -> dict[str, Any]:
    _check_day(row, on, "decided_on")
    return {
        "decision": decision, "decided_on": on, "decision_paper": paper, "decision_reason": reason, "decided_by_id": actor.user_id,
    }  # fmt: skip


def _check_day(row: Motion, on: date, field: str) -> None:
    first = clock.day_of(row.submitted_at) if row.submitted_at else on
    if not first <= on <= clock.today():
        raise Invalid("日子不能晚于今天，也不能早于提交那天。", field=field)


def _announce(row: Motion, actor: Actor) -> Motion:
    """The movers get the presidium's decision in writing and are told. Source: 代表法 (2025) art. 50"""
    order_handling_opinion(row, actor=actor)
    tell_movers(row, "motions/decided")
    return row
