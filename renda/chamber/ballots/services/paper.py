"""Paper votes: papers are printed and handed out, two tellers count apart, the signed sheet is attached, the result is worked out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.chamber.ballots import rules, sheets
from renda.chamber.ballots.access import SIGNED, TELLERS, counts_hands
from renda.chamber.ballots.models import Ballot, Sheet, TellerCount
from renda.chamber.ballots.paper_shown import RESULT_SHEET, papers_of, result_facts
from renda.chamber.ballots.states import BallotState, Counting, Vote, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.ground.papers.queries import papers_of as ordered_of
from renda.ground.papers.services import order_paper, renew_paper
from renda.ground.workflow.engine import service

VOTING_PAPER = "ballots/voting_paper"
MOST_CANDIDATES, MOST_WRITTEN_LINES = 200, 8
WRITE_IN = frozenset({Vote.LEADERS, Vote.UPPER_DEPUTIES})


def lay_sheet(row: Ballot, *, actor: Actor, candidates: Sequence[str], seats: int, counting: str) -> Sheet:
    """What stands on the papers, and the paper itself to be printed. Raises Invalid."""
    names = [name.strip() for name in candidates if name.strip()]
    if Vote(row.vote) in rules.ELECTIONS and not names:
        raise Invalid("请写候选的人或者项目，一行一个。", field="candidates")
    if names and Vote(row.vote) not in rules.ELECTIONS:
        raise Invalid("这种表决是整件事赞成、反对、弃权，不用写候选的人或者项目。", field="candidates")
    if len(set(names)) != len(names):
        raise Invalid("候选里有同名的，请在姓名后面加上单位来分清。", field="candidates")
    if len(names) > MOST_CANDIDATES or any(len(name) > sheets.LONGEST_NAME for name in names):
        raise Invalid(f"最多{MOST_CANDIDATES}名，每名{sheets.LONGEST_NAME}字以内。", field="candidates")
    if names and not 1 <= seats <= len(names):
        raise Invalid(f"候选有{len(names)}名，应选的数要在1和{len(names)}之间。", field="seats")
    may_write_in = Vote(row.vote) in WRITE_IN and counting == Counting.HALF
    row.sheet = Sheet.objects.create(county_id=row.county_id, ballot=row, candidates=names, seats=seats if names else 1,
                                     counting=counting, may_write_in=may_write_in)  # fmt: skip
    facts = {"ballot": row, "papers": papers_of(row), "meeting": row.meeting, "day": row.meeting.starts_on,
             "write_ins": range(min(row.sheet.seats, MOST_WRITTEN_LINES))}  # fmt: skip
    order_paper(row, VOTING_PAPER, facts, actor=actor, purpose="voting_paper")
    return row.sheet


@service
def issue_ballot(
    row: Ballot, *, actor: Actor, first_number: int, last_number: int, issued: int, scrutineers: Sequence[str],
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Ballot:  # fmt: skip
    """How many papers were handed out of those printed, and who watches. Changed later, the tellers count anew. Raises Invalid."""
    names = list(dict.fromkeys(name.strip() for name in scrutineers if name.strip()))
    if last_number < first_number:
        raise Invalid("止号不能小于起号。", field="last_number")
    if issued > last_number - first_number + 1:
        raise Invalid(f"印了{last_number - first_number + 1}张，不能发出{issued}张。", field="issued")
    if issued > (most := (row.present or 0) - row.recused):
        raise Invalid(f"到会能表决的有{most}人，不能发出{issued}张。", field="issued")
    if not names:
        raise Invalid("请写监票人的姓名。", field="scrutineers")
    if own := [name for name in names if name in row.sheet.candidates]:
        raise Invalid(f"{'、'.join(own)}是候选人，不能监票。", field="scrutineers")
    BALLOT.apply(row, "issue", actor=actor, seen=seen, once=once, note=note or f"发出{issued}张")
    row.teller_counts.all().delete()
    facts = {"first_number": first_number, "last_number": last_number, "issued": issued, "scrutineers": names}
    _write(row.sheet, facts)
    return row


def _write(sheet: Sheet, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=list(facts))


@transaction.atomic
def count_sheet(
    row: Ballot, *, actor: Actor, returned: int, invalid: int, votes: Mapping[str, int],
    against: Mapping[str, int] | None = None, written: Mapping[str, int] | None = None,
) -> TellerCount:  # fmt: skip
    """What one teller counted; counted again it replaces the own count. When two agree the result sheet is made to be signed.

    votes: by option, or by candidate. Raises WrongState, NotAllowed, Invalid, Conflict.
    """
    held = (
        Ballot.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=row.pk, county_id=row.county_id)
    )
    if held.state != BallotState.OPEN or held.way != Way.PAPER or held.sheet.issued is None:
        raise WrongState("现在不能报数：票还没有发，或者表决已经截止。")
    if not counts_hands(actor, held):
        raise NotAllowed(f"票数由计票人来报：{counts_hands.__doc__}。")
    if actor.name in held.sheet.candidates:
        raise NotAllowed("您是候选人，不能计票。")
    count = _read(held, {"returned": returned, "invalid": invalid}, votes, against or {}, written or {})
    if held.teller_counts.exclude(teller_id=actor.user_id).count() >= TELLERS:
        raise Conflict(f"已经有{TELLERS}名计票人报过数。")
    found, _ = TellerCount.objects.update_or_create(
        county_id=held.county_id, ballot=held, teller_id=actor.user_id, defaults={"counts": count, "at": clock.now()}
    )
    if (agreed := agreed_count(held)) is not None:
        _make_result_sheet(held, agreed, actor)
    return found


def _read(
    row: Ballot,
    heads: Mapping[str, int],
    votes: Mapping[str, int],
    against: Mapping[str, int],
    written: Mapping[str, int],
) -> dict[str, int]:
    """The flat count of what was typed. Raises Invalid with every fault."""
    papers = papers_of(row)
    asked = dict.fromkeys((key for key, _ in papers.lines()), 0)
    given = dict(heads)
    if papers.candidates:
        given |= {f"{sheets.FOR}{name}": number for name, number in votes.items()}
        given |= {
            f"{sheets.AGAINST}{name}": number for name, number in against.items() if number or papers.marks_against
        }
    else:
        given |= dict(votes)
    if strangers := [key for key in given if key not in asked]:
        raise Invalid(f"票上没有这一项：{'、'.join(key.split(':')[-1] for key in strangers)}。")
    names = {name.strip(): number for name, number in written.items() if number}
    count = {
        **asked,
        **given,
        **{f"{sheets.FOR}{name}": number for name, number in names.items() if name not in papers.candidates},
    }
    if wrong := [*sheets.written_faults(papers, names), *sheets.faults(papers, count)]:
        raise Invalid(" ".join(wrong))
    return count


def agreed_count(row: Ballot) -> dict[str, int] | None:
    """What two tellers both counted; None until they agree."""
    found = [one.counts for one in row.teller_counts.order_by("pk")]
    return found[0] if len(found) == TELLERS and not rules.tellers_agree(found[0], found[1]) else None


def _make_result_sheet(row: Ballot, count: Mapping[str, int], actor: Actor) -> None:
    """The sheet that the scrutineers sign; one is there already if the tellers counted anew."""
    facts = result_facts(row, count)
    if older := ordered_of(row).filter(purpose="result_sheet").first():
        renew_paper(older, facts, actor=actor)
    else:
        order_paper(row, RESULT_SHEET, facts, actor=actor, purpose="result_sheet")


@service
def sign_ballot(
    row: Ballot,
    *,
    actor: Actor,
    papers: Sequence[Any],
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Ballot:
    """A photo or scan of the sheet that the scrutineers signed. Raises Invalid."""
    if not papers:
        raise Invalid("请选签了名的报告单的照片或者扫描件。", field="papers")
    BALLOT.apply(row, "sign", actor=actor, seen=seen, once=once, note=note)
    for one in papers:
        if isinstance(one, StoredFile):
            files.attach([one], row, actor=actor, purpose=SIGNED)
        else:
            files.keep(one, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose=SIGNED)
    return row


def close_sheet(row: Ballot, *, actor: Actor, seen: int | None, once: UUID | None, note: str) -> Ballot:
    """The result from the count both tellers came to. Blocked before."""
    count = agreed_count(row) or {}
    papers = papers_of(row)
    found = sheets.result_of(papers, count)
    votes = sheets.votes_of(papers, count) if papers.candidates else {
        str(option): count.get(str(option), 0) for option in rules.options_of(row.vote)
    }  # fmt: skip
    returned = count.get(sheets.RETURNED, 0)
    BALLOT.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, closed_at=clock.now(), outcome=str(found.outcome),
        grade=str(getattr(found, "grade", None) or ""), counts=votes, unpressed=max(papers.issued - returned, 0),
        lines=list(found.lines),
    )  # fmt: skip
    of_people = {name: list(getattr(found, name, ())) for name in ("elected", "again")}
    facts = {"returned": returned, "invalid": count.get(sheets.INVALID, 0), "against": sheets.against_of(count)}
    _write(row.sheet, {**facts, **of_people, "open_seats": getattr(found, "open_seats", None)})
    return row
