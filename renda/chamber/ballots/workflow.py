"""A vote as data: put, opened with enough people, closed with a result that nobody types. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.ballots import access
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.states import BallotState, IssuingState
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow

B, P = BallotState, IssuingState


def office(row: Ballot | Issuing) -> Iterable[str]:
    return [holder_of(row.office)]


BALLOT = Workflow(
    "ballot", B, model=Ballot, related=["meeting", "meeting__body", "office", "sheet"], party=access.reads_choices,
    steps=[
        step("put", "提请表决", [], B.READY, allow=access.runs, blocked=access.meeting_is_over, seen_by="parties"),
        step("recuse", "记回避", [B.READY], None, allow=access.runs, blocked=access.papers_are_out, seen_by="parties"),
        step("open", "开始表决", [B.READY], B.OPEN, allow=access.runs, blocked=access.cannot_open, seen_by="public"),
        step("issue", "登记发出的票", [B.OPEN], None, allow=access.runs_paper, seen_by="parties"),
        step("sign", "附上签名的报告单", [B.OPEN], None, allow=access.runs_paper, blocked=access.paper_not_counted, seen_by="parties"),
        step("close", "截止表决", [B.OPEN], B.CLOSED, allow=access.runs, blocked=access.cannot_close, seen_by="public"),
        step("withdraw", "不表决了", [B.READY], B.WITHDRAWN, allow=access.runs, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(B.READY, for_=office, until=None, ask="等您开始表决"),
        waits(B.OPEN, for_=office, until=None, ask="正在表决，请宣布截止"),
    ],
)  # fmt: skip

ISSUING = Workflow(
    "issuing", P, model=Issuing, related=["meeting", "meeting__body", "office"], party=access.reads_choices,
    steps=[
        step("start", "开始发票", [], P.RUNNING, allow=access.runs, blocked=access.cannot_issue, seen_by="public"),
        step("end", "结束发票", [P.RUNNING], P.ENDED, allow=access.runs, blocked=access.papers_on_their_way, seen_by="public"),
    ],
    waits=[waits(P.RUNNING, for_=office, until=None, ask="正在发无记名票，都领到了请结束发票")],
)  # fmt: skip
