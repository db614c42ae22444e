"""What a reading tells apart: how a reply stood to its last day, what deputies said, kinds of assessments and reports."""

from django.db.models import IntegerChoices, TextChoices


class Pace(TextChoices):
    """A reply and its last day, at the cut-off. Source of the day: 代表法 (2025) art. 51"""

    NONE = "", "未交办"
    EARLY = "early", "提前答复"
    ON_TIME = "on_time", "按期答复"
    LATE = "late", "超期后答复"
    OVERDUE = "overdue", "超期未答复"
    RUNNING = "running", "期限内在办"


class Verdict(IntegerChoices):
    """What the deputies said of a reply once all of them are final; the least satisfied word counts. Silence is 未反馈."""

    OPEN = 0, "待评价"
    DISSATISFIED = 1, "不满意"
    BASIC = 2, "基本满意"
    SATISFIED = 3, "满意"
    SILENT = 4, "未反馈"
    NONE = 9, "未答复"


class Part(TextChoices):
    """What a unit was given: to answer, alone or as lead, or to advise."""

    LEAD = "lead", "主办（分办）"
    CO = "co", "会办"


class Phase(TextChoices):
    """When units are assessed. Source: DOMAIN 3.2 S-2"""

    MIDYEAR = "midyear", "年中评估"
    YEAREND = "yearend", "年底评估"


class ReportKind(TextChoices):
    """Drafts made from the record for a person to finish. Source: DOMAIN 3.2 S-4, S-5"""

    QUARTER = "quarter", "季度督查通报"
    MIDYEAR = "midyear", "年中办理情况报告"
    YEAREND = "yearend", "年底办理情况报告"


class ReportState(TextChoices):
    COUNTING = "counting", "正在统计"
    WRITTEN = "written", "数已算好，正在排版"
    FAILED = "failed", "没有做成"


PACES_ASSIGNED = (Pace.EARLY, Pace.ON_TIME, Pace.LATE, Pace.OVERDUE, Pace.RUNNING)
PACES_REPLIED = (Pace.EARLY, Pace.ON_TIME, Pace.LATE)
PACES_DUE = (Pace.EARLY, Pace.ON_TIME, Pace.LATE, Pace.OVERDUE)
