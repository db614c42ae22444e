"""States and choices of deliberation opinions. Words: docs/glossary.md, DOMAIN 6.2, 6.6."""

from django.db.models import TextChoices


class Source(TextChoices):
    """What the members deliberated on. Source: DOMAIN R-SV-2, R-SV-7"""

    REPORT = "report", "专项工作报告"
    INSPECTION = "inspection", "执法检查报告"
    BUDGET = "budget", "计划、预算、决算、审计报告"
    INQUIRY = "inquiry", "专题询问"
    OTHER = "other", "其他议题"


class Result(TextChoices):
    """What an organ says of one point."""

    DONE = "done", "已经办成"
    DOING = "doing", "正在办"
    NOT = "not", "现在办不了"


class DeliberationState(TextChoices):
    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "报主任会议"
    APPROVED = "approved", "主任会议通过"
    HANDED = "handed", "已交办"
    REPORTED = "reported", "已报处理情况"
    CHECKED = "checked", "委室看过"
    AGENDA = "agenda", "列入议程"
    RATED = "rated", "已测评"
    CLOSED = "closed", "办结"
    DROPPED = "dropped", "不交办"


S = DeliberationState
BEFORE_HANDING = (S.DRAFT, S.SUBMITTED, S.APPROVED)
AFTER_HANDING = (S.HANDED, S.REPORTED, S.CHECKED, S.AGENDA, S.RATED, S.CLOSED)
MAY_BE_PUBLIC = (S.CHECKED, S.AGENDA, S.RATED, S.CLOSED)
GROUPS = {
    "draft": ("起草", BEFORE_HANDING), "handed": ("办理", (S.HANDED,)), "checked": ("看报告", (S.REPORTED, S.CHECKED)),
    "rated": ("测评", (S.AGENDA, S.RATED)), "closed": ("办结", (S.CLOSED,)), "dropped": ("不交办", (S.DROPPED,)),
}  # fmt: skip
