"""What pages, tables and the interface say of decisions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from renda.chamber.ballots.states import Option
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.states import Form, Sort
from renda.ground.papers.excel import Column

STAGES = (
    ("proposed", "提出"), ("council", "主任会议"), ("agenda", "列入议程"), ("deliberated", "审议"), ("voted", "表决"),
    ("announced", "公布"), ("implemented", "落实"), ("reported", "报告"), ("closed", "办结"),
)  # fmt: skip
COLUMNS = (
    Column("文号", 20), Column("名称", 48), Column("形式", 8), Column("类别", 18), Column("谁提出", 22), Column("会议", 34),
    Column("表决日", 12), Column("赞成", 8), Column("反对", 8), Column("弃权", 8), Column("公布日", 12), Column("落实机关", 18),
    Column("报告期限", 12), Column("报告日", 12), Column("现在", 14),
)  # fmt: skip


def year_lines(rows: Iterable[Decision]) -> list[dict[str, Any]]:
    """One line for each decision of a year; only what is public."""
    return [
        {
            "id": row.pk, "number": row.number, "title": row.title, "form": str(Form(row.form).label),
            "sort": str(Sort(row.sort).label), "proposer": row.proposer_name,
            "meeting": row.meeting.title if row.meeting else "", "voted_on": row.voted_on, "yes": _votes(row, Option.YES),
            "no": _votes(row, Option.NO), "abstain": _votes(row, Option.ABSTAIN), "published_on": row.published_on,
            "organ": row.organ.label if row.organ else "", "report_due_on": row.report_due_on,
            "reported_on": row.reported_on, "state": row.get_state_display(), "href": row.get_absolute_url(),
        }
        for row in rows
    ]  # fmt: skip


def _votes(row: Decision, option: Option) -> int | None:
    return row.ballot.counts.get(str(option)) if row.ballot is not None else None


def table_rows(lines: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """The same for a sheet, in the order of COLUMNS."""
    return [[value for key, value in line.items() if key not in ("id", "href")] for line in lines]


def years_of(first: date | None, today: date) -> list[int]:
    """The years that have a list, the latest first."""
    return list(range(today.year, (first or today).year - 1, -1))
