"""Choices of books and duty archives, and the packaged set of books. Source: DOMAIN 3.1 H12, 3.7 P8"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices

MOST_BOOKS = 12


class Part(TextChoices):
    """The eight parts of a deputy's duty archive (履职档案八个部分), in their order. Source: DOMAIN P8"""

    BASIC = "basic", "基本情况"
    MEETINGS = "meetings", "会议"
    TOURS = "tours", "视察调研"
    TRAINING = "training", "学习培训"
    GROUP = "group", "小组和家站活动"
    PROPOSALS = "proposals", "议案、建议和群众意见"
    REPORT = "report", "述职"
    HONOURS = "honours", "表彰"


class Stage(TextChoices):
    """How far a run is that makes books."""

    RUNNING = "running", "正在生成"
    STOPPED = "stopped", "已停下"
    DONE = "done", "已完成"


class ArchiveState(TextChoices):
    """One deputy's archive of one year. Source: DOMAIN P8 (made by the system, seen by the deputy, verified by the committee)"""

    OPEN = "open", "等代表看"
    CONFIRMED = "confirmed", "代表看过，等核实"
    VERIFIED = "verified", "已核实"


class ObjectionState(TextChoices):
    """A deputy's objection to one line of the archive."""

    RAISED = "raised", "等核对"
    CORRECTED = "corrected", "已更正"
    EXPLAINED = "explained", "已说明"
    WITHDRAWN = "withdrawn", "已收回"


class PaperFormState(TextChoices):
    """One blank form on its way: printed, its photo back, typed by the liaison officer."""

    PRINTED = "printed", "已印出"
    RETURNED = "returned", "照片已交，等录入"
    PLACED = "placed", "已到位"
    VOID = "void", "已作废"


@dataclass(frozen=True, slots=True)
class BookPlan:
    """One book: what feeds it (`sources`, keys of facts.SOURCES) and what stands in it (`columns`, keys of facts.COLUMNS)."""

    key: str
    title: str
    sources: tuple[str, ...]
    columns: tuple[str, ...]
    is_volume: bool = False

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "BookPlan":
        return cls(data["key"], data["title"], tuple(data["sources"]), tuple(data["columns"]), data["is_volume"])


# Six books and two volumes where the county has set nothing. Source: DOMAIN H12 [titles inferred: 可修改]
DEFAULT_BOOKS = (
    BookPlan("reception", "接待群众登记本", ("reception", "heard"),
             ("day", "sort", "what", "who", "deputies", "visitors", "result")),
    BookPlan("visit", "走访联系群众记录本", ("visit", "contact"),
             ("day", "sort", "what", "who", "place", "deputies", "result")),
    BookPlan("opinions", "意见建议办理登记本", ("opinion", "suggestion"),
             ("day", "sort", "number", "what", "who", "handler", "stage", "result")),
    BookPlan("study", "学习培训记录本", ("study",), ("day", "what", "topic", "place", "deputies", "result")),
    BookPlan("tours", "视察调研活动记录本", ("tour", "service"), ("day", "sort", "what", "place", "deputies", "result")),
    BookPlan("meetings", "会议（述职）记录本", ("meeting", "report"), ("day", "sort", "what", "place", "deputies", "result")),
    BookPlan("roster", "代表名册", ("member",), ("name", "level", "district", "group", "occupation", "from_on", "to_on"), True),
    BookPlan("duties", "代表履职档案册", ("duty",), ("name", "part", "day", "what", "place"), True),
)  # fmt: skip
